import { build, type Histogram } from 'hdr-histogram-js';
import type { PolicySummary } from '../../../protocol/replayRecord';

/** Units of the histogram are never larger than numbers are exact. */
const largest = 2 ** 52;

/** Latencies of any number of queries in constant memory: percentiles to three digits, the rest exact. */
export class LatencyTotals {
  private readonly histogram: Histogram;
  private min = Infinity;
  private max = 0;
  private sum = 0;
  private count = 0;

  /** @param unitsPerSecond of what is told apart, at the least. */
  constructor(private readonly unitsPerSecond: number) {
    this.histogram = build({
      bitBucketSize: 32,
      autoResize: true,
      lowestDiscernibleValue: 1,
      highestTrackableValue: 2 ** 30,
      numberOfSignificantValueDigits: 3,
    });
  }

  record(seconds: number): void {
    if (seconds < this.min) this.min = seconds;
    if (seconds > this.max) this.max = seconds;
    this.sum += seconds;
    this.count += 1;
    this.histogram.recordValue(Math.min(largest, Math.round(seconds * this.unitsPerSecond)));
  }

  figures(): PolicySummary['latency'] {
    // Buckets are ranges: what is outside of what was seen would be an artefact.
    const at = (percentile: number) => {
      if (this.count === 0) return 0;
      const seconds = this.histogram.getValueAtPercentile(percentile) / this.unitsPerSecond;
      return Math.min(this.max, Math.max(this.min, seconds));
    };
    return {
      min: this.count === 0 ? 0 : this.min,
      mean: this.count === 0 ? 0 : this.sum / this.count,
      p50: at(50),
      p90: at(90),
      p95: at(95),
      p99: at(99),
      p999: at(99.9),
      max: this.max,
    };
  }
}
