import { describe, expect, it } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { isAdjustable } from '../../../server/engine/core/ruleSettings';
import { isRuleId, rules } from '../../../server/engine/core/rules';
import { createLanguageService } from '../../../server/src/language/languageService';
import { ruleCases, unmarked, type RuleCase } from '../../fixtures/ruleCases';

/** Rules of files that no text editor shows, and of pairs of files: tests of their own have them. */
const elsewhere = [
  'unreadable', 'unknown-file', 'machine-malformed', 'onnx-malformed', 'onnx-unsupported', 'onnx-dynamic', 'not-in-onnx',
  'weights-exceed-memory', 'idle-place', 'starved-memory', 'dear-cut',
]; // prettier-ignore

const severities = { error: 1, warning: 2, information: 3, hint: 4 };
const cases = ruleCases.map((one) => [one.rule, one] as const);

/** What an editor shows of a file, with marks around what is underlined. */
function shown({ file, marked }: Pick<RuleCase, 'file' | 'marked'>) {
  const document = TextDocument.create(`file:///${file}`, '', 1, unmarked(marked));
  return createLanguageService({ ruleHref: 'rules#{rule}' })
    .diagnose(document)
    .map(({ code, severity, codeDescription, range }) => {
      const [start, end] = [document.offsetAt(range.start), document.offsetAt(range.end)];
      const text = document.getText();
      const underlined = `${text.slice(0, start)}«${text.slice(start, end)}»${text.slice(end)}`;
      return { code, severity, href: codeDescription?.href, underlined };
    });
}

describe('rules in the editor', () => {
  it('have a case each', () => {
    const covered = new Set([...ruleCases.map(({ rule }) => rule), ...elsewhere]);
    expect(Object.keys(rules).filter((rule) => !covered.has(rule))).toEqual([]);
  });

  it.each(cases)('%s stands alone, at its place, with its severity and its page', (rule, one) => {
    if (!isRuleId(rule)) throw new Error(`${rule} is no rule.`);
    const severity = severities[rules[rule].severity];
    expect(shown(one)).toEqual([
      { code: rule, severity, href: `rules#${rule}`, underlined: one.marked },
    ]);
  });

  // JSON has no comments, and a comment does not silence itself.
  const silent = cases.filter(([, { file }]) => !file.endsWith('.json'));
  it.each(silent.filter(([rule]) => isAdjustable(rule) && rule !== 'unknown-rule'))(
    '%s is silenced by a comment on its line',
    (rule, { file, marked }) => {
      const line = marked.split('\n').find((text) => text.includes('«')) ?? '';
      const silenced = marked.replace(line, `# cnn-tuner-ignore ${rule}\n${line}`);
      expect(shown({ file, marked: silenced })).toEqual([]);
    },
  );
});
