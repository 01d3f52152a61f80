import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { readDescriptor } from '../../server/engine/network/readDescriptor';
import { writeDescriptor } from '../../server/engine/network/writeDescriptor';
import { formatDescriptor } from '../../server/src/language/formatting/formatDescriptor';
import { parseYamlFile } from '../../server/src/language/yamlFile';
import { randomNetwork } from './randomNetwork';

const style = fc.record({
  indent: fc.integer({ min: 1, max: 6 }),
  indentSeq: fc.boolean(),
  collectionStyle: fc.constantFrom<'any' | 'block' | 'flow'>('any', 'block', 'flow'),
  flowCollectionPadding: fc.boolean(),
  lineWidth: fc.constantFrom(0, 30, 80),
});
const blanks = fc.array(fc.tuple(fc.nat(200), fc.constantFrom('', '', '# note', '   ')), {
  maxLength: 8,
});

describe('formatting any descriptor', () => {
  it('keeps its data and comments, and is done after once', () => {
    fc.assert(
      fc.property(randomNetwork, style, blanks, ({ descriptor }, options, inserted) => {
        const lines = stringify(descriptor, options).split('\n');
        for (const [at, line] of inserted) lines.splice(at % lines.length, 0, line);
        const text = lines.join('\n');
        fc.pre(parseYamlFile(text).problems.length === 0);
        const formatted = formatDescriptor(text);
        expect(formatted).not.toBeNull();
        expect(parseYamlFile(formatted ?? '').data).toEqual(parseYamlFile(text).data);
        expect(formatted?.match(/# note/g)?.length).toBe(text.match(/# note/g)?.length);
        expect(formatted).not.toMatch(/[ \t]$|\n\n\n/m);
        expect(formatDescriptor(formatted ?? '')).toBe(formatted);
      }),
      { numRuns: 200 },
    );
  });

  it('changes nothing in what the program writes', () => {
    fc.assert(
      fc.property(randomNetwork, ({ descriptor }) => {
        const graph = readDescriptor(descriptor);
        if (!graph.ok) throw new Error(graph.problems[0]?.message);
        const text = writeDescriptor(graph.value);
        expect(formatDescriptor(text)).toBe(text);
      }),
      { numRuns: 100 },
    );
  });
});
