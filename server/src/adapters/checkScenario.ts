import { resolve } from 'node:path';
import { readScenarioFile } from '../../engine/interference/scenario/readScenario';
import type { ScenarioFile } from '../../engine/interference/scenario/scenarioSchema';
import type { Platform } from '../../engine/platform/platform';
import { platformProblems } from '../language/scenarioPlatform';
import type { FileProblem, Loaded } from './fileProblem';
import { loadPlatform } from './files';
import { loadYaml, placeProblems } from './loadText';
import { noPlatformHere, notPlatformPath, scenarioPlatformPath } from './scenarioPlatformPath';

/** Judges a scenario for itself, and on the platform that it names. */
export async function checkScenario(path: string): Promise<Loaded<ScenarioFile>> {
  const loaded = await loadYaml(path, readScenarioFile);
  if (!loaded.ok || loaded.value.platform === undefined) return loaded;
  const { places, obstacle } = await namedPlatform(path, loaded.value.platform);
  const found = platformProblems(loaded.value, { isNamed: true, places, obstacle });
  const problems = [...loaded.problems, ...(await placeProblems(path, found))];
  return found.length > 0 ? { ok: false, problems } : { ...loaded, problems };
}

/** What is wrong with a scenario on a platform besides; nothing where one of them cannot be read. */
export async function checkScenarioOn(
  path: string,
  platformPath: string,
): Promise<readonly FileProblem[]> {
  const scenario = await loadYaml(path, readScenarioFile);
  const platform = await loadPlatform(platformPath);
  if (!scenario.ok || !platform.ok) return [];
  const named = scenarioPlatformPath(path, scenario.value.platform ?? '');
  // Said already of the one that it names.
  if (named === resolve(platformPath)) return [];
  const { places } = platform.value;
  const on = { isNamed: true, places, obstacle: null };
  return placeProblems(path, platformProblems(scenario.value, on));
}

async function namedPlatform(
  path: string,
  written: string,
): Promise<{ places: Platform['places']; obstacle: string | null }> {
  const platformPath = scenarioPlatformPath(path, written);
  if (platformPath === null) return { places: [], obstacle: notPlatformPath };
  const loaded = await loadPlatform(platformPath);
  if (loaded.ok) return { places: loaded.value.places, obstacle: null };
  return { places: [], obstacle: noPlatformHere };
}
