import { problem } from '../../engine/core/rules';
import { wholeFileProblem, type Loaded } from './fileProblem';

/** The kinds of files that can be read, told by their names. */
export type FileKind =
  'network' | 'onnx' | 'platform' | 'interference' | 'profile' | 'tuning' | 'comparison';

const endings: readonly (readonly [RegExp, FileKind])[] = [
  [/\.cnn\.ya?ml$/i, 'network'],
  [/\.onnx$/i, 'onnx'],
  [/\.platform\.ya?ml$/i, 'platform'],
  [/\.interference\.ya?ml$/i, 'interference'],
  [/\.profile\.json$/i, 'profile'],
  [/\.tuning\.json$/i, 'tuning'],
  [/\.comparison\.json$/i, 'comparison'],
];

/** The kind of a file by its name; null for a name that no kind has. */
export function fileKind(path: string): FileKind | null {
  return endings.find(([ending]) => ending.test(path))?.[1] ?? null;
}

/** What is said of a file that no reader takes. @param wanted the endings that would do, in words. */
export function unknownFile<T>(path: string, wanted: string): Loaded<T> {
  const message = `The name tells no kind that can be read here: it should end in ${wanted}.`;
  return { ok: false, problems: [wholeFileProblem(path, problem('unknown-file', [], message))] };
}
