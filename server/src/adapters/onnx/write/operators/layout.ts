import { axisNames } from '../../../../../engine/network/axes';
import type { WriteOperator } from '../operatorWriter';

const upsample: WriteOperator = (to, [x]) => {
  const { scale, size } = to.attributes;
  const [channels] = x.shape;
  const target = size
    ? ['', '', to.integers('size', [1, channels, ...size])]
    : ['', to.factors('scale', [1, 1, ...(scale ?? [1, 1])])];
  const name = to.add('Resize', [to.map(x), ...target], {
    mode: 'nearest',
    coordinate_transformation_mode: 'asymmetric',
    nearest_mode: 'floor',
  });
  return { name, isFlat: false, power: x.power };
};

const pad: WriteOperator = (to, [x]) => {
  const { padding = 'valid', borderChannels: [before, after] = [0, 0] } = to.attributes;
  const [top, left, bottom, right] = typeof padding === 'string' ? [0, 0, 0, 0] : padding;
  const border = to.integers('border', [0, before, top, left, 0, after, bottom, right]);
  return { name: to.add('Pad', [to.map(x), border]), isFlat: false, power: x.power };
};

const slice: WriteOperator = (to, [x]) => {
  const { start = 0, end = x.shape[0], axis = 'channels' } = to.attributes;
  const at = axisNames.indexOf(axis);
  const range = [
    to.integers('start', [start]),
    to.integers('end', [end]),
    to.integers('axis', [1 + at]),
  ];
  const isFlat = x.isFlat && at === 0;
  const name = to.add('Slice', [isFlat ? x.name : to.map(x), ...range]);
  return { name, isFlat, power: x.power };
};

const reshape: WriteOperator = (to, [x]) => {
  const shape = to.integers('shape', [1, ...to.shape]);
  return { name: to.add('Reshape', [x.name, shape]), isFlat: false, power: x.power };
};

const transpose: WriteOperator = (to, [x]) => {
  const { order = [0, 1, 2] } = to.attributes;
  const name = to.add('Transpose', [to.map(x)], { perm: [0, ...order.map((axis) => axis + 1)] });
  return { name, isFlat: false, power: x.power };
};

const flatten: WriteOperator = (to, [x]) => {
  const name = x.isFlat ? to.add('Identity', [x.name]) : to.add('Flatten', [x.name], { axis: 1 });
  return { name, isFlat: true, power: x.power };
};

const channelShuffle: WriteOperator = (to, [x]) => {
  const [channels, height, width] = x.shape;
  const { groups = 1 } = to.attributes;
  const blocks = to.integers('groups', [1, groups, channels / groups, height, width]);
  const grouped = to.add('Reshape', [to.map(x), blocks], {}, 'groups');
  const swapped = to.add('Transpose', [grouped], { perm: [0, 2, 1, 3, 4] }, 'swapped');
  const shape = to.integers('shape', [1, channels, height, width]);
  return { name: to.add('Reshape', [swapped, shape]), isFlat: false, power: x.power };
};

const identity: WriteOperator = (to, [x]) => ({ ...x, name: to.add('Identity', [x.name]) });

/** Operators that move, repeat or leave out values. */
export const layout = {
  upsample, pad, slice, reshape, transpose, flatten, channel_shuffle: channelShuffle, identity,
} as const; // prettier-ignore
