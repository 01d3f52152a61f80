import type { EpisodeEvent } from '../../../protocol/replayRecord';

/** Sums of a policy so far. */
export interface Tally {
  /** Queries that were served. */
  readonly queries: number;
  /** When the last of them finished. */
  readonly finishedSeconds: number;
  readonly violations: number;
  readonly trials: number;
}

interface Account {
  readonly episode: number;
  readonly fromQuery: number;
  readonly fromSeconds: number;
  readonly begun: Tally;
  detectedAfter: number | null;
  settledAfter: number | null;
  settled: Tally | null;
}

/** Follows what a policy does about the episodes that are active, in memory for those alone. */
export class EpisodeAccounts {
  private readonly accounts = new Map<number, Account>();

  begin(episode: number, query: number, seconds: number, tally: Tally): void {
    this.accounts.set(episode, {
      episode,
      fromQuery: query,
      fromSeconds: seconds,
      begun: tally,
      detectedAfter: null,
      settledAfter: null,
      settled: null,
    });
  }

  detected(query: number): void {
    for (const account of this.accounts.values()) {
      account.detectedAfter ??= query - account.fromQuery;
    }
  }

  settled(query: number, tally: Tally): void {
    for (const account of this.accounts.values()) {
      account.settledAfter ??= query - account.fromQuery;
      account.settled ??= tally;
    }
  }

  /** Closes an episode; null for one that never began. */
  end(
    episode: number,
    at: { readonly policy: number; readonly query: number; readonly seconds: number },
    tally: Tally,
    ended = true,
  ): EpisodeEvent | null {
    const account = this.accounts.get(episode);
    if (account === undefined) return null;
    this.accounts.delete(episode);
    const { begun, settled, fromQuery, fromSeconds, detectedAfter, settledAfter } = account;
    return {
      event: 'episode',
      ...at,
      episode,
      fromQuery,
      fromSeconds,
      ended,
      detectedAfter,
      trials: tally.trials - begun.trials,
      settledAfter,
      violations: tally.violations - begun.violations,
      throughput: throughput(begun, tally),
      settledThroughput: settled === null ? null : throughput(settled, tally),
    };
  }

  /** Episodes that have not ended. */
  open(): number[] {
    return [...this.accounts.keys()];
  }
}

function throughput(from: Tally, to: Tally): number | null {
  const seconds = to.finishedSeconds - from.finishedSeconds;
  return seconds > 0 ? (to.queries - from.queries) / seconds : null;
}
