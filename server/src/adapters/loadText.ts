import type { Result } from '../../engine/core/result';
import type { Problem } from '../../protocol/problem';
import { decodeText } from '../language/decodeText';
import { judgeJson } from '../language/judgeJson';
import { maxTextLength, parseYamlFile, type YamlFile } from '../language/yamlFile';
import { placedProblem, wholeFileProblem, type FileProblem, type Loaded } from './fileProblem';
import { readFileCapped } from './readFileCapped';

/** Judges plain data, as the engine does. */
type Reader<T> = (data: unknown) => Result<T>;

const maxJsonBytes = 64_000_000;

/** Reads a YAML file and judges its data; every problem carries its place in the text. */
export async function loadYaml<T>(path: string, read: Reader<T>): Promise<Loaded<T>> {
  const text = await loadText(path, maxTextLength);
  return text.ok ? judgeYaml(path, parseYamlFile(text.value), read) : text;
}

/** Judges a YAML text that is not, or not yet, what its file holds. */
export function judgeYamlText<T>(path: string, text: string, read: Reader<T>): Loaded<T> {
  return judgeYaml(path, parseYamlFile(text), read);
}

/** Reads a JSON file and judges its data; problems carry their place in all but huge texts. */
export async function loadJson<T>(path: string, read: Reader<T>): Promise<Loaded<T>> {
  const text = await loadText(path, maxJsonBytes);
  if (!text.ok) return text;
  const judged = judgeJson(text.value, read);
  if (judged.problems.length === 0) return { ...judged, problems: [] };
  const lines = text.value.split(/\r\n|\r|\n/);
  const problems = judged.problems.map((found) =>
    found.range === null ? wholeFileProblem(path, found) : placedProblem(path, lines, found),
  );
  return { ...judged, problems };
}

function judgeYaml<T>(path: string, file: YamlFile, read: Reader<T>): Loaded<T> {
  const lines = file.text.split(/\r\n|\r|\n/);
  const inText = file.visible(file.problems).map((located) => placedProblem(path, lines, located));
  // What cannot be parsed is not judged: the same mistake would be reported twice.
  if (file.problems.some((p) => p.severity === 'error')) return { ok: false, problems: inText };
  const result = read(file.data);
  return { ...result, problems: [...inText, ...placed(path, file, result.problems)] };
}

function placed(path: string, file: YamlFile, problems: readonly Problem[]): FileProblem[] {
  const lines = file.text.split(/\r\n|\r|\n/);
  const located = file.visible(problems.map((found) => file.locate(found)));
  return located.map((found) => placedProblem(path, lines, found));
}

/** Problems that were found in a YAML file's data, with their places in its text. */
export async function placeProblems(
  path: string,
  problems: readonly Problem[],
): Promise<readonly FileProblem[]> {
  if (problems.length === 0) return [];
  const text = await loadText(path, maxTextLength);
  return text.ok ? placed(path, parseYamlFile(text.value), problems) : text.problems;
}

/** Reads a UTF-8 text of at most `maxBytes` bytes. */
export async function loadText(path: string, maxBytes: number): Promise<Loaded<string>> {
  const bytes = await readFileCapped(path, maxBytes);
  const text = bytes.ok ? decodeText(bytes.value, maxBytes) : bytes;
  return { ...text, problems: text.problems.map((found) => wholeFileProblem(path, found)) };
}
