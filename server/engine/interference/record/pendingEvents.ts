import type { ReplayEvent } from './policyState';

/**
 * Events that were told before the first query that they concern, in the order of those queries;
 * interference before what is done about it.
 */
export class PendingEvents {
  private readonly events: ReplayEvent[] = [];

  /** Query of the first one; Infinity for none. */
  firstQuery = Infinity;

  add(event: ReplayEvent): void {
    const rank = rankOf(event);
    let index = this.events.length;
    while (index > 0) {
      const before = this.events[index - 1];
      if (before === undefined || before.query < event.query) break;
      if (before.query === event.query && rankOf(before) <= rank) break;
      index -= 1;
    }
    this.events.splice(index, 0, event);
    this.firstQuery = this.events[0]?.query ?? Infinity;
  }

  shift(): ReplayEvent | undefined {
    const event = this.events.shift();
    this.firstQuery = this.events[0]?.query ?? Infinity;
    return event;
  }
}

/** An end comes before a begin, and both before what a policy does. */
function rankOf(event: ReplayEvent): number {
  if (event.event !== 'interference') return 2;
  return event.state === 'end' ? 0 : 1;
}
