import { applyRuleSettings } from '../../../engine/core/ruleSettings';
import type { RuleSettings } from '../../../protocol/problem';
import type { FileProblem } from '../../adapters/fileProblem';
import { fileKind } from '../../adapters/fileKind';
import { loadAny } from '../../adapters/loadAny';
import { writeJson, type ExitCode } from '../io';
import { problemsJson } from '../problemsJson';
import { countProblems, countText, problemsText } from '../problemsText';
import type { CommonOptions } from '../report';
import { sarifLog } from '../sarifLog';
import type { VerbContext } from '../verbContext';

/** Options of `check`. */
export interface CheckOptions extends CommonOptions {
  readonly format: 'text' | 'json' | 'sarif';
  /** Networks and scenarios are judged on this platform as well. */
  readonly platform?: string;
  readonly rule?: RuleSettings;
}

/** Reports the problems of files on standard output; 1 where one of them is an error. */
export async function checkFiles(
  given: readonly string[],
  options: CheckOptions,
  { io, version }: Pick<VerbContext, 'io' | 'version'>,
): Promise<ExitCode> {
  const { platform, rule = {} } = options;
  const files = platform === undefined || given.includes(platform) ? given : [...given, platform];
  // One after the other: problems come in the order of the files, and memory holds one of them.
  const found: FileProblem[] = [];
  for (const file of files) {
    found.push(...(await loadAny(file)).problems);
    if (platform !== undefined) found.push(...(await pairProblems(file, platform)));
  }
  const problems = withSettings(found, rule);
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

async function pairProblems(file: string, platform: string): Promise<readonly FileProblem[]> {
  const kind = fileKind(file);
  if (kind === 'interference') {
    const { checkScenarioOn } = await import('../../adapters/checkScenario');
    return checkScenarioOn(file, platform);
  }
  if (kind !== 'network' && kind !== 'onnx') return [];
  const { checkPair } = await import('../../adapters/checkPair');
  return checkPair(file, platform);
}

function withSettings(found: readonly FileProblem[], settings: RuleSettings): FileProblem[] {
  return found.flatMap((one) => {
    const [problem] = applyRuleSettings([one.problem], settings);
    return problem === undefined ? [] : [{ ...one, problem }];
  });
}
