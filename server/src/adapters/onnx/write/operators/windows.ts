import type { Attributes } from '../../../../../engine/network/graph';
import type { AttributeSpec } from '../onnxSpec';

/** Kernel, stride, dilation and padding as ONNX attributes. */
export function windowAttributes(attributes: Attributes): Readonly<Record<string, AttributeSpec>> {
  const { kernel = [1, 1], stride = [1, 1], dilation = [1, 1] } = attributes;
  return {
    kernel_shape: kernel,
    strides: stride,
    ...(dilation.some((d) => d !== 1) && { dilations: dilation }),
    ...paddingAttributes(attributes),
  };
}

function paddingAttributes({ padding = 'valid' }: Attributes): Record<string, AttributeSpec> {
  switch (padding) {
    case 'same':
      return { auto_pad: 'SAME_UPPER' };
    case 'same_lower':
      return { auto_pad: 'SAME_LOWER' };
    case 'valid':
      return { auto_pad: 'VALID' };
    default:
      return { pads: padding };
  }
}

/** The same for a transposed convolution, whose `same` multiplies height and width by the stride. */
export function transposedAttributes(
  attributes: Attributes,
): Readonly<Record<string, AttributeSpec>> {
  const { padding = 'valid', outputPadding = [0, 0] } = attributes;
  if (padding !== 'same' && padding !== 'same_lower') {
    return { ...windowAttributes(attributes), output_padding: outputPadding };
  }
  const extra = ([0, 1] as const).map((axis) => {
    const taps = (attributes.kernel?.[axis] ?? 1) - 1;
    const reach = taps * (attributes.dilation?.[axis] ?? 1) + 1;
    return reach - (attributes.stride?.[axis] ?? 1);
  });
  // What is too much is cut off at both ends, what is missing is added at the far one.
  const cut = extra.map((e) => Math.max(0, e));
  const near = cut.map((c) => (padding === 'same' ? Math.floor(c / 2) : Math.ceil(c / 2)));
  const far = cut.map((c, axis) => c - (near[axis] ?? 0));
  return {
    ...windowAttributes({ ...attributes, padding: 'valid' }),
    auto_pad: 'NOTSET',
    pads: [...near, ...far],
    output_padding: extra.map((e) => Math.max(0, -e)),
  };
}
