import { readFileSync } from 'node:fs';

/** What a few seconds of queries, sent as fast as they go, showed. */
export interface Sample {
  /** Results a second, while everything was at work. */
  readonly throughput: number;
  readonly p99Seconds: number;
  /** Mean time in which the slowest stage computes; of a session, that of a query. */
  readonly busiestSeconds: number;
}

/** A way to run a network on the cores of this machine. */
export interface Contender {
  readonly name: string;
  measure(seconds: number): Promise<Sample>;
  /** Of its process, after its runs. */
  memoryBytes(): number;
  stop(): Promise<void>;
}

/** Resident memory of a process; what it shares with others counts whole. */
export function residentBytes(pid: number | undefined): number {
  const status = readFileSync(`/proc/${pid ?? 'self'}/status`, 'utf8');
  return 1024 * Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]);
}

/** The value below which a share of values lies. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? NaN;
}
