import type { Random } from '../../../../engine/core/random';
import { halfBits } from './halfFloat';
import type { Pieces } from './wire';

/** Random numbers between `center − reach` and `center + reach`, all equally likely. */
export interface Spread {
  readonly center: number;
  readonly reach: number;
}

/** Elements of a piece: large enough that a piece costs little, small enough that memory does not. */
const pieceElements = 2 ** 17;

/** Seeded weights as raw data; random numbers are drawn as they are taken. */
export function seededWeights(
  random: Random,
  count: number,
  spread: Spread,
  isHalf: boolean,
): Pieces {
  return {
    length: count * (isHalf ? 2 : 4),
    pieces: () => drawn(random, count, spread, isHalf),
  };
}

function* drawn(
  random: Random,
  count: number,
  { center, reach }: Spread,
  isHalf: boolean,
): Generator<Uint8Array> {
  for (let left = count; left > 0; left -= pieceElements) {
    const size = Math.min(left, pieceElements);
    const values = isHalf ? new Uint16Array(size) : new Float32Array(size);
    for (let i = 0; i < size; i += 1) {
      const value = center + reach * random.signed();
      values[i] = isHalf ? halfBits(value) : value;
    }
    yield new Uint8Array(values.buffer);
  }
}
