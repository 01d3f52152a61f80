import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const architecture = readFileSync(join(root, 'docs/architecture.md'), 'utf8');
const made = ['node_modules', 'dist', 'coverage'];

/** Folders of the project below one, those of tests that lie as the sources do left out. */
function foldersBelow(path: string): string[] {
  const entries = readdirSync(join(root, path), { withFileTypes: true });
  return entries.flatMap((entry) => {
    const hidden = entry.name.startsWith('.') && entry.name !== '.ci';
    if (!entry.isDirectory() || hidden || made.includes(entry.name)) return [];
    const folder = path === '' ? entry.name : `${path}/${entry.name}`;
    return folder === 'test/unit' ? [folder] : [folder, ...foldersBelow(folder)];
  });
}

/** Folders that the list names, by its indents; some lines name several. */
function listedFolders(): string[] {
  const [, list = ''] = /## Folders[^]*?```text\n([^]*?)```/.exec(architecture) ?? [];
  const above: string[] = [];
  return list.split('\n').flatMap((line) => {
    const depth = (/^ */.exec(line)?.[0].length ?? 0) / 2;
    const names = line.trim().split(/ {2,}/)[0]?.split(' ') ?? [];
    return names.filter(Boolean).map((name) => {
      above.splice(depth, Infinity, name.replace(/\/$/, ''));
      return above.join('/');
    });
  });
}

it('docs/architecture.md names every folder, and no other', () => {
  expect(listedFolders().sort()).toEqual(foldersBelow('').sort());
});
