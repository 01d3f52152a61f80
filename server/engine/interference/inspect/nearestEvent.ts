import type { ReplayAnswer } from '../../../protocol/replayModel';
import { interferenceWords } from '../record/interferenceWords';
import type { ReplayEvent } from '../record/policyState';
import { axisOf, blockAt, type ReplayAxis } from './replayAxis';
import { blockState } from './blockState';
import { layerMoves, movesLine } from './layerMoves';
import type { ReplayedPolicy, ReplaySource } from './replaySource';

interface Found {
  readonly position: number;
  readonly words: string;
}

/** Most events that are told of one position. */
const mostWords = 4;

/** The nearest event of any policy after or before a position, with all that happens then. */
export async function nearestEvent(
  source: ReplaySource,
  position: number,
  direction: 'next' | 'previous',
): Promise<Extract<ReplayAnswer, { kind: 'event' }>> {
  const axis = axisOf(source.header);
  const found: Found[] = [];
  for (const policy of source.policies) {
    found.push(...(await nearestOf(source, axis, policy, position, direction)));
  }
  const positions = found.map((event) => event.position);
  if (positions.length === 0) return { kind: 'event', position: null, words: '' };
  const nearest = direction === 'next' ? Math.min(...positions) : Math.max(...positions);
  const here = found.filter((event) => event.position === nearest);
  const words = [...new Set(here.map((event) => event.words))];
  const more = words.length > mostWords ? [`${words.length - mostWords} more`] : [];
  return {
    kind: 'event',
    position: nearest,
    words: [...words.slice(0, mostWords), ...more].join(' · '),
  };
}

/** Events of a policy at the nearest position where it has any. */
async function nearestOf(
  source: ReplaySource,
  axis: ReplayAxis,
  policy: ReplayedPolicy,
  position: number,
  direction: 'next' | 'previous',
): Promise<readonly Found[]> {
  const step = direction === 'next' ? 1 : -1;
  const fits = (at: number) => (direction === 'next' ? at > position : at < position);
  const { blocks } = policy;
  // An event may be of a moment before the first query of its block finished: one block more tells.
  let left = Infinity;
  let best: Found[] = [];
  const start = blockAt(axis, blocks, position) + (direction === 'next' ? 0 : 1);
  for (let index = start; index >= 0 && index <= blocks.length && left > 0; index += step) {
    left -= 1;
    const block = blocks[index];
    if (block === undefined || block.events === 0) continue;
    const state = blockState(block);
    for (const event of await source.events(block)) {
      const before = state.stoodBy;
      const switches = state.apply(event);
      const at = axis.event(event);
      const words = eventWords(source, policy, event, switches ? before : null);
      if (words === '' || !fits(at)) continue;
      const [known] = best;
      if (known === undefined || Math.abs(at - position) < Math.abs(known.position - position)) {
        best = [];
        left = 1;
      }
      const [nearest] = best;
      if (nearest === undefined || nearest.position === at) best.push({ position: at, words });
    }
  }
  return best;
}

/** What happens, for people; empty for what is no event to them. */
function eventWords(
  { header }: ReplaySource,
  { title }: ReplayedPolicy,
  event: ReplayEvent,
  before: ReturnType<typeof blockState>['stages'] | null,
): string {
  switch (event.event) {
    case 'interference':
      return event.state === 'begin'
        ? `${interferenceWords(event)} begins on ${event.place}`
        : `${event.name} ends on ${event.place}`;
    case 'detection':
      return `${title}: ${event.place} ${event.direction}`;
    case 'configuration':
      if (event.cause === 'trial') return `${title}: trial`;
      if (event.cause === 'start') return '';
      if (before === null) return `${title}: back to what it was`;
      return `${title}: ${movesLine(layerMoves(header.system.layers, before, event.stages))}`;
    case 'episode':
      return '';
  }
}
