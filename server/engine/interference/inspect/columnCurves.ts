import type { ReplayCurves, ReplayWindowRequest } from '../../../protocol/replayModel';

/** Curves of one policy, while they are filled in. */
export class ColumnCurves {
  private readonly throughput: Float64Array;
  private readonly min: Float64Array;
  private readonly p50: Float64Array;
  private readonly p99: Float64Array;
  private readonly max: Float64Array;
  private readonly violations: Float64Array;

  constructor({ columns }: ReplayWindowRequest) {
    const nothing = () => new Float64Array(columns).fill(NaN);
    this.throughput = nothing();
    this.min = nothing();
    this.p50 = nothing();
    this.p99 = nothing();
    this.max = nothing();
    this.violations = new Float64Array(columns);
  }

  setThroughput(column: number, perSecond: number): void {
    this.throughput[column] = perSecond;
  }

  setLatency(column: number, min: number, p50: number, p99: number, max: number): void {
    this.min[column] = min;
    this.p50[column] = p50;
    this.p99[column] = p99;
    this.max[column] = max;
  }

  addViolations(column: number, count: number): void {
    this.violations[column] = (this.violations[column] ?? 0) + count;
  }

  curves(): Omit<ReplayCurves, 'marks'> {
    return {
      throughput: known(this.throughput),
      latencyMin: known(this.min),
      latencyP50: known(this.p50),
      latencyP99: known(this.p99),
      latencyMax: known(this.max),
      violations: wholeCounts(this.violations),
    };
  }
}

function known(values: Float64Array): (number | null)[] {
  return Array.from(values, (value) => (Number.isFinite(value) ? value : null));
}

/** Whole numbers with the sum of the given parts, as near as rounding allows. */
function wholeCounts(parts: Float64Array): number[] {
  let sum = 0;
  let told = 0;
  return Array.from(parts, (part) => {
    sum += part;
    // Sums of thirds must not lack one.
    const count = Math.floor(sum + 1e-6) - told;
    told += count;
    return count;
  });
}
