import { rules } from './rules';

/** The documentation of every rule, as Markdown with an anchor for each id: docs/rules.md. */
export function rulesPage(): string {
  const sections = Object.entries(rules).map(
    ([id, { severity, title, fix }]) => `## ${id}\n\n*${severity}.* ${title}\n\n${fix}\n`,
  );
  const intro =
    'Every diagnostic carries the id of its rule. This page is made from the rule table (`server/engine/core/rules.ts`).';
  return `# Rules\n\n${intro}\n\n${sections.join('\n')}`;
}
