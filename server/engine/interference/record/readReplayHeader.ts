import type { ReplayHeader } from '../../../protocol/replayRecord';
import { laterFormat } from '../../core/formatVersion';
import { validate } from '../../core/validate';
import { isHeader } from './parseReplayLine';
import { headerSchema } from './replaySchema';

/** The header of a replay, or what is wrong with the file's first line, as a sentence. */
export type FoundHeader =
  | { readonly ok: true; readonly header: ReplayHeader }
  | { readonly ok: false; readonly message: string };

/** A system of more would take long to look at; the largest that is known has a tenth. */
const mostTimes = 1_000_000;
const mostPlaces = 2_000;

/** Reads the first line of a replay. */
export function readReplayHeader(text: string): FoundHeader {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return refused('it is not valid JSON. Is this a *.replay.jsonl file?');
  }
  const later = laterFormat(data);
  if (later !== null) return refused(later.message);
  if (!isHeader(data)) {
    const [first] = validate(headerSchema, data);
    return refused(first?.message ?? 'it is not the header of a replay.');
  }
  const fault = systemFault(data);
  return fault === null ? { ok: true, header: data } : refused(fault);
}

function refused(message: string): FoundHeader {
  return { ok: false, message: `Line 1: ${message}` };
}

function systemFault({ system }: ReplayHeader): string | null {
  const { layers, places, secondsByClass, cutBytes } = system;
  if (layers.length === 0 || places.length === 0) return 'the system has no layers or no places.';
  if (places.length > mostPlaces || layers.length * places.length > mostTimes) {
    return `a system of ${layers.length} layers and ${places.length} places is too large to be shown.`;
  }
  if (cutBytes.length !== layers.length + 1) {
    return `cutBytes has ${cutBytes.length} entries, ${layers.length} layers need ${layers.length + 1}.`;
  }
  if (secondsByClass.some((row) => row.length !== layers.length)) {
    return `each row of secondsByClass must have ${layers.length} entries, one a layer.`;
  }
  const lost = places.find((place) => place.class >= secondsByClass.length);
  return lost === undefined ? null : `the class of ${lost.name} has no times.`;
}
