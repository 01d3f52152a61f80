import type { ReplayAnswer, ReplayQuery } from '../../../protocol/replayModel';
import { nearestEvent } from './nearestEvent';
import { replayCsv } from './replayCsv';
import { replayEpisodes } from './replayEpisodes';
import { replayMoments } from './replayMoments';
import type { ReplaySource } from './replaySource';
import { replayWindow } from './replayWindow';
import type { SystemStates } from './systemStates';

/** Answers what the replay editor asks. Rejects where the file is no longer what it was. */
export async function answerReplay(
  source: ReplaySource,
  states: SystemStates,
  query: ReplayQuery,
): Promise<ReplayAnswer> {
  switch (query.kind) {
    case 'window':
      return { kind: 'window', window: await replayWindow(source, query.window) };
    case 'moment':
      return { kind: 'moment', moments: await replayMoments(source, states, query.position) };
    case 'event':
      return nearestEvent(source, query.position, query.direction);
    case 'episodes':
      return {
        kind: 'episodes',
        episodes: await replayEpisodes(source, query.from, query.count),
      };
    case 'csv':
      return { kind: 'csv', text: await replayCsv(source, query.from, query.to) };
  }
}
