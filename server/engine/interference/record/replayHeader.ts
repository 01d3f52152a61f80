import type { RecordedPolicy, ReplayHeader } from '../../../protocol/replayRecord';
import type { TimeTable } from '../../cost/timeTable';
import { tunedSystem } from '../../explore/tunedSystem';
import type { TuningProblem } from '../../explore/tuningProblem';
import type { MemoryBound } from '../memoryBound';
import type { Scenario } from '../scenario';

/** What a header is made of. */
export interface HeaderParts extends Pick<
  ReplayHeader,
  'load' | 'queries' | 'sloSeconds' | 'seed' | 'noise' | 'quietThroughput'
> {
  readonly names: TuningProblem['names'];
  /** Times without interference. */
  readonly table: TimeTable;
  readonly memoryBound: MemoryBound;
  readonly scenario: Pick<Scenario, 'name' | 'axis'>;
  readonly policies: readonly RecordedPolicy[];
  /** ISO 8601. */
  readonly recorded?: string;
}

/** The first line of a replay. */
export function replayHeader(parts: HeaderParts): ReplayHeader {
  const { names, table, memoryBound, scenario, policies, recorded } = parts;
  const memory = memoryOf(table);
  return {
    kind: 'cnn-replay',
    format: 1,
    network: names.network,
    platform: names.platform,
    scenario: scenario.name,
    testbed: names.testbed,
    axis: scenario.axis,
    load: parts.load,
    queries: parts.queries,
    sloSeconds: parts.sloSeconds,
    seed: parts.seed,
    noise: parts.noise,
    policies: withTitles(policies),
    system: tunedSystem(table, names.placeDescriptions ?? []),
    memoryBound: memoryBound.map((row) => Array.from(row, (bound) => (bound === 1 ? 1 : 0))),
    ...(memory && { memory }),
    quietThroughput: parts.quietThroughput,
    ...(recorded !== undefined && { recorded }),
  };
}

/** Room for weights, where it is limited anywhere. */
function memoryOf({ space }: TimeTable): ReplayHeader['memory'] | null {
  const { memoryBytes, weightBytesBefore, classOf, classCount, layers } = space;
  if (memoryBytes.every((bytes) => bytes === Infinity)) return null;
  return {
    weightBytes: layers.map(
      (_, layer) => (weightBytesBefore[layer + 1] ?? 0) - (weightBytesBefore[layer] ?? 0),
    ),
    capacityBytes: Array.from({ length: classCount }, (_, c) => {
      const bytes = memoryBytes[classOf.indexOf(c)] ?? Infinity;
      return bytes === Infinity ? null : bytes;
    }),
  };
}

/** Titles that tell the policies of a file apart. */
function withTitles(policies: readonly RecordedPolicy[]): RecordedPolicy[] {
  const seen = new Map<string, number>();
  return policies.map((policy) => {
    const count = (seen.get(policy.title) ?? 0) + 1;
    seen.set(policy.title, count);
    return count === 1 ? policy : { ...policy, title: `${policy.title} (${count})` };
  });
}
