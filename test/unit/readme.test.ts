import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const readme = read('README.md');

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string }[];
    readonly configuration: {
      readonly properties: Readonly<Record<string, { readonly default: unknown }>>;
    };
  };
}

const manifest = JSON.parse(read('package.json')) as Manifest;
const { properties } = manifest.contributes.configuration;

describe('README.md', () => {
  it('has a row for each setting, with its default, and for no other', () => {
    const rows = [...readme.matchAll(/^\| `(cnnPipelineTuner\.[\w.]+)` \| (.*?) \|/gm)];
    const shown = (value: unknown) =>
      value === true ? 'on' : value === null ? 'none' : typeof value === 'number' ? String(value) : `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``; // prettier-ignore
    expect(Object.fromEntries(rows.map(([, name, value]) => [name, value]))).toEqual(
      Object.fromEntries(Object.entries(properties).map(([name, { default: value }]) => [name, shown(value)])),
    ); // prettier-ignore
  });

  it('names commands as the palette does', () => {
    const strings = JSON.parse(read('package.nls.json')) as Record<string, string>;
    const titles = manifest.contributes.commands.map(({ title }) => strings[title.slice(1, -1)]);
    const table = /\| command \| does \|\n\|---\|---\|\n((?:\|.*\n)+)/.exec(readme)?.[1] ?? '';
    const named = [...table.matchAll(/^\| (.*?) \|/gm)].flatMap(([, cell = '']) =>
      cell.split(', '),
    );
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((name) => !titles.includes(name))).toEqual([]);
  });

  it('leads to files that there are', () => {
    const links = [...readme.matchAll(/\]\(([^)#]+)/g)].map(([, path = '']) => path);
    expect(links.length).toBeGreaterThan(5);
    const missing = links.filter((path) => !/^https:/.test(path) && !existsSync(join(root, path)));
    expect(missing).toEqual([]);
  });
});
