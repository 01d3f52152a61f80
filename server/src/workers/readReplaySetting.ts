import type { Result } from '../../engine/core/result';
import type { TimeTable } from '../../engine/cost/timeTable';
import { analyticalProblem, type TuningProblem } from '../../engine/explore/tuningProblem';
import {
  memoryBoundByRoofline,
  memoryBoundByTraffic,
  type MemoryBound,
} from '../../engine/interference/memoryBound';
import type { ReplaySetting } from '../../engine/interference/record/recordReplay';
import { configurationOf, quietBest } from '../../engine/interference/record/quietBest';
import type { Scenario } from '../../engine/interference/scenario';
import { readScenario } from '../../engine/interference/scenario/readScenario';
import type { NamedPlace } from '../../engine/platform/namedPlaces';
import { stagesOf } from '../../runtime/localPlan';
import type { FileProblem, Loaded } from '../adapters/fileProblem';
import {
  loadNetwork,
  loadPlatform,
  loadProfile,
  loadTuning,
  placeNetworkProblems,
} from '../adapters/files';
import { judgeYamlText, loadYaml } from '../adapters/loadText';
import { readEdited } from './readEdited';
import type { ReplayInputs } from './replayTask';

/** A setting, or why there is none: problems of the inputs, or a sentence. */
export type FoundSetting =
  | {
      readonly ok: true;
      readonly setting: ReplaySetting;
      readonly problems: readonly FileProblem[];
    }
  | { readonly ok: false; readonly message: string; readonly problems: readonly FileProblem[] };

interface System extends TuningProblem {
  readonly memoryBound: MemoryBound;
  readonly places: readonly NamedPlace[];
}

/** Reads all that a replay is of. */
export async function readReplaySetting(inputs: ReplayInputs): Promise<FoundSetting> {
  const system = await loadSystem(inputs.system);
  if (!system.ok) return { ok: false, message: '', problems: system.problems };
  const { table, names, memoryBound, places } = system.value;
  const scenario = await loadScenario(inputs.scenario, places);
  const problems = [...system.problems, ...scenario.problems];
  if (!scenario.ok) return { ok: false, message: '', problems };
  const refused = (message: string): FoundSetting => ({ ok: false, message, problems });
  const best = quietBest(table);
  if (best === null) {
    return refused(`No pipeline of ${names.network} fits the memories of ${names.platform}.`);
  }
  const setting = { names, table, memoryBound, scenario: scenario.value, ...best };
  if (inputs.schedulePath === null) return { ok: true, setting, problems };
  const start = await loadStart(inputs.schedulePath, table);
  if (typeof start === 'string') return refused(start);
  if ('problems' in start) return { ok: false, message: '', problems: start.problems };
  return { ok: true, setting: { ...setting, start }, problems };
}

async function loadSystem(input: ReplayInputs['system']): Promise<Loaded<System>> {
  if (input.kind === 'profile') return loadProfiled(input.path);
  const { network: networkSource, platform: platformSource, shape } = input;
  const network =
    networkSource.text === null
      ? await loadNetwork(networkSource.path, shape ? { input: shape } : {})
      : readEdited('network', networkSource.path, networkSource.text, (found) => found.network);
  const platform =
    platformSource.text === null
      ? await loadPlatform(platformSource.path)
      : readEdited('platform', platformSource.path, platformSource.text, (found) => found.platform);
  const problems = [...network.problems, ...platform.problems];
  if (!network.ok || !platform.ok) return { ok: false, problems };
  const found = analyticalProblem(network.value, platform.value);
  problems.push(...(await placeNetworkProblems(networkSource.path, found.problems)));
  if (!found.ok) return { ok: false, problems };
  const memoryBound = memoryBoundByRoofline(found.value.table, network.value, platform.value);
  const { places } = platform.value;
  return { ok: true, value: { ...found.value, memoryBound, places }, problems };
}

async function loadProfiled(path: string): Promise<Loaded<System>> {
  const profile = await loadProfile(path);
  if (!profile.ok) return profile;
  const { network, platform, table } = profile.value;
  const names = { network, platform, testbed: 'profile' } as const;
  const places = table.space.places.map((name) => ({ name, group: name }));
  return { ...profile, value: { table, names, memoryBound: memoryBoundByTraffic(table), places } };
}

async function loadScenario(
  { path, text }: ReplayInputs['scenario'],
  places: readonly NamedPlace[],
): Promise<Loaded<Scenario>> {
  const read = (data: unknown): Result<Scenario> => readScenario(data, { places });
  return text === null ? loadYaml(path, read) : judgeYamlText(path, text, read);
}

async function loadStart(path: string, table: TimeTable) {
  const schedule = await loadTuning(path);
  if (!schedule.ok) return { problems: schedule.problems };
  const stages = stagesOf(schedule.value, table.space.layers);
  if (typeof stages === 'string') return stages;
  return configurationOf(
    table,
    stages.map(({ start, end, place }) => [start, end, place]),
  );
}
