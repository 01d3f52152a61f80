/** Differences that are looked at before the noise is known, unless the first are all alike. */
const firstDifferences = 24;
const alikeDifferences = 6;
/** Logarithms that differ less than this are alike. */
const alike = 2e-3;
/** Of a normal and of a uniform distribution alike, by the mean and the median of differences. */
const deviationOfMean = 0.88;
const deviationOfMedian = 1.02;
/** What a difference counts at most, by those before it: a lasting change is one large difference. */
const mostRatio = 4;
const weight = 1 / 64;

/**
 * How much values differ from each other by chance, told from the differences of each to the next:
 * at first their median, then a moving mean of what is not an outlier.
 */
export class MovingSpread {
  /** Standard deviation; 0 until it is known. */
  deviation = 0;
  isKnown = false;
  private first: number[] = [];

  /** @param difference absolute difference of a value to the one before it. */
  add(difference: number): void {
    if (this.isKnown) {
      this.deviation = this.follow(this.deviation, difference);
      return;
    }
    this.first.push(difference);
    const { length } = this.first;
    const isQuiet = length === alikeDifferences && this.first.every((value) => value < alike);
    if (!isQuiet && length < firstDifferences) return;
    this.deviation = deviationOfMedian * median(this.first);
    this.isKnown = true;
    this.first = [];
  }

  /** A deviation after one more difference. */
  follow(deviation: number, difference: number): number {
    const most = (mostRatio * deviation) / deviationOfMean + alike;
    return deviation + weight * (deviationOfMean * Math.min(difference, most) - deviation);
  }
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
}
