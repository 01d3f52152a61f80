import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Result } from '../../server/engine/core/result';
import type { Graph } from '../../server/engine/network/graph';
import { readDescriptor } from '../../server/engine/network/readDescriptor';

/** When a layer of the template exists: the field, and what it means in one copy. */
const conditions = {
  always: { when: undefined, holds: () => true },
  never: { when: false, holds: () => false },
  first: { when: '$first', holds: (index: number) => index === 0 },
  last: { when: '$last', holds: (index: number, copies: number) => index === copies - 1 },
  odd: { when: '$(index % 2 == 1)', holds: (index: number) => index % 2 === 1 },
} as const;

interface Step {
  readonly condition: keyof typeof conditions;
  readonly joins: boolean;
  readonly filters: number;
  /** Picks a source among the layers that are always there; 0 is what flows in. */
  readonly pick: number;
}

const steps = fc.array(
  fc.record<Step>({
    condition: fc.constantFrom('always', 'never', 'first', 'last', 'odd'),
    joins: fc.boolean(),
    filters: fc.integer({ min: 1, max: 9 }),
    pick: fc.nat(5),
  }),
  { minLength: 1, maxLength: 6 },
);

/** Step that a step reads; undefined for what flows into the template. */
function sourceOf(all: readonly Step[], index: number): number | undefined {
  const { pick } = all[index] ?? { pick: 0 };
  const earlier = all.flatMap((s, i) => (i < index && s.condition === 'always' ? [i] : []));
  return pick === 0 ? undefined : earlier[pick % Math.max(1, earlier.length)];
}

function layer({ joins, filters }: Step, name: string, source: string): object {
  return joins
    ? { name, op: 'add', from: [source, source] }
    : { name, op: 'conv', kernel: 1, filters, from: source };
}

function asTemplate(all: readonly Step[]): object[] {
  return all.map((step, i) => {
    const source = sourceOf(all, i);
    const { when } = conditions[step.condition];
    return {
      ...layer(step, `s${i}`, source === undefined ? 'input' : `s${source}`),
      ...(when !== undefined && { when }),
    };
  });
}

function writtenOut(all: readonly Step[], copies: number): object[] {
  const layers: object[] = [];
  let flow = 'stem';
  for (let copy = 0; copy < copies; copy += 1) {
    const input = flow;
    all.forEach((step, i) => {
      if (!conditions[step.condition].holds(copy, copies)) return;
      const source = sourceOf(all, i);
      const name = `u_${copy + 1}__s${i}`;
      layers.push(layer(step, name, source === undefined ? input : `u_${copy + 1}__s${source}`));
      flow = name;
    });
  }
  return layers;
}

/** All of a graph but where its operators are declared. */
function essence(result: Result<Graph>): unknown {
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  const { nodes, outputs } = result.value;
  const plain = nodes.map(({ name, op, inputs, attributes }) => ({
    name: name.replace('.', '__'),
    op,
    inputs,
    attributes,
  }));
  return { nodes: plain, outputs };
}

describe('a template', () => {
  it('means its layers written out, copy after copy', () => {
    const stem = { name: 'stem', op: 'conv', kernel: 1, filters: 3 };
    fc.assert(
      fc.property(steps, fc.integer({ min: 1, max: 4 }), (all, copies) => {
        const shared = { cnn: 'x', input: [1, 8, 8] };
        const used = readDescriptor({
          ...shared,
          templates: { t: { layers: asTemplate(all) } },
          layers: [stem, { name: 'u', use: 't', repeat: copies }],
        });
        const written = readDescriptor({ ...shared, layers: [stem, ...writtenOut(all, copies)] });
        expect(essence(used)).toEqual(essence(written));
      }),
    );
  });
});
