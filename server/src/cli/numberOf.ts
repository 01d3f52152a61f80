import { InvalidArgumentError } from 'commander';
import type { NumberOption } from '../../engine/explore/explorerOptions';
import { wholeNumber } from './verbContext';

/** Reads a number within the limits of an option. */
export function numberOf({
  minimum,
  maximum = Infinity,
  whole,
}: Pick<NumberOption, 'minimum' | 'maximum' | 'whole'>): (text: string) => number {
  if (whole && maximum === Infinity) return wholeNumber(minimum);
  return (text) => {
    const value = text.trim() === '' ? NaN : Number(text);
    const fits = value >= minimum && value <= maximum;
    if (fits && (!whole || Number.isSafeInteger(value))) return value;
    const range = maximum === Infinity ? `of at least ${minimum}` : `from ${minimum} to ${maximum}`;
    throw new InvalidArgumentError(`It must be a ${whole ? 'whole ' : ''}number ${range}.`);
  };
}
