import { loadAny } from '../../adapters/files';
import { writeJson, type ExitCode } from '../io';
import { problemsJson } from '../problemsJson';
import { countProblems, countText, problemsText } from '../problemsText';
import type { CommonOptions } from '../report';
import { sarifLog } from '../sarif';
import type { VerbContext } from '../verbContext';

/** Options of `check`. */
export interface CheckOptions extends CommonOptions {
  readonly format: 'text' | 'json' | 'sarif';
}

/** Reports the problems of files on standard output; 1 where one of them is an error. */
export async function checkFiles(
  files: readonly string[],
  options: CheckOptions,
  { io, version }: Pick<VerbContext, 'io' | 'version'>,
): Promise<ExitCode> {
  // One after the other: problems come in the order of the files, and memory holds one of them.
  const problems = [];
  for (const file of files) problems.push(...(await loadAny(file)).problems);
  const format = options.json ? 'json' : options.format;
  if (format === 'json') writeJson(io, problemsJson(files, problems));
  else if (format === 'sarif') writeJson(io, sarifLog(problems, version));
  else {
    const count = files.length === 1 ? '1 file' : `${files.length} files`;
    io.out(problemsText(problems, io.stdout));
    io.err(`${count} checked: ${countText(problems)}\n`);
  }
  return countProblems(problems).errors > 0 ? 1 : 0;
}
