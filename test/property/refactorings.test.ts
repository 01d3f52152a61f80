import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDescriptor } from '../../server/engine/network/readDescriptor';
import { writeDescriptor } from '../../server/engine/network/writeDescriptor';
import type { LayersResult } from '../../server/protocol/layersResult';
import { layersResult } from '../../server/engine/network/layersResult';
import { analyse } from '../../server/src/language/analysis';
import { applyEdits } from '../../server/src/language/actions/offsetEdit';
import { refactorings } from '../../server/src/language/actions/refactor/refactorings';
import { randomNetwork } from './randomNetwork';

const examples = join(import.meta.dirname, '../../examples/networks');

/** All that is computed of a network's layers, without their names. */
function figures(text: string): { layers: LayersResult['layers']; names: string[] } {
  const { network, problems } = analyse('network', text);
  if (network === null) throw new Error(problems[0]?.message);
  const { layers } = layersResult(network);
  return {
    layers: layers.map((layer) => ({ ...layer, name: '' })),
    names: layers.map(({ name }) => name),
  };
}

/** Does every refactoring that is offered on a line; gives how many there were. */
function tryAll(text: string, line: number, lines = 0): number {
  const analysis = analyse('network', text);
  const before = figures(text);
  const range = { start: { line, character: 0 }, end: { line: line + lines, character: 3 } };
  const offered = refactorings(analysis, range);
  for (const { edits, kind, title } of offered) {
    const after = figures(applyEdits(text, edits));
    expect(after.layers, title).toEqual(before.layers);
    if (kind === 'refactor.rewrite') expect(after.names).toEqual(before.names);
    const comments = (of: string) => of.match(/#/g)?.length ?? 0;
    expect(comments(applyEdits(text, edits))).toBeGreaterThanOrEqual(comments(text));
  }
  return offered.length;
}

describe('refactorings', () => {
  it.each(readdirSync(examples))('keep every layer of %s', (name) => {
    const text = readFileSync(join(examples, name), 'utf8');
    let offered = 0;
    text.split('\n').forEach((_, line) => (offered += tryAll(text, line)));
    expect(offered).toBeGreaterThan(0);
  });

  it('keep every layer of any network, whatever is selected', () => {
    let offered = 0;
    fc.assert(
      fc.property(randomNetwork, fc.nat(30), fc.nat(8), ({ descriptor }, line, lines) => {
        const graph = readDescriptor(descriptor);
        if (!graph.ok) return;
        const text = writeDescriptor(graph.value, { templates: false });
        if (analyse('network', text).network === null) return;
        offered += tryAll(text, 3 + line, lines);
        offered += tryAll(text, 3 + line);
      }),
      { numRuns: 300 },
    );
    expect(offered).toBeGreaterThan(20);
  });

  it('can be undone by their opposites', () => {
    const text = readFileSync(join(examples, 'resnet-18.cnn.yaml'), 'utf8');
    let current = text;
    // Expands and inlines whatever it finds until there are only layers left.
    for (let round = 0; round < 60; round += 1) {
      const analysis = analyse('network', current);
      const lines = current.split('\n').map((_, line) => line);
      const next = lines
        .flatMap((line) => {
          const at = { line, character: 3 };
          return refactorings(analysis, { start: at, end: at });
        })
        .find(({ kind }) => kind !== 'refactor.extract');
      if (next === undefined) break;
      current = applyEdits(current, next.edits);
    }
    expect(current.slice(current.indexOf('\nlayers:'))).not.toMatch(/use:|repeat:/);
    expect(figures(current).layers).toEqual(figures(text).layers);
  });
});
