import type { Attributes } from '../../../../../engine/network/graph';
import type { Shape } from '../../../../../protocol/layersResult';
import type { AttributeSpec } from '../onnxSpec';

/** Kernel, stride, dilation and padding of windows over an input as ONNX attributes. */
export function windowAttributes(
  attributes: Attributes,
  input: Shape,
  output: Shape,
): Readonly<Record<string, AttributeSpec>> {
  return { ...kernelAttributes(attributes), ...paddingAttributes(attributes, input, output) };
}

function kernelAttributes(attributes: Attributes): Record<string, AttributeSpec> {
  const { kernel = [1, 1], stride = [1, 1], dilation = [1, 1] } = attributes;
  return {
    kernel_shape: kernel,
    strides: stride,
    ...(dilation.some((d) => d !== 1) && { dilations: dilation }),
  };
}

function paddingAttributes(
  attributes: Attributes,
  input: Shape,
  output: Shape,
): Record<string, AttributeSpec> {
  const { padding = 'valid' } = attributes;
  if (padding === 'valid') return { auto_pad: 'VALID' };
  if (typeof padding !== 'string') return { pads: padding };
  const border = ([0, 1] as const).map((axis) => {
    const windows = output[axis === 0 ? 1 : 2];
    const stride = attributes.stride?.[axis] ?? 1;
    return (windows - 1) * stride + reachOf(attributes, axis) - input[axis === 0 ? 1 : 2];
  });
  // ONNX Runtime derives no border of less than nothing, and none for dilated windows.
  if (border.some((rows) => rows < 0) || attributes.dilation?.some((d) => d > 1))
    return { pads: bordersOf(border, padding) };
  return { auto_pad: padding === 'same' ? 'SAME_UPPER' : 'SAME_LOWER' };
}

/** Extent of the dilated kernel along an axis. */
function reachOf({ kernel, dilation }: Attributes, axis: 0 | 1): number {
  return ((kernel?.[axis] ?? 1) - 1) * (dilation?.[axis] ?? 1) + 1;
}

/** Borders of so many rows and columns in all, the odd one at the far end or at the near one. */
function bordersOf(total: readonly number[], padding: 'same' | 'same_lower'): number[] {
  const all = total.map((rows) => Math.max(0, rows));
  const near = all.map((rows) => (padding === 'same' ? Math.floor(rows / 2) : Math.ceil(rows / 2)));
  return [...near, ...all.map((rows, axis) => rows - (near[axis] ?? 0))];
}

/** The same for a transposed convolution, whose `same` multiplies height and width by the stride. */
export function transposedAttributes(
  attributes: Attributes,
): Readonly<Record<string, AttributeSpec>> {
  const { padding = 'valid', outputPadding = [0, 0] } = attributes;
  if (padding === 'same' || padding === 'same_lower') {
    const extra = ([0, 1] as const).map((axis) => {
      return reachOf(attributes, axis) - (attributes.stride?.[axis] ?? 1);
    });
    // What is too much is cut off at both ends, what is missing is added at the far one.
    return {
      ...kernelAttributes(attributes),
      pads: bordersOf(extra, padding),
      output_padding: extra.map((rows) => Math.max(0, -rows)),
    };
  }
  const pads = padding === 'valid' ? [0, 0, 0, 0] : padding;
  return { ...kernelAttributes(attributes), pads, output_padding: outputPadding };
}
