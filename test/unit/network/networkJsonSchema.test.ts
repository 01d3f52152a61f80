import { Ajv } from 'ajv';
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { networkJsonSchema } from '../../../server/engine/network/networkJsonSchema';

const folder = new URL('../../../examples/networks/', import.meta.url);

test('the published schema is made from the one that validates (mend with `npx vitest run -u`)', async () => {
  const text = `${JSON.stringify(networkJsonSchema(), null, 2)}\n`;
  await expect(text).toMatchFileSnapshot('../../../schemas/cnn-network.schema.json');
});

test('the published schema accepts every example and refuses a misspelt field', () => {
  const check = new Ajv({ strict: false }).compile(networkJsonSchema());
  for (const file of readdirSync(folder)) {
    const data: unknown = parse(readFileSync(new URL(file, folder), 'utf8'));
    expect(check(data), `${file}: ${JSON.stringify(check.errors)}`).toBe(true);
  }
  const layers = [{ name: 'a', op: 'conv', kernal: 3, filters: 8 }];
  expect(check({ cnn: 'n', input: [3, 8, 8], layers })).toBe(false);
});
