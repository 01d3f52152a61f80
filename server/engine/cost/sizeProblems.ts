import type { DataPath, Problem } from '../../protocol/problem';
import { mostProblems } from '../core/result';
import { problem } from '../core/rules';
import type { ProfileFile } from './profileSchema';

/** Problems of arrays that do not have an entry for each layer, place or cut. */
export function sizeProblems(data: ProfileFile): Problem[] {
  const layers = data.layers.length;
  const places = data.executionPlaces.length;
  const problems: Problem[] = [];
  const check = (path: DataPath, label: string, list: unknown, wanted: number, each: string) => {
    if (!Array.isArray(list) || list.length === wanted) return;
    if (problems.length >= mostProblems) return;
    const message = `\`${label}\` has ${list.length} entries, not ${wanted}: ${each}.`;
    problems.push(problem('wrong-size', path, message));
  };
  check(['seconds'], 'seconds', data.seconds, layers, 'one row for each layer');
  data.seconds.forEach((row, layer) => {
    check(['seconds', layer], `seconds[${layer}]`, row, places, 'one for each execution place');
  });
  for (const key of ['spread', 'repetitions'] as const) {
    check([key], key, data[key], layers, 'one row for each layer');
    data[key]?.forEach((row, layer) => {
      check([key, layer], `${key}[${layer}]`, row, places, 'one for each execution place');
    });
  }
  check(['cores'], 'cores', data.cores, places, 'one list for each execution place');
  check(
    ['emulateSpeed'],
    'emulateSpeed',
    data.emulateSpeed,
    places,
    'one for each execution place',
  );
  check(['weights'], 'weights', data.weights, layers, 'one for each layer');
  check(['weightBytes'], 'weightBytes', data.weightBytes, layers, 'one for each layer');
  const cuts = 'one for the cut before each layer, and one for the output';
  check(['cutBytes'], 'cutBytes', data.cutBytes, layers + 1, cuts);
  check(['memoryBytes'], 'memoryBytes', data.memoryBytes, places, 'one for each execution place');
  return problems;
}
