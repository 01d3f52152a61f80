import type { FileProblem } from '../adapters/fileProblem';
import { WriteError, writeWhole, type FileContent } from '../adapters/writeWhole';
import { writeJson, type ExitCode, type Io } from './io';
import { problemsJson } from './problemsJson';
import { countText, problemsText } from './problemsText';

/** Options that every verb has. */
export interface CommonOptions {
  readonly json?: boolean;
}

/** Tells why a verb cannot go on: problems as text, or as the JSON document where one is wanted. */
export function reportFailure(
  io: Io,
  options: CommonOptions,
  files: readonly string[],
  problems: readonly FileProblem[],
): ExitCode {
  if (options.json) writeJson(io, problemsJson(files, problems));
  else io.err(`${problemsText(problems, io.stderr)}${countText(problems)}\n`);
  return 1;
}

/** Tells what is worth knowing although the verb goes on. */
export function reportWarnings(io: Io, problems: readonly FileProblem[]): void {
  io.err(problemsText(problems, io.stderr));
}

/**
 * Writes a result to a file; says so, or why not.
 * @param ending by which the kind of the file is known again.
 */
export async function saveFile(
  io: Io,
  path: string,
  content: FileContent,
  ending: string,
): Promise<ExitCode> {
  try {
    await writeWhole(path, content);
  } catch (error) {
    if (!(error instanceof WriteError)) throw error;
    io.err(`${io.stderr.colors.red('error:')} ${error.message}\n`);
    return 1;
  }
  io.err(`wrote ${path}\n`);
  if (!path.endsWith(ending)) io.err(`To be read again, its name should end in ${ending}.\n`);
  return 0;
}
