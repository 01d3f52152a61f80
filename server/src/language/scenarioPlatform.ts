import type { Location } from 'vscode-languageserver';
import { problem } from '../../engine/core/rules';
import { mostProblems } from '../../engine/core/result';
import { scenarioPlaces } from '../../engine/interference/scenario/scenarioPlaces';
import type { ScenarioFile } from '../../engine/interference/scenario/scenarioSchema';
import type { NamedPlace } from '../../engine/platform/namedPlaces';
import type { Problem } from '../../protocol/problem';

/** What is known of the platform that a scenario is for. */
export interface ScenarioPlatform {
  /** True where the scenario names it: then its own names of places are judged. */
  readonly isNamed: boolean;
  /** Of the platform that is named, or of all beside the scenario. */
  readonly places: readonly NamedPlace[];
  /** Why the platform that is named cannot be read; null where it can. */
  readonly obstacle: string | null;
  /** Where the entry of each group of places is declared. */
  readonly declarations: ReadonlyMap<string, Location>;
}

/** What is wrong with a scenario on the platform that it names; at most 100. */
export function platformProblems(
  file: ScenarioFile,
  { isNamed, obstacle, places }: Omit<ScenarioPlatform, 'declarations'>,
): Problem[] {
  if (!isNamed) return [];
  if (obstacle !== null) return [problem('unreadable', ['platform'], obstacle)];
  const problems: Problem[] = [];
  scenarioPlaces(file, places, problems);
  return problems.slice(0, mostProblems);
}
