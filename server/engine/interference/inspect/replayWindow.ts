import type {
  ReplayCurves,
  ReplayWindow,
  ReplayWindowRequest,
} from '../../../protocol/replayModel';
import { axisOf, blocksBetween, endOf, type ReplayAxis } from './replayAxis';
import { blockCurves } from './blockCurves';
import type { ReplayBlock, ReplayedPolicy, ReplaySource } from './replaySource';
import { sampleCurves } from './sampleCurves';
import { sampleStretch } from './sampleStretch';
import { blockBandsOf, eventBands, windowBands } from './windowBands';
import { blockMarks, eventMarks, windowMarks } from './windowMarks';

/** Most queries of all policies that are looked at one by one; a window of more is drawn from blocks. */
const mostNearQueries = 60_000;
/** Most events of all policies that are looked at one by one. */
const mostNearEvents = 20_000;
/** Most bytes of lines that are read at once: what an index counts may be less than what stands there. */
const mostNearBytes = 64_000_000;
const mostColumns = 4_000;

/** What is visible of a replay: from the index alone where that is much, else query by query. */
export async function replayWindow(
  source: ReplaySource,
  request: ReplayWindowRequest,
): Promise<ReplayWindow> {
  const window = limited(request);
  const axis = axisOf(source.header);
  const visible = source.policies.map(({ blocks }) => visibleBlocks(axis, blocks, window));
  const shown = isNear(visible)
    ? await nearWindow(source, axis, visible, window)
    : farWindow(source, axis, visible, window);
  return { ...window, ...shown };
}

/** Whether blocks of some policies are few enough to be looked at query by query. */
export function isNear(
  blocks: readonly (readonly ReplayBlock[])[],
  mostQueries = mostNearQueries,
): boolean {
  let queries = 0;
  let events = 0;
  let bytes = 0;
  for (const own of blocks) {
    for (const block of own) {
      queries += block.count;
      events += block.events;
      bytes += block.bytes;
    }
  }
  return queries <= mostQueries && events <= mostNearEvents && bytes <= mostNearBytes;
}

type Shown = Pick<ReplayWindow, 'curves' | 'bands'>;

function farWindow(
  { policies }: ReplaySource,
  axis: ReplayAxis,
  visible: readonly (readonly ReplayBlock[])[],
  window: ReplayWindowRequest,
): Shown {
  const longest = visible[longestOf(axis, policies)] ?? [];
  return {
    curves: visible.map((blocks) => ({
      ...blockCurves(axis, blocks, window),
      marks: windowMarks(blockMarks(axis, blocks), window),
    })),
    bands: windowBands(blockBandsOf(axis, longest), window),
  };
}

async function nearWindow(
  source: ReplaySource,
  axis: ReplayAxis,
  visible: readonly (readonly ReplayBlock[])[],
  window: ReplayWindowRequest,
): Promise<Shown> {
  const { header, policies } = source;
  const longest = longestOf(axis, policies);
  const curves: ReplayCurves[] = [];
  let bands: Shown['bands'] = [];
  for (const [index, blocks] of visible.entries()) {
    const samples = await Promise.all(blocks.map((block) => source.samples(block)));
    const events = await Promise.all(blocks.map((block) => source.events(block)));
    const marks = eventMarks(axis, header.system.layers, blocks, events);
    curves.push({
      ...sampleCurves(header, sampleStretch(samples), window),
      marks: windowMarks(marks, window),
    });
    if (index === longest) bands = windowBands(eventBands(header, axis, blocks, events), window);
  }
  return { curves, bands };
}

/** All see the same interference: the one that is looked at longest tells of all of it. */
function longestOf(axis: ReplayAxis, policies: readonly ReplayedPolicy[]): number {
  const ends = policies.map((policy) => endOf(axis, policy));
  return ends.indexOf(Math.max(...ends));
}

/** Blocks in the window, and one more: its events may be of moments before its first query finished. */
function visibleBlocks(
  axis: ReplayAxis,
  blocks: readonly ReplayBlock[],
  { from, to }: ReplayWindowRequest,
): readonly ReplayBlock[] {
  const inside = blocksBetween(axis, blocks, from, to);
  const last = inside.at(-1);
  if (last === undefined) return inside;
  const next = blocks[blocks.indexOf(last) + 1];
  return next === undefined ? inside : [...inside, next];
}

function limited({ from, to, columns }: ReplayWindowRequest): ReplayWindowRequest {
  const left = Math.max(0, Number.isFinite(from) ? from : 0);
  const right = Number.isFinite(to) && to > left ? to : left + 1;
  // A shorter window has columns of no width, in which no position lies.
  const shortest = Math.max(1e-300, 2 * Number.EPSILON * left);
  return {
    from: left,
    to: Math.max(right, left + shortest),
    columns: Math.min(mostColumns, Math.max(1, Math.round(columns))),
  };
}
