import type { OperatorName } from './operators';

const short: Readonly<Partial<Record<OperatorName, string>>> = {
  depthwise_conv: 'depthwise',
  transposed_conv: 'deconv',
  fully_connected: 'fc',
  max_pool: 'pool',
  average_pool: 'pool',
  global_average_pool: 'gap',
  global_max_pool: 'gmp',
  channel_mean: 'mean',
  channel_max: 'max',
  subtract: 'sub',
  multiply: 'mul',
  divide: 'div',
  batch_norm: 'norm',
  layer_norm: 'norm',
  group_norm: 'norm',
  activation: 'act',
  local_response_norm: 'lrn',
  channel_shuffle: 'shuffle',
};

/** What a layer without a name of its own is called, before its number: `conv`, `pool`, `fc`. */
export function shortName(op: OperatorName): string {
  return short[op] ?? op;
}
