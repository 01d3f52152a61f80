import type { Result } from '../../engine/core/result';
import { problem } from '../../engine/core/rules';
import type { Problem } from '../../protocol/problem';
import { decodeText } from '../language/decodeText';
import { maxTextLength, parseYamlFile, type YamlFile } from '../language/yamlFile';
import { placedProblem, wholeFileProblem, type FileProblem, type Loaded } from './fileProblem';
import { readFileCapped } from './readFile';

/** Judges plain data, as the engine does. */
type Reader<T> = (data: unknown) => Result<T>;

const maxJsonBytes = 64_000_000;

/** Reads a YAML file and judges its data; every problem carries its place in the text. */
export async function loadYaml<T>(path: string, read: Reader<T>): Promise<Loaded<T>> {
  const text = await loadText(path, maxTextLength);
  return text.ok ? judgeYaml(path, parseYamlFile(text.value), read) : text;
}

/** Reads a JSON file and judges its data; problems carry their place in all but huge texts. */
export async function loadJson<T>(path: string, read: Reader<T>): Promise<Loaded<T>> {
  const text = await loadText(path, maxJsonBytes);
  if (!text.ok) return text;
  let data: unknown;
  try {
    data = JSON.parse(text.value);
  } catch (error) {
    return misreadJson(path, text.value, read, String(error));
  }
  const result = read(data);
  if (result.ok && result.problems.length === 0) return { ...result, problems: [] };
  if (text.value.length > maxTextLength) {
    return { ...result, problems: result.problems.map((p) => wholeFileProblem(path, withPath(p))) };
  }
  // JSON is YAML, and the YAML parser knows where things stand. It is slower: only for problems.
  const file = parseYamlFile(text.value);
  return { ...result, problems: placed(path, file, result.problems) };
}

/** A reader of YAML takes almost all that is nearly JSON, such as NaN, and can say what is wrong. */
function misreadJson<T>(path: string, text: string, read: Reader<T>, cause: string): Loaded<T> {
  const syntax = problem('json-syntax', [], cause.replace(/^SyntaxError: /, ''));
  const generic = { ok: false, problems: [wholeFileProblem(path, syntax)] } as const;
  if (text.trim() === '' || text.length > maxTextLength) return generic;
  const judged = judgeYaml(path, parseYamlFile(text), read);
  return judged.ok ? generic : judged;
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

function withPath(found: Problem): Problem {
  const place = found.path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${part}`))
    .join('');
  return place === '' ? found : { ...found, message: `${place.slice(1)}: ${found.message}` };
}

/** Reads a UTF-8 text of at most `maxBytes` bytes. */
export async function loadText(path: string, maxBytes: number): Promise<Loaded<string>> {
  const bytes = await readFileCapped(path, maxBytes);
  const text = bytes.ok ? decodeText(bytes.value, maxBytes) : bytes;
  return { ...text, problems: text.problems.map((found) => wholeFileProblem(path, found)) };
}
