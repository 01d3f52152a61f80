import { describe, expect, it } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Diagnostic } from 'vscode-languageserver';
import { createLanguageService } from '../../server/src/language/languageService';
import { ruleCases, unmarked } from '../fixtures/ruleCases';
import { useTool } from './tool';

const tool = useTool();
const words = ['error', 'warning', 'information', 'hint'];
const levels = ['error', 'warning', 'note', 'note'];

interface Problem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly severity: string;
  readonly code: string;
  readonly message: string;
}

interface SarifResult {
  readonly ruleId: string;
  readonly level: string;
  readonly message: { readonly text: string };
  readonly locations: readonly [
    {
      readonly physicalLocation: {
        readonly artifactLocation: { readonly uri: string };
        readonly region: Readonly<Record<string, number>>;
      };
    },
  ];
}

/** A file's bytes are judged before they are a text, which an editor has already. */
const shared = ruleCases.filter(({ rule }) => rule !== 'not-text');

/** What the editor shows of all files, as the command line counts lines and columns. */
function editorProblems() {
  return shared.flatMap(({ file, marked }) => {
    const document = TextDocument.create(`file:///${file}`, '', 1, unmarked(marked));
    return createLanguageService()
      .diagnose(document)
      .map((found) => ({ file, found }));
  });
}

const place = ({ range: { start, end } }: Diagnostic) => ({
  line: start.line + 1,
  column: start.character + 1,
  endLine: end.line + 1,
  endColumn: end.character + 1,
});

describe('check says what the editor shows', () => {
  const files = () => shared.map(({ file, marked }) => tool.write(file, unmarked(marked)));
  const check = async (format: string) =>
    (await tool.run(['check', '--format', format, ...files()])).stdout;

  it('as JSON', async () => {
    const { problems } = JSON.parse(await check('json')) as { problems: Problem[] };
    const expected = editorProblems().map(({ file, found }) => ({
      file,
      ...place(found),
      severity: words[(found.severity ?? 1) - 1],
      code: found.code,
      message: found.message,
    }));
    expect(problems.map(({ file, line, column, endLine, endColumn, severity, code, message }) => ({
      file, line, column, endLine, endColumn, severity, code, message,
    }))).toEqual(expected);
  }); // prettier-ignore

  it('as SARIF', async () => {
    const log = JSON.parse(await check('sarif')) as { runs: [{ results: SarifResult[] }] };
    const found = log.runs[0].results.map(({ ruleId, level, message, locations: [location] }) => ({
      ruleId,
      level,
      message: message.text,
      uri: location.physicalLocation.artifactLocation.uri,
      region: location.physicalLocation.region,
    }));
    const expected = editorProblems().map(({ file, found: diagnostic }) => {
      const { line, column, endLine, endColumn } = place(diagnostic);
      return {
        ruleId: diagnostic.code,
        level: levels[(diagnostic.severity ?? 1) - 1],
        message: diagnostic.message,
        uri: file,
        region: { startLine: line, startColumn: column, endLine, endColumn },
      };
    });
    expect(found).toEqual(expected);
  });

  it('as text', async () => {
    const lines = (await check('text')).split('\n').filter((line) => /^\S+:\d+:\d+: /.test(line));
    const wordsOfText = ['error', 'warning', 'note', 'hint'];
    const expected = editorProblems().map(({ file, found }) => {
      const { line, column } = place(found);
      const word = wordsOfText[(found.severity ?? 1) - 1];
      return `${file}:${line}:${column}: ${word}: ${found.message} [${String(found.code)}]`;
    });
    expect(lines).toEqual(expected);
  });
});
