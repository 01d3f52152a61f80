import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildNetwork } from '../../server/engine/network/buildNetwork';
import { readDescriptor } from '../../server/engine/network/readDescriptor';
import type { Problem } from '../../server/protocol/problem';

describe('a hostile descriptor', () => {
  /** True where the path leads to something, its last step apart: a key may be missing. */
  function leadsSomewhere(data: unknown, { path }: Problem): boolean {
    let value: unknown = data;
    for (const part of path.slice(0, -1)) {
      if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return false;
      value = (value as Record<string | number, unknown>)[part];
    }
    return true;
  }

  function judge(data: unknown): void {
    const graph = readDescriptor(data);
    const result = graph.ok ? buildNetwork(graph.value) : graph;
    if (!result.ok) expect(result.problems.some((p) => p.severity === 'error')).toBe(true);
    for (const found of [...graph.problems, ...result.problems]) {
      expect(found.message).not.toBe('');
      expect(leadsSomewhere(data, found)).toBe(true);
    }
  }

  it('is judged and never throws', () => {
    fc.assert(fc.property(fc.anything(), judge), { numRuns: 500 });
    fc.assert(
      fc.property(
        fc.record({
          cnn: fc.anything(),
          input: fc.anything(),
          templates: fc.anything(),
          layers: fc.anything(),
          outputs: fc.anything(),
        }),
        judge,
      ),
      { numRuns: 500 },
    );
  });

  const sound = {
    cnn: 'x',
    input: [3, 16, 16],
    constants: { classes: 10, kind: 'relu' },
    templates: {
      block: {
        parameters: { filters: null, stride: 1 },
        layers: [
          { name: 'a', op: 'conv', kernel: [3, 1], padding: 'same', filters: '$filters', stride: '$stride' },
          { name: 'b', op: 'conv', kernel: 1, filters: '$filters', stride: '$stride', from: 'input', when: '$(stride > 1)' },
          { name: 'c', op: 'add', from: ['a', '$(b if stride > 1 else a)'], activation: '$kind' },
        ],
      },
      outer: { layers: [{ name: 'x', use: 'block', repeat: 2, with: { filters: '$(4 * (1 + index))' } }] },
    },
    layers: [
      { name: 'stem', op: 'conv', kernel: 3, filters: 8 },
      { name: 'u', use: 'block', repeat: 3, with: { filters: 8, stride: '$(2 if last else 1)' } },
      { name: 'v', use: 'outer' },
      { name: 'gap', op: 'global_average_pool' },
      { name: 'fc', op: 'fully_connected', units: '$classes' },
    ],
    outputs: ['fc', 'v'],
  }; // prettier-ignore

  const places = pathsOf(sound);

  it('is judged with any one value of a sound descriptor replaced', () => {
    expect(readDescriptor(sound).problems).toEqual([]);
    const strange: readonly unknown[] = [
      'input', '', '$', '$(', '$x', '$(1/0)', '$index', 'block', 'outer', 'u_1', 'u_1.a', '__proto__',
      1e9, -1, 0.5, NaN, Infinity, true, null, [], {}, Object.create(null), [Object.create(null)],
    ]; // prettier-ignore
    for (const path of places) for (const value of strange) judge(replaced(sound, path, value));
  });

  it('is judged with one value replaced by anything', () => {
    fc.assert(
      fc.property(fc.constantFrom(...places), fc.anything(), (path, value) => {
        judge(replaced(sound, path, value));
      }),
      { numRuns: 2000 },
    );
  });

  it('is refused where templates lead through each other without end', () => {
    const count = 20_000;
    const templates = Object.fromEntries(
      Array.from({ length: count }, (_, i) => [
        `t${i}`,
        { layers: [{ name: 'next', use: `t${Math.min(i + 1, count - 1)}` }] },
      ]),
    );
    const result = readDescriptor({ ...sound, templates, layers: [{ name: 'u', use: 't0' }] });
    expect(result.ok).toBe(false);
  });

  it('is refused at once where repeats multiply', () => {
    const inner = (use: string) => ({ layers: [{ name: 'n', use, repeat: 20_000 }] });
    const templates = { a: inner('b'), b: inner('c'), c: { layers: [] } };
    const result = readDescriptor({ ...sound, templates, layers: [{ name: 'u', use: 'a' }] });
    expect(result.problems.map((p) => p.code)).toContain('too-large');
    expect(result.ok).toBe(false);
  });
});

type Path = readonly (string | number)[];

function pathsOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  const keys = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
  const inner = keys.flatMap((key) =>
    pathsOf((value as Record<string | number, unknown>)[key], [...path, key]),
  );
  return [path, ...inner];
}

function replaced(value: unknown, path: Path, by: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return by;
  if (Array.isArray(value)) {
    return value.map((item: unknown, i) => (i === key ? replaced(item, rest, by) : item));
  }
  const mapping = value as Record<string, unknown>;
  return { ...mapping, [key]: replaced(mapping[key], rest, by) };
}
