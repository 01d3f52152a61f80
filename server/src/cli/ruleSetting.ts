import { InvalidArgumentError } from 'commander';
import { orNames } from '../../engine/core/didYouMean';
import { rules } from '../../engine/core/rules';
import { isAdjustable, ruleSettings } from '../../engine/core/ruleSettings';
import type { RuleSettings } from '../../protocol/problem';

/** Reads one `--rule ID=SEVERITY` and adds it to those before. */
export function ruleSetting(text: string, before: RuleSettings = {}): RuleSettings {
  const equals = text.indexOf('=');
  const id = text.slice(0, Math.max(0, equals));
  const wanted = text.slice(equals + 1);
  const setting = ruleSettings.find((known) => known === wanted);
  if (equals < 0 || setting === undefined) {
    throw new InvalidArgumentError(`It must be ID=${ruleSettings.join('|')}.`);
  }
  if (!Object.hasOwn(rules, id)) {
    const advice = orNames(id, Object.keys(rules).filter(isAdjustable));
    throw new InvalidArgumentError(`There is no rule \`${id}\`: ${advice}`);
  }
  if (!isAdjustable(id)) {
    throw new InvalidArgumentError(`Rule \`${id}\` is about text that cannot be read: it stays.`);
  }
  return { ...before, [id]: setting };
}
