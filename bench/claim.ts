import { Bench } from 'tinybench';

/** Something that is claimed about speed or memory, and how to measure it. */
export interface Claim {
  readonly name: string;
  readonly unit: string;
  /** The measured value must be at most this, or at least this. */
  readonly limit: { readonly atMost: number } | { readonly atLeast: number };
  /** How the value was come by, in a few words. */
  readonly method: string;
  /** The value in the claim's unit; the median where it was measured more than once. */
  measure(): Promise<number>;
}

/** How often something is measured. */
export interface Effort {
  readonly runs: number;
  readonly warmups?: number;
}

/** Median milliseconds of a function. */
export async function medianMilliseconds(
  work: () => unknown,
  { runs, warmups = 0 }: Effort,
): Promise<number> {
  const bench = new Bench({
    iterations: runs,
    time: 0,
    warmup: warmups > 0,
    warmupIterations: warmups,
    warmupTime: 0,
    throws: true,
  });
  bench.add('work', work);
  const [task] = await bench.run();
  if (task?.result.state !== 'completed') throw new Error('The measurement did not complete.');
  return task.result.latency.p50;
}
