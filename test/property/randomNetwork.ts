import fc from 'fast-check';
import type { Shape } from '../../server/protocol/layersResult';

/** One random decision after another; each is made valid for what stands before it. */
interface Step {
  readonly kind: 'conv' | 'depthwise' | 'pool' | 'add' | 'concat' | 'norm' | 'gap' | 'linear';
  readonly from: number;
  readonly others: readonly number[];
  readonly filters: number;
  readonly kernel: number;
  readonly stride: number;
  readonly padding: number | 'same';
}

/** A descriptor with what an independent reckoning expects of it. Node −1 is the input. */
export interface RandomNetwork {
  readonly descriptor: { readonly cnn: string; readonly input: Shape; readonly layers: unknown[] };
  readonly shapes: readonly Shape[];
  readonly inputs: readonly (readonly number[])[];
  readonly macs: number;
  readonly parameters: number;
}

const step = fc.record<Step>({
  kind: fc.constantFrom('conv', 'conv', 'depthwise', 'pool', 'add', 'concat', 'norm', 'gap', 'linear'),
  from: fc.nat(6),
  others: fc.array(fc.nat(20), { minLength: 1, maxLength: 3 }),
  filters: fc.integer({ min: 1, max: 8 }),
  kernel: fc.integer({ min: 1, max: 5 }),
  stride: fc.integer({ min: 1, max: 3 }),
  padding: fc.constantFrom<number | 'same'>(0, 1, 2, 'same'),
}); // prettier-ignore

/** Networks of 1 to 31 operators with skip connections and branches, on small inputs. */
export const randomNetwork: fc.Arbitrary<RandomNetwork> = fc
  .record({
    input: fc.tuple(
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 1, max: 20 }),
      fc.integer({ min: 1, max: 20 }),
    ),
    steps: fc.array(step, { maxLength: 30 }),
  })
  .map(({ input, steps }) => build(input, steps));

function build(input: Shape, steps: readonly Step[]): RandomNetwork {
  const layers: unknown[] = [];
  const shapes: Shape[] = [];
  const inputs: number[][] = [];
  let macs = 0;
  let parameters = 0;
  const shapeOf = (node: number): Shape => shapes[node] ?? input;
  const nameOf = (node: number) => (node < 0 ? 'input' : `n${node}`);
  const push = (from: readonly number[], shape: Shape, fields: object) => {
    const name = `n${layers.length}`;
    layers.push({ name, from: from.length === 1 ? nameOf(from[0] ?? -1) : from.map(nameOf), ...fields });
    shapes.push(shape);
    inputs.push([...from]);
  }; // prettier-ignore

  const first: Step = {
    kind: 'conv',
    from: 0,
    others: [0],
    filters: 4,
    kernel: 1,
    stride: 1,
    padding: 0,
  };
  for (const { kind, from, others, filters, kernel, stride, padding } of [first, ...steps]) {
    const source = Math.max(-1, shapes.length - 1 - from);
    const [channels, height, width] = shapeOf(source);
    const size = (n: number): number =>
      padding === 'same'
        ? Math.ceil(n / stride)
        : Math.floor((n + 2 * padding - kernel) / stride) + 1;
    const [h, w] = [size(height), size(width)];
    // Nodes that may be joined with the source: `add` needs equal shapes, `concat` equal maps.
    const fitting = (fits: (shape: Shape) => boolean): number[] => {
      const nodes = [-1, ...shapes.keys()].filter((node) => fits(shapeOf(node)));
      return [source, ...others.map((pick) => nodes[pick % nodes.length] ?? source)];
    };
    if (kind === 'add') {
      const joined = fitting((s) => s.join() === [channels, height, width].join());
      push(joined, [channels, height, width], { op: 'add', activation: 'relu' });
    } else if (kind === 'concat') {
      const joined = fitting((s) => s[1] === height && s[2] === width);
      const sum = joined.reduce((total, node) => total + shapeOf(node)[0], 0);
      if (sum <= 64) push(joined, [sum, height, width], { op: 'concat' });
    } else if (kind === 'norm') {
      push([source], [channels, height, width], { op: 'batch_norm' });
      parameters += 2 * channels;
    } else if (kind === 'gap') {
      push([source], [channels, 1, 1], { op: 'global_average_pool' });
    } else if (kind === 'linear') {
      push([source], [filters, 1, 1], { op: 'fully_connected', units: filters });
      macs += channels * height * width * filters;
      parameters += (channels * height * width + 1) * filters;
    } else if (h >= 1 && w >= 1) {
      const window = { kernel, stride, padding };
      if (kind === 'pool') {
        push([source], [channels, h, w], { op: 'max_pool', ...window });
      } else if (kind === 'depthwise') {
        push([source], [channels, h, w], { op: 'depthwise_conv', ...window, batch_norm: true });
        macs += channels * h * w * kernel * kernel;
        parameters += channels * (kernel * kernel + 2);
      } else {
        push([source], [filters, h, w], { op: 'conv', ...window, filters });
        macs += filters * h * w * channels * kernel * kernel;
        parameters += filters * (channels * kernel * kernel + 1);
      }
    }
  }
  return { descriptor: { cnn: 'random', input, layers }, shapes, inputs, macs, parameters };
}
