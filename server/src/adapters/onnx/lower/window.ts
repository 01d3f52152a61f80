import type { CheckedFields } from '../../../../engine/network/attributes';
import type { NodeView } from './nodeView';

/** Kernel, stride, dilation and padding of a convolution or a pool, as descriptor fields. */
export function windowFields(view: NodeView, kernel: readonly number[]): CheckedFields {
  if (kernel.length < 1 || kernel.length > 2) {
    throw view.unsupported(`windows of ${kernel.length} axes; only 1-D and 2-D networks are known`);
  }
  if (!kernel.every((k) => k >= 1)) throw view.error('onnx-malformed', `kernel [${kernel}]`);
  return {
    kernel: pair(kernel),
    stride: pair(positive(view, 'strides', kernel)),
    dilation: pair(positive(view, 'dilations', kernel)),
    padding: padding(view, kernel.length),
  };
}

function positive(view: NodeView, name: string, kernel: readonly number[]): readonly number[] {
  const given = view.numbers(name) ?? kernel.map(() => 1);
  if (given.length === kernel.length && given.every((value) => value >= 1)) return given;
  throw view.error(
    'onnx-malformed',
    `${name} [${given}] do not fit a kernel of ${kernel.length} axes`,
  );
}

/** A list along height and perhaps width; a missing width is 1. */
function pair([height = 1, width = 1]: readonly number[]): readonly [number, number] {
  return [height, width];
}

function padding(view: NodeView, axes: number): string | readonly number[] {
  switch (view.text('auto_pad', 'NOTSET')) {
    case 'SAME_UPPER':
      return 'same';
    case 'SAME_LOWER':
      return 'same_lower';
    case 'VALID':
      return [0, 0, 0, 0];
  }
  const pads = view.numbers('pads') ?? Array.from({ length: 2 * axes }, () => 0);
  if (pads.length !== 2 * axes) throw view.error('onnx-malformed', `pads [${pads}]`);
  return border(view, pads);
}

/** Pads of 1 or 2 axes as [top, left, bottom, right]. */
export function border(view: NodeView, pads: readonly number[]): readonly number[] {
  if (pads.some((pad) => pad < 0)) throw view.unsupported(`negative pads [${pads}]`);
  const [before = 0, second = 0, third = 0, fourth = 0] = pads;
  return pads.length === 2 ? [before, 0, second, 0] : [before, second, third, fourth];
}
