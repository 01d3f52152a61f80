import { Ajv, type ValidateFunction } from 'ajv';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { recordedLines } from '../fixtures/replays';
import { publishedSchemas } from '../../server/engine/publishedSchemas';

const root = join(import.meta.dirname, '../..');

const compiled = (name: string): ValidateFunction =>
  new Ajv({ strict: false }).compile(publishedSchemas[name]?.() ?? false);

/** Files of a folder with their data. */
const dataIn = (folder: string): [string, unknown][] =>
  readdirSync(join(root, folder)).map((file) => [
    file,
    parse(readFileSync(join(root, folder, file), 'utf8')),
  ]);

describe('published schemas', () => {
  it.each(Object.entries(publishedSchemas))(
    '%s is made from the one that validates (mend with `npx vitest run -u`)',
    async (name, schema) => {
      const text = `${JSON.stringify(schema(), null, 2)}\n`;
      await expect(text).toMatchFileSnapshot(`../../schemas/${name}.schema.json`);
    },
  );

  it.each([
    ['network', 'networks'],
    ['platform', 'platforms'],
    ['interference', 'interference'],
  ])('accept every example of a %s', (kind, folder) => {
    const check = compiled(`cnn-${kind}`);
    for (const [file, data] of dataIn(`examples/${folder}`)) {
      expect(check(data), `${file}: ${JSON.stringify(check.errors)}`).toBe(true);
    }
  });

  it('accept every line of a replay, and no other', () => {
    const check = compiled('cnn-replay');
    for (const line of recordedLines()) expect(check(JSON.parse(line)), line).toBe(true);
    expect(check({ event: 'samples', policy: 0 })).toBe(false);
  });

  it('refuse what is misspelt, missing or negative', () => {
    const layers = [{ name: 'a', op: 'conv', kernal: 3, filters: 8 }];
    expect(compiled('cnn-network')({ cnn: 'n', input: [3, 8, 8], layers })).toBe(false);
    expect(compiled('cnn-platform')({ platform: 'p', memories: {} })).toBe(false);
    expect(compiled('cnn-interference')({ interference: 's', random: [{ period: 1 }] })).toBe(
      false,
    );
    const profile = {
      kind: 'cnn-profile',
      format: 1,
      network: 'n',
      platform: 'p',
      layers: ['a'],
      executionPlaces: ['x'],
    };
    const check = compiled('cnn-profile');
    expect(check({ ...profile, seconds: [[0.5]], note: 'measured twice' })).toBe(true);
    expect(check({ ...profile, seconds: [[-0.5]] })).toBe(false);
    expect(compiled('cnn-tuning')({ kind: 'cnn-tuning' })).toBe(false);
  });

  it('help with JSON files in the editor', () => {
    const manifest: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    expect(manifest).toMatchObject({
      contributes: {
        jsonValidation: [
          { fileMatch: '*.profile.json', url: './schemas/cnn-profile.schema.json' },
          { fileMatch: '*.tuning.json', url: './schemas/cnn-tuning.schema.json' },
          { fileMatch: '*.comparison.json', url: './schemas/cnn-comparison.schema.json' },
        ],
      },
    });
  });
});
