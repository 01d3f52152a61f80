import type { ReplayEpisode, ReplayEpisodePolicy } from '../../../protocol/replayModel';
import type { EpisodeEvent, InterferenceEvent } from '../../../protocol/replayRecord';
import { interferenceWords } from '../record/interferenceWords';
import { boundPolicy } from '../record/withSharesOfBound';
import { axisOf, countWhile } from './replayAxis';
import { episodeCount } from './buildReplayModel';
import type { ReplayedPolicy, ReplaySource } from './replaySource';

/** Most rows that are answered at once. */
const mostRows = 200;

interface Told {
  readonly begin: InterferenceEvent;
  /** Null where the file ends before the episode was accounted for. */
  readonly account: EpisodeEvent | null;
}

/** Rows of the table of episodes, in order of their begins. */
export async function replayEpisodes(
  source: ReplaySource,
  from: number,
  count: number,
): Promise<readonly ReplayEpisode[]> {
  const { policies } = source;
  const known = Math.max(0, ...policies.map(episodeCount));
  const first = Math.min(known, Math.max(0, Math.floor(from)));
  const end = Math.min(known, first + Math.min(mostRows, Math.max(0, Math.floor(count))));
  const rows: ReplayEpisode[] = [];
  for (let episode = first; episode < end; episode += 1) {
    const told: (Told | null)[] = [];
    for (const policy of policies) told.push(await episodeOf(source, policy, episode));
    const row = rowOf(source, episode, told);
    if (row !== null) rows.push(row);
  }
  return rows;
}

function rowOf(
  { header, policies }: ReplaySource,
  index: number,
  told: readonly (Told | null)[],
): ReplayEpisode | null {
  const axis = axisOf(header);
  const shown = told.find((one) => one !== null);
  if (shown === undefined) return null;
  const { begin, account } = shown;
  const bound = told[policies.findIndex(({ name }) => name === boundPolicy)]?.account;
  const best = bound?.settledThroughput ?? bound?.throughput ?? null;
  return {
    index,
    from: axis.event(begin),
    to: account?.ended ? axis.event(account) : null,
    place: begin.place,
    words: interferenceWords(begin),
    policies: told.map((one) => policyCells(one?.account ?? null, best)),
  };
}

function policyCells(account: EpisodeEvent | null, best: number | null): ReplayEpisodePolicy {
  const settled = account?.settledThroughput ?? null;
  return {
    detectedAfter: account?.detectedAfter ?? null,
    trials: account?.trials ?? 0,
    settledAfter: account?.settledAfter ?? null,
    overSlo: account?.violations ?? 0,
    recovered: settled === null || best === null || best === 0 ? null : settled / best,
  };
}

/** What a policy's part of the file tells of an episode. */
async function episodeOf(
  source: ReplaySource,
  { blocks }: ReplayedPolicy,
  episode: number,
): Promise<Told | null> {
  const index = countWhile(blocks, (block) => block.episodes <= episode) - 1;
  const block = blocks[index];
  if (block === undefined) return null;
  const events = await source.events(block);
  const begin = events.find(
    (event): event is InterferenceEvent =>
      event.event === 'interference' && event.state === 'begin' && event.episode === episode,
  );
  if (begin === undefined) return null;
  // It is active at the begin of each block after that one, up to the block in which it ends.
  const lasts = countWhile(
    blocks,
    (later) =>
      later.query <= block.query || later.active.some((event) => event.episode === episode),
  );
  const last = blocks[lasts - 1] ?? block;
  const closing = last === block ? events : await source.events(last);
  const account = closing.find(
    (event): event is EpisodeEvent => event.event === 'episode' && event.episode === episode,
  );
  return { begin, account: account ?? null };
}
