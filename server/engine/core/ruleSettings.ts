import type { Problem, RuleSetting, RuleSettings } from '../../protocol/problem';
import { isRuleId, type RuleId } from './rules';

/** What a rule can be set to. */
export const ruleSettings: readonly RuleSetting[] = [
  'error',
  'warning',
  'information',
  'hint',
  'off',
];

/** Where a file cannot even be read there is nothing to weigh: these stay as they are. */
const fixed: ReadonlySet<RuleId> = new Set([
  'unreadable',
  'unknown-file',
  'json-syntax',
  'yaml-syntax',
  'not-text',
  'too-large',
  'empty-file',
]);

/** True for a rule whose severity can be set and that comments can silence. */
export function isAdjustable(id: string): boolean {
  return isRuleId(id) && !fixed.has(id);
}

/** The settings of rules in whatever a person wrote: entries that mean nothing are left out. */
export function readRuleSettings(value: unknown): RuleSettings {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(
    Object.entries(value).flatMap(([id, wanted]) => {
      const setting = ruleSettings.find((known) => known === wanted);
      return setting === undefined || !isAdjustable(id) ? [] : [[id, setting]];
    }),
  );
}

/** Problems with the severities that a person has set, without those of rules that are off. */
export function applyRuleSettings<P extends Problem>(
  problems: readonly P[],
  settings: RuleSettings,
): readonly P[] {
  if (Object.keys(settings).length === 0) return problems;
  return problems.flatMap((found) => {
    const { code } = found;
    const setting =
      isAdjustable(code) && Object.hasOwn(settings, code) ? settings[code] : undefined;
    if (setting === undefined) return [found];
    return setting === 'off' ? [] : [{ ...found, severity: setting }];
  });
}
