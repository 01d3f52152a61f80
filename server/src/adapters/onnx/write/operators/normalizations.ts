import { axisNames } from '../../../../../engine/network/axes';
import type { Made, Operand, OperatorWriter, WriteOperator } from '../operatorWriter';

/** Batch normalisation of a tensor as the operator's main node, or as a further part of it. */
export function normalize(to: OperatorWriter, x: Made, part?: string): Made {
  const [channels] = to.shape;
  const { power } = x;
  // Around what the values really have, so that they keep their scale; no variance may be 0.
  const variance = Math.max(power, 1e-6);
  const prefix = part === undefined ? '' : `${part}/`;
  const parameters = [
    to.weight(`${prefix}gamma`, [channels], { center: 1, reach: 0.25 }),
    to.weight(`${prefix}beta`, [channels], { center: 0, reach: 0.1 }),
    to.weight(`${prefix}mean`, [channels], { center: 0, reach: 0.1 * Math.sqrt(variance) }),
    to.weight(`${prefix}variance`, [channels], { center: variance, reach: variance / 4 }),
  ];
  const name = to.add('BatchNormalization', [x.name, ...parameters], {}, part);
  return { name, isFlat: x.isFlat, power: 1 };
}

/** In parts, as ONNX normalises only the last axes as a whole. */
const layerNorm: WriteOperator = (to, [x]) => {
  const [channels] = to.shape;
  const mean = (of: string, part: string) => to.add('ReduceMean', [of], { axes: [1] }, part);
  const map = to.map(x);
  const centred = to.add('Sub', [map, mean(map, 'mean')], {}, 'centred');
  const square = to.add('Mul', [centred, centred], {}, 'square');
  const variance = to.add('Add', [mean(square, 'variance'), to.number('epsilon', 1e-5)], {}, 'raised'); // prettier-ignore
  const deviation = to.add('Sqrt', [variance], {}, 'deviation');
  const normal = to.add('Div', [centred, deviation], {}, 'normal');
  const gamma = to.weight('gamma', [channels, 1, 1], { center: 1, reach: 0.25 });
  const scaled = to.add('Mul', [normal, gamma], {}, 'scaled');
  const beta = to.weight('beta', [channels, 1, 1], { center: 0, reach: 0.1 });
  return { name: to.add('Add', [scaled, beta]), isFlat: false, power: 1 };
};

const gammaSpread = { center: 1, reach: 0.25 };
const betaSpread = { center: 0, reach: 0.1 };

const groupNorm: WriteOperator = (to, [x]) => {
  const [channels, height, width] = x.shape;
  const { groups } = to.attributes;
  if (groups === undefined) {
    const gamma = to.weight('gamma', [channels], gammaSpread);
    const beta = to.weight('beta', [channels], betaSpread);
    return { name: to.add('InstanceNormalization', [to.map(x), gamma, beta]), isFlat: false, power: 1 }; // prettier-ignore
  }
  // Groups are seen as channels, which ONNX normalises one by one.
  const seen = to.integers('groups', [1, groups, (channels / groups) * height * width]);
  const grouped = to.add('Reshape', [x.name, seen], {}, 'groups');
  const one = to.weight('one', [groups], { center: 1, reach: 0 });
  const zero = to.weight('zero', [groups], { center: 0, reach: 0 });
  const normal = to.add('InstanceNormalization', [grouped, one, zero], {}, 'normal');
  const shape = to.integers('shape', [1, channels, height, width]);
  const map = to.add('Reshape', [normal, shape], {}, 'map');
  const scaled = to.add('Mul', [map, to.weight('gamma', [channels, 1, 1], gammaSpread)], {}, 'scaled'); // prettier-ignore
  const beta = to.weight('beta', [channels, 1, 1], betaSpread);
  return { name: to.add('Add', [scaled, beta]), isFlat: false, power: 1 };
};

const softmax: WriteOperator = (to, [x]) => {
  const axis = axisNames.indexOf(to.attributes.axis ?? 'channels');
  const isFlat = x.isFlat && axis === 0;
  const name = to.add('Softmax', [isFlat ? x.name : to.map(x)], { axis: 1 + axis });
  return { name, isFlat, power: Math.min(1, 3 / (x.shape[axis] ?? 1) ** 2) };
};

const localResponse: WriteOperator = (to, [x]) => {
  const name = to.add('LRN', [to.map(x)], { size: to.attributes.window ?? 5 });
  return { name, isFlat: false, power: x.power };
};

/** Steps that a `scale` operator is written in at most. */
const mostFactors = 64;

const scale: WriteOperator = (to, [x]) => {
  const { parameters = 0 } = to.attributes;
  if (parameters === 0) {
    const name = to.add('Mul', [x.name, to.number('factor', 0.75)]);
    return { name, isFlat: x.isFlat, power: x.power };
  }
  const factors = factorDims(x, parameters);
  if (!factors) {
    throw to.unsupported(`${parameters} constants do not fit an input of ${x.shape.join('×')}`);
  }
  const spread = { center: 1, reach: 0.25 };
  const name = factors.reduce((before, dims, i) => {
    const isLast = i === factors.length - 1;
    const factor = to.weight(`factor${i + 1}`, dims, spread);
    return to.add('Mul', [before, factor], {}, isLast ? undefined : `step${i + 1}`);
  }, x.name);
  return { name, isFlat: x.isFlat, power: x.power };
};

/** Dimensions of factors that have so many constants together: one a channel, a pixel, a value. */
function factorDims({ shape, isFlat }: Operand, parameters: number): number[][] | undefined {
  const [channels, height, width] = shape;
  const possible: number[][] = isFlat
    ? [[channels]]
    : [[channels, 1, 1], [channels, height, width], [height, width], [channels, height, 1], [channels, 1, width], [height, 1], [width]]; // prettier-ignore
  const counted = possible
    .map((dims) => ({ dims, count: dims.reduce((product, d) => product * d, 1) }))
    .filter(({ count }) => count > 1);
  // One kind of factor alone where that fits, otherwise the largest first.
  const alone = counted.find(({ count }) => parameters % count === 0 && parameters / count <= mostFactors); // prettier-ignore
  if (alone) return new Array<number[]>(parameters / alone.count).fill(alone.dims);
  const chosen: number[][] = [];
  let left = parameters;
  for (const { dims, count } of counted.sort((a, b) => b.count - a.count)) {
    for (; left >= count && chosen.length < mostFactors; left -= count) chosen.push(dims);
  }
  return left === 0 ? chosen : undefined;
}

/** Operators that scale and normalise. */
export const normalizations = {
  batch_norm: (to, [x]) => normalize(to, x),
  layer_norm: layerNorm,
  group_norm: groupNorm,
  softmax,
  local_response_norm: localResponse,
  scale,
} as const satisfies Record<string, WriteOperator>;
