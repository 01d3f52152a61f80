import type { ReplayLane, ReplayMoment } from '../../../protocol/replayModel';
import type {
  InterferenceEvent,
  RecordedStages,
  ReplayHeader,
} from '../../../protocol/replayRecord';
import { stageLanes } from '../../explore/stageLanes';
import { factorWords } from '../record/interferenceWords';
import type { PolicyState } from '../record/policyState';
import { blockAt, axisOf, countWhile } from './replayAxis';
import { blockState } from './blockState';
import { layerMoves } from './layerMoves';
import { recentFigures } from './recentFigures';
import type { ReplayBlock, ReplayedPolicy, ReplaySource } from './replaySource';
import { sampleStretch } from './sampleStretch';
import type { SystemStates } from './systemStates';

/** Queries that throughput and p99 of a moment are of. */
const recent = 100;
/** How far back the beginning of a trial is looked for, blocks. */
const patience = 8;

/** What each policy does at a position; policies of which the file has nothing are left out. */
export async function replayMoments(
  source: ReplaySource,
  states: SystemStates,
  position: number,
): Promise<readonly ReplayMoment[]> {
  const moments: ReplayMoment[] = [];
  for (const policy of source.policies) {
    const index = blockAt(axisOf(source.header), policy.blocks, position);
    const block = policy.blocks[index];
    if (block === undefined) continue;
    moments.push(await momentIn(source, states, policy, block, index, position));
  }
  return moments;
}

async function momentIn(
  source: ReplaySource,
  states: SystemStates,
  policy: ReplayedPolicy,
  block: ReplayBlock,
  index: number,
  position: number,
): Promise<ReplayMoment> {
  const { header } = source;
  const before = policy.blocks[index - 1];
  const near = before === undefined ? [block] : [before, block];
  const stretch = sampleStretch(await Promise.all(near.map((own) => source.samples(own))));
  const shown = header.axis === 'queries' ? stretch.queries : stretch.finished;
  const own = countWhile(stretch.queries, (query) => query < block.query);
  const last = Math.max(own, countWhile(shown, (value) => value <= position) - 1);
  const kept = stretch.queries[last] ?? block.query;
  const lastQuery = block.query + block.count - 1;
  const query =
    header.axis === 'queries'
      ? Math.min(lastQuery, Math.max(block.query, Math.floor(position)))
      : kept;
  const state = blockState(block);
  let changed: number | null = null;
  for (const event of await source.events(block)) {
    if (event.query > query) break;
    state.apply(event);
    if (event.event === 'configuration') changed = event.query;
  }
  changed ??= await changeBefore(source, policy, index);
  const figures = recentFigures(stretch, last, Math.max(changed ?? 0, query - recent + 1));
  const active = [...state.active.values()];
  const { system, bestThroughput } = states.at(active);
  const { lanes, periodSeconds, axisSeconds } = stageLanes(system, state.stages);
  const reached = periodSeconds > 0 ? 1 / periodSeconds : null;
  return {
    policy: policy.index,
    query,
    seconds: stretch.finished[last] ?? block.seconds,
    mode: state.cause === 'trial' ? 'rebalancing' : 'serving',
    lanes: lanes.map((lane): ReplayLane => ({
      ...lane,
      interference: laneWords(active, lane.place),
    })),
    periodSeconds,
    axisSeconds,
    ...figures,
    shareOfBound:
      bestThroughput === null || reached === null ? null : Math.min(1, reached / bestThroughput),
    ...(await lastChange(source, policy, state, changed)),
  };
}

/** Query of the last change of the configuration before a block, as far as it is near. */
async function changeBefore(
  source: ReplaySource,
  { blocks }: ReplayedPolicy,
  index: number,
): Promise<number | null> {
  for (let back = index - 1; back >= Math.max(0, index - patience); back -= 1) {
    const block = blocks[back];
    if (block === undefined || block.events === 0) continue;
    const changes = (await source.events(block)).filter(({ event }) => event === 'configuration');
    const last = changes.at(-1);
    if (last !== undefined) return last.query;
  }
  return null;
}

/** While a trial serves: how it differs from what the policy stands by; else the last switch. */
async function lastChange(
  source: ReplaySource,
  policy: ReplayedPolicy,
  state: PolicyState,
  changed: number | null,
): Promise<Pick<ReplayMoment, 'lastChange' | 'movedLayers'>> {
  const { lastSwitch, cause, stages, stoodBy } = state;
  if (cause === 'trial') return changeOf(source.header, changed ?? 0, stoodBy, stages);
  const before = lastSwitch === null ? null : await stoodByBefore(source, policy, lastSwitch);
  if (lastSwitch === null || before === null) return { lastChange: null, movedLayers: [] };
  return changeOf(source.header, lastSwitch, before, stages);
}

function changeOf(
  { system }: ReplayHeader,
  query: number,
  before: RecordedStages,
  after: RecordedStages,
): Pick<ReplayMoment, 'lastChange' | 'movedLayers'> {
  const { layers, words } = layerMoves(system.layers, before, after);
  return { lastChange: { query, words }, movedLayers: layers };
}

/** What a policy stood by before it switched; null where the file does not tell. */
async function stoodByBefore(
  source: ReplaySource,
  { blocks }: ReplayedPolicy,
  query: number,
): Promise<RecordedStages | null> {
  const block = blocks[countWhile(blocks, (own) => own.query <= query) - 1];
  if (block === undefined) return null;
  const state = blockState(block);
  let found: RecordedStages | null = null;
  for (const event of await source.events(block)) {
    const { stoodBy } = state;
    if (state.apply(event) && event.query === query) found = stoodBy;
  }
  return found;
}

/** `×1.9 mem-6` for what is active on a place. */
function laneWords(active: readonly InterferenceEvent[], place: string): string {
  return active
    .filter((event) => event.place === place)
    .map((event) => [factorWords(event), event.name].filter((word) => word !== '').join(' '))
    .join(', ');
}
