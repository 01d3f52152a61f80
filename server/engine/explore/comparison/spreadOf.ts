import { logAverage, quantile, quantileSorted } from 'simple-statistics';
import type { Spread } from '../../../protocol/comparisonResult';
import { createRandom } from '../../core/random';

/** Resamples of the bootstrap; fewer where there are so many runs that fewer do. */
const mostResamples = 1000;
const leastResamples = 200;
/** Most values that are drawn for one interval. */
const mostDraws = 400_000;

/**
 * Quartiles (linear between neighbours), geometric mean and the 95 % confidence interval of that mean:
 * percentiles of a bootstrap with a seed of its own, so that the same runs give the same interval.
 * @param values at least one, all ≥ 0.
 * @param isExact true where chance has no part, and one value is the whole truth.
 */
export function spreadOf(values: readonly number[], isExact: boolean): Spread {
  const all = [...values];
  const [minimum, lowerQuartile, median, upperQuartile, maximum] = quantile(
    all,
    [0, 0.25, 0.5, 0.75, 1],
  ) as [number, number, number, number, number];
  const isOneValue = minimum === maximum;
  return {
    minimum,
    lowerQuartile,
    median,
    upperQuartile,
    maximum,
    // Logarithms and back would not give the same number again.
    geometricMean: isOneValue ? minimum : logAverage(all),
    interval: intervalOf(all, isExact, isOneValue),
  };
}

function intervalOf(values: number[], isExact: boolean, isOneValue: boolean): Spread['interval'] {
  const [first = 0] = values;
  if (isExact) return [first, first];
  if (values.length === 1) return null;
  return isOneValue ? [first, first] : bootstrap(values);
}

function bootstrap(values: readonly number[]): readonly [number, number] {
  const random = createRandom(values.length);
  // Logarithms once, not for every draw.
  const logs = Float64Array.from(values, Math.log);
  const count = Math.min(mostResamples, Math.floor(mostDraws / values.length));
  const means = Array.from({ length: Math.max(leastResamples, count) }, () => {
    let sum = 0;
    for (let draw = 0; draw < logs.length; draw += 1) {
      sum += logs[Math.floor(random.unit() * logs.length)] as number;
    }
    return Math.exp(sum / logs.length);
  }).sort((a, b) => a - b);
  return [quantileSorted(means, 0.025), quantileSorted(means, 0.975)];
}
