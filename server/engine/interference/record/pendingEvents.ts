import type { ReplayEvent } from './policyState';

/**
 * Events that were told before the first query that they concern, in the order of those queries;
 * interference before what is done about it.
 */
export class PendingEvents {
  private readonly events: ReplayEvent[] = [];
  /** Index of the first one: to move all others for each that leaves takes too long where they are many. */
  private head = 0;

  /** Query of the first one; Infinity for none. */
  get firstQuery(): number {
    return this.events[this.head]?.query ?? Infinity;
  }

  add(event: ReplayEvent): void {
    const rank = rankOf(event);
    let index = this.events.length;
    while (index > this.head) {
      const before = this.events[index - 1];
      if (before === undefined || before.query < event.query) break;
      if (before.query === event.query && rankOf(before) <= rank) break;
      index -= 1;
    }
    this.events.splice(index, 0, event);
  }

  shift(): ReplayEvent | undefined {
    const event = this.events[this.head];
    if (event === undefined) return undefined;
    this.head += 1;
    if (2 * this.head >= this.events.length) {
      this.events.splice(0, this.head);
      this.head = 0;
    }
    return event;
  }
}

/** An end comes before a begin, and both before what a policy does. */
function rankOf(event: ReplayEvent): number {
  if (event.event !== 'interference') return 2;
  return event.state === 'end' ? 0 : 1;
}
