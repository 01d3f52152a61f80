import pc from 'picocolors';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { isAdjustable } from '../../../server/engine/core/ruleSettings';
import { rules } from '../../../server/engine/core/rules';
import type { Severity } from '../../../server/protocol/problem';
import { problemText } from '../../../server/src/cli/problemsText';
import { createLanguageService } from '../../../server/src/language/languageService';
import { ruleCases, unmarked, type RuleCase } from '../../fixtures/ruleCases';

/** The documentation of every rule, as Markdown with an anchor for each id: docs/rules.md. */
export function rulesPage(): string {
  const sections = Object.entries(rules).map(([id, { severity, title, fix }]) =>
    [
      `## ${id}`,
      `*${severity}${isAdjustable(id) ? '' : ', always'}.* ${title}`,
      fix,
      ...exampleOf(id),
    ].join('\n\n'),
  );
  return `${[...introduction, ...sections].join('\n\n')}\n`;
}

const introduction = [
  '# Rules',
  'Every diagnostic carries the id of its rule. The editor and `cnn-tuner check` say the same at the same place; the examples show what the command line prints. This page is made from the rule table (`server/engine/core/rules.ts`).',
  'The setting `cnnPipelineTuner.rules`, or `cnn-tuner check --rule ID=SEVERITY`, gives a rule another severity: `error`, `warning`, `information`, `hint`, or `off`. A comment `# cnn-tuner-ignore ID`, at the end of a line or alone on the line before, silences rules on that line; several ids are separated by commas. Rules about text that cannot be read stay as they are.',
];

const severities: readonly Severity[] = ['error', 'warning', 'information', 'hint'];
const terminal = { columns: 160, unicode: true, colors: pc.createColors(false) };

/** What is printed of a file in which the rule finds something, and how the editor mends it. */
function exampleOf(rule: string): string[] {
  const found = ruleCases.find((one) => one.rule === rule);
  // What is no text cannot be shown.
  if (found === undefined || rule === 'not-text') return [];
  const { printed, fixes } = judged(found);
  return [
    `\`\`\`text\n${printed}\`\`\``,
    ...(fixes.length === 0 ? [] : [`Quick fix: ${fixes.map((fix) => `*${fix}*`).join(', ')}.`]),
  ];
}

function judged({ file, marked }: RuleCase) {
  const name = file.replace(/^[^.]+/, 'example');
  const document = TextDocument.create(`file:///${name}`, '', 1, unmarked(marked));
  const service = createLanguageService();
  const [diagnostic] = service.diagnose(document);
  if (diagnostic === undefined) throw new Error(`Nothing is wrong with ${file}.`);
  const { code, severity = 1, message, range } = diagnostic;
  const problem = {
    code: String(code),
    severity: severities[severity - 1] ?? 'error',
    message: typeof message === 'string' ? message : message.value,
    path: [],
  };
  const sourceLine = document.getText().split('\n')[range.start.line] ?? null;
  const fixes = service
    .codeActions(document, { range, diagnostics: [], only: ['quickfix'], invoked: true })
    .map(({ title }) => title);
  return { printed: problemText({ file: name, problem, range, sourceLine }, terminal), fixes };
}
