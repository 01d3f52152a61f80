import type { OperatorWriter, WriteOperator } from '../operatorWriter';
import type { Power } from '../power';
import { windowAttributes } from './windows';

/** What the largest of several normal values has more power than one; about right is enough. */
const powerOfLargest = 2;

const pool =
  (op: 'MaxPool' | 'AveragePool', power: (of: Power) => Power): WriteOperator =>
  (to, [x]) => {
    const { attributes } = to;
    checkBorder(to);
    const { ceil = false, padding } = attributes;
    // What `same` gives does not depend on rounding.
    const rounds = ceil && padding !== 'same' && padding !== 'same_lower';
    const name = to.add(op, [to.map(x)], {
      ...windowAttributes(attributes, x.shape, to.shape),
      ...(rounds && { ceil_mode: 1 }),
    });
    return { name, isFlat: false, power: power(x.power) };
  };

/** A window that lies on the border alone has no value. */
function checkBorder(to: OperatorWriter): void {
  const { kernel = [1, 1], padding = 'valid' } = to.attributes;
  if (typeof padding === 'string') return;
  const [top, left, bottom, right] = padding;
  if (Math.max(top, bottom) < kernel[0] && Math.max(left, right) < kernel[1]) return;
  throw to.unsupported(`a border of [${padding}] is not smaller than the kernel [${kernel}]`);
}

const global =
  (op: 'GlobalMaxPool' | 'GlobalAveragePool', power: (of: Power) => Power): WriteOperator =>
  (to, [x]) => ({ name: to.add(op, [to.map(x)]), isFlat: false, power: power(x.power) });

const overChannels =
  (op: 'ReduceMean' | 'ReduceMax', power: (of: Power) => Power): WriteOperator =>
  (to, [x]) => {
    return { name: to.add(op, [x.name], { axes: [1] }), isFlat: x.isFlat, power: power(x.power) };
  };

/** Pools over windows, over maps and over channels. */
export const pools = {
  max_pool: pool('MaxPool', (power) => powerOfLargest * power),
  average_pool: pool('AveragePool', (power) => power / 2),
  global_average_pool: global('GlobalAveragePool', (power) => power / 2),
  global_max_pool: global('GlobalMaxPool', (power) => 4 * power),
  channel_mean: overChannels('ReduceMean', (power) => power / 2),
  channel_max: overChannels('ReduceMax', (power) => 4 * power),
} as const;
