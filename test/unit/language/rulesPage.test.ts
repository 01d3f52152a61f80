import { expect, test } from 'vitest';
import { rulesPage } from './rulesPage';

test('docs/rules.md is made from the rule table (mend it with `npx vitest run -u`)', async () => {
  await expect(rulesPage()).toMatchFileSnapshot('../../../docs/rules.md');
});
