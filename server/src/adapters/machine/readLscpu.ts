import { problem } from '../../../engine/core/rules';
import { fail, succeed, type Result } from '../../../engine/core/result';
import { cpusOfRows } from './cpusOfRows';
import { cpusOfSummary, summaryOf, type LscpuSummary } from './lscpuSummary';
import { objectsIn, parseLscpuText } from './lscpuText';
import { mostCpus, type Machine } from './machine';
import { clockInName, clockOf, numberOf } from './parseNumbers';

/** Longest text that is read, in UTF-16 units. */
const longestText = 20_000_000;

const tableOnly =
  'The table alone tells no model: with the output of `lscpu -J` in the same file, estimates are better.';
const wayOut =
  'Save it with `lscpu -J -e=CPU,CORE,SOCKET,NODE,MAXMHZ,CACHE,ONLINE`, or `lscpu -J`.';

/**
 * Reads what `lscpu -J`, `lscpu -J -e` or both (one after the other) printed. The table of `-e` says
 * which CPUs share cores and caches; the summary says model, flags and architecture.
 */
export function readLscpu(text: string): Result<Machine> {
  if (text.length > longestText) return malformed('The file is too large for what `lscpu` prints.');
  const objects = parseLscpuText(text);
  if (objects === null) return malformed('This is not what `lscpu -J` prints.');
  const summary = summaryOf(objects.flatMap((object) => objectsIn(object, 'lscpu')));
  const rows = cpusOfRows(objects.flatMap((object) => objectsIn(object, 'cpus')));
  const cpus = rows.length > 0 ? rows : cpusOfSummary(summary);
  if (cpus.length === 0) return malformed('No CPU is described here.');
  if (cpus.length > mostCpus) {
    const message = `The machine has more than ${mostCpus} CPUs.`;
    return fail([problem('too-large', [], message)]);
  }
  const { fields } = summary;
  return succeed({
    name: nameOf(summary),
    architecture: fields.get('Architecture') ?? '',
    flags: new Set(
      (fields.get('Flags') ?? fields.get('Features') ?? '').split(/\s+/).filter(Boolean),
    ),
    cpus,
    clockMhz: summaryClock(summary),
    memoryBytes: new Map(),
    source: 'lscpu',
    notes: fields.size === 0 ? [tableOnly] : [],
  });
}

function malformed(what: string): Result<Machine> {
  return fail([problem('machine-malformed', [], `${what} ${wayOut}`)]);
}

function nameOf({ models }: LscpuSummary): string {
  const names = [...new Set(models.map((model) => model.name))].filter((name) => name !== '-');
  return names.slice(0, 4).join(' + ');
}

/** The clock that the summary tells, in MHz: the largest one, the nominal one, or half the BogoMIPS. */
function summaryClock({ fields, models }: LscpuSummary): number | null {
  const largest = clockOf(fields.get('CPU max MHz'));
  if (largest !== null) return largest;
  const nominal = clockInName(models[0]?.name ?? '');
  if (nominal !== null) return nominal;
  // On x86 BogoMIPS is twice the rate of the time stamp counter; on Arm it says nothing.
  const bogus = /x86|i.86/.test(fields.get('Architecture') ?? '')
    ? numberOf(fields.get('BogoMIPS'))
    : null;
  return bogus === null ? null : clockOf(bogus / 2);
}
