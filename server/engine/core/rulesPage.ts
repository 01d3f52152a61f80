import { rules } from './rules';

/** The documentation of every rule, as Markdown with an anchor for each id: docs/rules.md. */
export function rulesPage(): string {
  const sections = Object.entries(rules).map(
    ([id, { severity, title, fix }]) => `## ${id}\n\n*${severity}.* ${title}\n\n${fix}\n`,
  );
  const intro = [
    'Every diagnostic carries the id of its rule. This page is made from the rule table (`server/engine/core/rules.ts`).',
    'The setting `cnnPipelineTuner.rules`, or `cnn-tuner check --rule ID=SEVERITY`, gives a rule another severity: `error`, `warning`, `information`, `hint`, or `off`. A comment `# cnn-tuner-ignore ID`, at the end of a line or alone on the line before, silences rules on that line; several ids are separated by commas. Rules about text that cannot be read stay as they are.',
  ].join('\n\n');
  return `# Rules\n\n${intro}\n\n${sections.join('\n')}`;
}
