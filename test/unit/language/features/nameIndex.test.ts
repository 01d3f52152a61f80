import { describe, expect, it } from 'vitest';
import { analyse } from '../../../../server/src/language/analysis';
import { occurrenceAt } from '../../../../server/src/language/symbols/nameIndex';
import { nameIndexOf } from '../../../../server/src/language/symbols/nameIndexOf';
import { atCursor, markRanges } from './cursor';

const text = `cnn: Tiny
input: [3, 32, 32]
constants: { classes: 10, twice: $(2 * classes) }
templates:
  block:
    parameters: { width: , stride: 1 }
    layers:
      - { name: reduce, op: conv, kernel: 1, filters: $width }
      - { name: join, op: add, from: [reduce, $(reduce if stride > 1 else input)] }
layers:
  - { name: stem, op: conv, kernel: 3, filters: 16 }
  - { name: c2, use: block, repeat: 2, with: { width: $(classes if first else twice) } }
  - { name: head, op: add, from: [c2_1.reduce, c2, stem] }
outputs: [head]
`;

/** The file with every name that stands for what is under the cursor in «». */
function sameThing(marked: string, kind: 'network' | 'platform' = 'network'): string[] {
  const { analysis, offset, text: plain } = atCursor(marked, kind);
  const [thing] = occurrenceAt(nameIndexOf(analysis), offset)?.things ?? [];
  const ranges = (thing?.occurrences ?? []).map((o) => o.offsets);
  return markRanges(plain, ranges).split('\n').flatMap((line, i) => (line.includes('«') ? [`${i}:${line.trim()}`] : [])); // prettier-ignore
}

describe('the name index', () => {
  it('joins a layer, its copies and what reads them', () => {
    expect(sameThing(text.replace('name: c2', 'name: c¦2'))).toEqual([
      '11:- { name: «c2», use: block, repeat: 2, with: { width: $(classes if first else twice) } }',
      '12:- { name: head, op: add, from: [«c2»_1.reduce, «c2», stem] }',
    ]);
    expect(sameThing(text.replace('2_1.re', '2_1.re¦'))).toEqual([
      '7:- { name: «reduce», op: conv, kernel: 1, filters: $width }',
      '8:- { name: join, op: add, from: [«reduce», $(«reduce» if stride > 1 else input)] }',
      '12:- { name: head, op: add, from: [c2_1.«reduce», c2, stem] }',
    ]);
    expect(sameThing(text.replace('outputs: [', 'outputs: [¦'))).toHaveLength(2);
  });

  it('joins templates, parameters and constants with their uses', () => {
    expect(sameThing(text.replace('use: block', 'use: block¦'))).toEqual([
      '4:«block»:',
      expect.stringContaining('use: «block»'),
    ]);
    expect(sameThing(text.replace('with: { width', 'with: { ¦width'))).toEqual([
      '5:parameters: { «width»: , stride: 1 }',
      expect.stringContaining('filters: $«width»'),
      expect.stringContaining('with: { «width»:'),
    ]);
    expect(sameThing(text.replace('2 * classes', '2 * cl¦asses'))).toEqual([
      '2:constants: { «classes»: 10, twice: $(2 * «classes») }',
      expect.stringContaining('$(«classes» if first'),
    ]);
  });

  it('knows the names of copies and of what flows in', () => {
    const { analysis, offset } = atCursor(text.replace('if first', 'if fi¦rst'));
    expect(occurrenceAt(nameIndexOf(analysis), offset)).toMatchObject({ role: 'builtin' });
    const inFlow = atCursor(text.replace('else input', 'else i¦nput'));
    expect(occurrenceAt(nameIndexOf(inFlow.analysis), inFlow.offset)).toMatchObject({
      role: 'builtin',
      things: [],
    });
  });

  it('finds what a name in a template means where the template is used', () => {
    const outer = `templates:
  inner: { layers: [{ name: a, op: conv, kernel: 1, filters: $depth }] }
  outer: { parameters: { de¦pth: }, layers: [{ name: b, use: inner }] }
`;
    expect(sameThing(outer)).toEqual([
      expect.stringContaining('filters: $«depth»'),
      expect.stringContaining('{ «depth»: }'),
    ]);
  });

  it('reads on where a text is broken', () => {
    const broken = text.replace('[c2_1.reduce, c2, stem] }', '[c2_1.reduce, c2, stem');
    expect(sameThing(broken.replace('name: stem', 'name: stem¦'))).toHaveLength(2);
    const half = text.replace('$(classes if first else twice) } }', '$(cl¦asses if ');
    expect(sameThing(half)).toEqual([
      expect.stringContaining('«classes»'),
      expect.stringContaining('$(«classes» if'),
    ]);
    const swallowed = 'layers:\n  - { name: a, op: add, from: [x, \n  - { name: b¦, op: conv }\n  - { name: c, from: b }\n'; // prettier-ignore
    expect(sameThing(swallowed)).toHaveLength(2);
  });

  it('finds names in quotes and in folded lines', () => {
    const folded = 'layers:\n  - { name: "a¦", op: conv }\n  - { name: b, op: add, from: ["a", $(b\n      if a else c)] }\n'; // prettier-ignore
    expect(sameThing(folded)).toEqual([
      '1:- { name: "«a»", op: conv }',
      '2:- { name: b, op: add, from: ["«a»", $(b',
      '3:if «a» else c)] }',
    ]);
  });

  it('joins memories and execution places with what names them', () => {
    const platform = `platform: p
memories: { hbm: { bandwidth_gb_s: 1 } }
execution_places:
  - { name: fep, count: 2, memory: hbm¦ }
  - { name: sep, memory: hbm }
links: { between: [{ from: fep0, to: fep1 }, { from: fep, to: sep }] }
`;
    expect(sameThing(platform, 'platform')).toHaveLength(3);
    const places = platform.replace('¦', '').replace('to: fep1', 'to: fep¦1');
    expect(sameThing(places, 'platform')).toEqual([
      expect.stringContaining('name: «fep», count'),
      expect.stringContaining('from: «fep»0, to: «fep»1 }, { from: «fep», to: sep'),
    ]);
  });

  it('is made once, and of templates that use themselves too', () => {
    const analysis = analyse('network', 'templates: { a: { layers: [{ name: x, use: a, with: { p: $q } }] } }'); // prettier-ignore
    expect(nameIndexOf(analysis)).toBe(nameIndexOf(analysis));
    expect(nameIndexOf(analysis).things.map((t) => t.name)).toEqual(['a', 'x']);
  });
});
