import { build, type Histogram } from 'hdr-histogram-js';
import type { LatencyMicroseconds } from '../../protocol/liveRun';

/** Latencies of any number of queries, to three digits from 1 µs to an hour. */
export class Latencies {
  private readonly histogram: Histogram = build({
    bitBucketSize: 32,
    autoResize: true,
    lowestDiscernibleValue: 1,
    highestTrackableValue: 3_600_000_000,
    numberOfSignificantValueDigits: 3,
  });

  /** In microseconds: the histogram would walk through all of its steps for a mean. */
  private sum = 0;

  record(seconds: number): void {
    const microseconds = Math.min(3_600_000_000, Math.max(0, Math.round(seconds * 1e6)));
    this.histogram.recordValue(microseconds);
    this.sum += microseconds;
  }

  figures(): LatencyMicroseconds {
    const { histogram } = this;
    const at = (percentile: number) => histogram.getValueAtPercentile(percentile);
    return {
      p50: at(50),
      p90: at(90),
      p95: at(95),
      p99: at(99),
      p999: at(99.9),
      max: histogram.maxValue,
      mean: this.sum / Math.max(1, histogram.totalCount),
    };
  }

  reset(): void {
    this.histogram.reset();
    this.sum = 0;
  }
}
