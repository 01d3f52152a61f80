import type {
  ConfigurationEvent,
  DetectionEvent,
  EpisodeEvent,
  InterferenceEvent,
  RecordedStages,
} from '../../../protocol/replayRecord';

/** What stands between samples. */
export type ReplayEvent = InterferenceEvent | DetectionEvent | ConfigurationEvent | EpisodeEvent;

/** What one policy's events have come to, event by event. */
export class PolicyState {
  /** The configuration that serves; empty before the first. */
  stages: RecordedStages = [];
  cause: ConfigurationEvent['cause'] = 'start';
  /** The last configuration that was no trial. */
  stoodBy: RecordedStages = [];
  /** Query from which on the policy stands by another configuration than before; null for none. */
  lastSwitch: number | null = null;
  /** Episodes that have begun and not ended, by their number. */
  readonly active = new Map<number, InterferenceEvent>();

  /** @returns whether it is a switch: another configuration stands than before. */
  apply(event: ReplayEvent): boolean {
    if (event.event === 'interference') {
      if (event.state === 'begin') this.active.set(event.episode, event);
      else this.active.delete(event.episode);
      return false;
    }
    if (event.event !== 'configuration') return false;
    this.stages = event.stages;
    this.cause = event.cause;
    if (event.cause === 'trial') return false;
    const switches = event.cause === 'settled' && !sameStages(event.stages, this.stoodBy);
    this.stoodBy = event.stages;
    if (switches) this.lastSwitch = event.query;
    return switches;
  }
}

/** True where both cut the layers alike and run them on the same places. */
export function sameStages(a: RecordedStages, b: RecordedStages): boolean {
  if (a === b) return true;
  return (
    a.length === b.length &&
    a.every(([start, end, place], index) => {
      const other = b[index];
      return other?.[0] === start && other[1] === end && other[2] === place;
    })
  );
}
