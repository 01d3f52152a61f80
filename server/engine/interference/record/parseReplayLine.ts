import type { RecordedStages, ReplayHeader, ReplayLine } from '../../../protocol/replayRecord';
import { matches, validate } from '../../core/validate';
import { headerSchema, lineSchemas } from './replaySchema';

/** A line of a replay, or what is wrong with it, as the end of a sentence. */
export type ParsedLine =
  | { readonly ok: true; readonly line: Exclude<ReplayLine, ReplayHeader> }
  | { readonly ok: false; readonly fault: string };

type LineOf<E extends keyof typeof lineSchemas> = Extract<ReplayLine, { readonly event: E }>;

/** Reads a line that is not the first one, and judges it by what the header says. */
export function parseReplayLine(header: ReplayHeader, text: string): ParsedLine {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return { ok: false, fault: 'it is not valid JSON' };
  }
  const name = typeof data === 'object' && data !== null && 'event' in data ? data.event : null;
  if (typeof name !== 'string') return { ok: false, fault: 'it tells no `event`' };
  const event = eventNames.find((known) => known === name);
  if (event === undefined) {
    return { ok: false, fault: `there is no event \`${name.slice(0, 40)}\`` };
  }
  if (!isLine(event, data)) {
    const [first] = validate(lineSchemas[event], data);
    return { ok: false, fault: lowerFirst(first?.message ?? 'it cannot be read') };
  }
  const fault = lineFault(header, data);
  return fault === null ? { ok: true, line: data } : { ok: false, fault };
}

/** The first line of a replay, or what is wrong with it. */
export function isHeader(data: unknown): data is ReplayHeader {
  return matches(headerSchema, data);
}

const eventNames = Object.keys(lineSchemas).filter(
  (name): name is keyof typeof lineSchemas => name in lineSchemas,
);

function isLine<E extends keyof typeof lineSchemas>(event: E, data: unknown): data is LineOf<E> {
  return matches(lineSchemas[event], data);
}

function lineFault(header: ReplayHeader, line: Exclude<ReplayLine, ReplayHeader>): string | null {
  if (line.event === 'index' || line.event === 'end') return null;
  if (line.policy >= header.policies.length) {
    return `there is no policy ${line.policy}: the header names ${header.policies.length}`;
  }
  if (line.event === 'configuration') return stagesFault(header, line.stages);
  if (line.event !== 'samples') return null;
  const { kept, count, finished, latencies } = line;
  const wanted = kept === 'all' ? count : kept.length;
  if (finished.length !== wanted || latencies.length !== wanted || wanted === 0) {
    return `it has ${finished.length} times and ${latencies.length} latencies for ${wanted} queries`;
  }
  if (kept === 'all') return null;
  const inOrder = kept.every((offset, i) => offset < count && offset > (kept[i - 1] ?? -1));
  return inOrder ? null : 'its kept queries are not in order';
}

/** Why stages do not cut the layers of the replay; null where they do. */
export function stagesFault({ system }: ReplayHeader, stages: RecordedStages): string | null {
  let before = 0;
  for (const [start, end] of stages) {
    if (start !== before || end <= start || end > system.layers.length) {
      return `its stages do not cut the ${system.layers.length} layers`;
    }
    before = end;
  }
  return null;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1).replace(/\.$/, '');
}
