import type { Shape } from '../../../../protocol/layersResult';
import { OnnxError } from '../onnxError';
import type { OnnxModel, OnnxValueInfo } from '../read/onnxModel';
import { count, dimsOf, transposed, type Feature } from './tensor';

/** The network's input among the inputs of a model. */
export interface InputTensor {
  readonly name: string;
  readonly elementType: number;
  readonly shape: Shape;
  /** Its dimensions in the model, for one image. */
  readonly dims: readonly number[];
  /** The input as ONNX sees it. */
  readonly feature: Feature;
  /** What the model says of its input, where another shape was given. */
  readonly contradicted?: string;
  /** Inputs beside it, which nothing may read. */
  readonly others: ReadonlySet<string>;
}

const mostElements = 2 ** 40;

/**
 * Finds the image input: old models list their weights as inputs too, some have small extra ones.
 * @param given channels, height and width that take the place of the model's own.
 * @throws OnnxError where there is none, or its dimensions are not known.
 */
export function findInput(model: OnnxModel, given?: Shape): InputTensor {
  const free = model.inputs.filter(({ name }) => !model.initializers.has(name));
  const images = free.filter(({ dims }) => dims?.length === 4);
  const candidates = images.length > 0 ? images : free;
  const [input] = candidates;
  if (!input) throw new OnnxError('onnx-unsupported', 'the model has no input');
  if (candidates.length > 1) {
    const names = candidates.slice(0, 5).map(({ name }) => `“${name}”`);
    throw new OnnxError('onnx-unsupported', `the model has several inputs: ${names.join(', ')}`);
  }
  const { name, elementType, dims } = input;
  const last = isChannelsLast(dims);
  const shape = given ?? knownShape(input, last);
  if (count(shape) > mostElements) {
    throw new OnnxError(
      'onnx-malformed',
      `the input “${name}” has impossible dimensions [${shape}]`,
    );
  }
  const rank = Math.max(2, Math.min(dims?.length ?? 4, 4));
  const whole: Feature = { kind: 'feature', source: -1, base: [1, ...shape] };
  const feature: Feature = last
    ? transposed(whole, [0, 2, 3, 1])
    : {
        kind: 'feature',
        source: -1,
        base: [...[1, ...shape].slice(0, rank - 1), count([1, ...shape].slice(rank - 1))],
      };
  const others = new Set(free.filter((other) => other !== input).map((other) => other.name));
  const found = { name, elementType, shape, dims: dimsOf(feature), feature, others };
  const contradicted = given && dims?.some((d, i) => i > 0 && d !== null && d > 0 && d !== found.dims[i]); // prettier-ignore
  return contradicted ? { ...found, contradicted: dimsText(dims) } : found;
}

/** Whether the dimensions are batch, height, width, channels, as TensorFlow has them. */
function isChannelsLast(dims: OnnxValueInfo['dims']): boolean {
  if (dims?.length !== 4) return false;
  const isChannels = (d: number | null | undefined) => d === 1 || d === 3 || d === 4;
  return isChannels(dims[3]) && !isChannels(dims[1]);
}

function dimsText(dims: OnnxValueInfo['dims']): string {
  return `[${dims?.map((d) => (d && d > 0 ? d : '?')) ?? '?'}]`;
}

function knownShape({ name, dims }: OnnxValueInfo, last: boolean): Shape {
  const unknown = () =>
    new OnnxError(
      'onnx-dynamic',
      `the input “${name}” has the dimensions ${dimsText(dims)}: give channels, height and width with --input C,H,W`,
    );
  if (!dims || dims.length < 2) throw unknown();
  const [, a, b = 1, c = 1] = dims;
  const [channels, height, width] = last ? [c, a, b] : [a, b, c];
  if (dims.length > 4) {
    throw new OnnxError(
      'onnx-unsupported',
      `the input “${name}” has ${dims.length} axes; only 2-D networks are known`,
    );
  }
  const isSize = (d: number | null | undefined): d is number => typeof d === 'number' && d > 0;
  if (isSize(channels) && isSize(height) && isSize(width)) return [channels, height, width];
  throw unknown();
}
