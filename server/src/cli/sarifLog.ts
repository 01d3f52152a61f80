import { isAbsolute, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { rules, type Rule } from '../../engine/core/rules';
import type { Severity } from '../../protocol/problem';
import type { FileProblem } from '../adapters/fileProblem';

const levels: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  error: 'error', warning: 'warning', information: 'note', hint: 'note',
}; // prettier-ignore

const table: Readonly<Record<string, Rule | undefined>> = rules;

/** Problems as a SARIF 2.1.0 log with one run, as code-scanning services take it. */
export function sarifLog(problems: readonly FileProblem[], version: string): object {
  const ids = [...new Set(problems.map((found) => found.problem.code))].sort();
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'cnn-tuner',
            semanticVersion: version,
            rules: ids.map(ruleDescriptor),
          },
        },
        columnKind: 'utf16CodeUnits',
        results: problems.map((found) => sarifResult(found, ids)),
      },
    ],
  };
}

function ruleDescriptor(id: string): object {
  const rule = table[id];
  if (rule === undefined) return { id };
  return {
    id,
    shortDescription: { text: rule.title },
    help: { text: rule.fix },
    defaultConfiguration: { level: levels[rule.severity] },
  };
}

function sarifResult({ file, problem, range }: FileProblem, ids: readonly string[]): object {
  return {
    ruleId: problem.code,
    ruleIndex: ids.indexOf(problem.code),
    level: levels[problem.severity],
    message: { text: problem.message },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: artifactUri(file) },
          ...(range !== null && {
            region: {
              startLine: range.start.line + 1,
              startColumn: range.start.character + 1,
              endLine: range.end.line + 1,
              endColumn: range.end.character + 1,
            },
          }),
        },
      },
    ],
  };
}

/** Paths stay relative as they were given, so that a log means the same on every machine. */
function artifactUri(file: string): string {
  if (isAbsolute(file)) return pathToFileURL(file).href;
  return file.split(sep).map(encodeURIComponent).join('/');
}
