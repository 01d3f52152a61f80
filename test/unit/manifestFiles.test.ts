import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { client } from '../../scripts/buildExtension.mjs';
import { fileKinds } from '../../server/src/language/fileKind';
import { manifest, root, stringsOf } from './client/manifest';

const { contributes } = manifest;

const sorted = (list: readonly string[]) => [...new Set(list)].sort();

describe('files', () => {
  it('of the manifest exist', () => {
    const named = stringsOf(manifest)
      .map(([, text]) => text)
      .filter((text) => /^(?:\.\/)?(?:client|media)\/\S+$/.test(text));
    expect(named.length).toBeGreaterThan(5);
    for (const file of named) expect(existsSync(join(root, file)), file).toBe(true);
    expect(manifest.icon).toMatch(/\.png$/);
  });

  it('of the extension are those that are built', () => {
    expect(manifest.main).toBe('./dist/client.js');
    expect(Object.keys(client.entryPoints ?? {})).toContain('client');
  });
});

describe('languages', () => {
  const languages = contributes.languages.map(({ id }) => id);

  it('are those of the client and of the server', async () => {
    const { languageIds } = await import('../../client/src/ids');
    expect(sorted(languageIds)).toEqual(sorted(languages));
    expect(sorted(fileKinds.map(({ languageId }) => languageId))).toEqual(sorted(languages));
  });

  it('are told by the same names here and there', () => {
    for (const { id, filenamePatterns } of contributes.languages) {
      const ending = fileKinds.find(({ languageId }) => languageId === id)?.ending;
      for (const pattern of filenamePatterns)
        expect(pattern.replace('*', 'x')).toMatch(ending ?? /no ending/);
    }
  });

  it('are typed with two spaces, and completed with what the server knows', () => {
    const { configurationDefaults } = contributes;
    expect(Object.keys(configurationDefaults)).toEqual(languages.map((id) => `[${id}]`));
    for (const defaults of Object.values(configurationDefaults)) {
      expect(defaults).toMatchObject({
        'editor.tabSize': 2,
        'editor.insertSpaces': true,
        'editor.wordBasedSuggestions': 'off',
      });
    }
  });

  it('have a grammar each, of the scope that it says', () => {
    expect(sorted(contributes.grammars.map(({ language }) => language))).toEqual(sorted(languages));
    for (const { path, scopeName } of contributes.grammars) {
      const grammar: unknown = JSON.parse(readFileSync(join(root, path), 'utf8'));
      expect(grammar).toMatchObject({ scopeName });
    }
  });
});
