import { describe, expect, it } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { FileKind } from '../../../../server/src/language/fileKind';
import {
  definitionsAt,
  highlightsAt,
  referencesAt,
} from '../../../../server/src/language/features/navigation';
import { renameAt, renameTargetAt } from '../../../../server/src/language/features/rename';
import { atCursor } from './cursor';

const uri = 'file:///a.cnn.yaml';
const text = `# c2 and width stay as they are in comments
constants: { classes: 10 }
templates:
  block:
    parameters: { width: , depth: $(2 * width) }
    layers:
      - { name: reduce, op: conv, kernel: 1, filters: $width }
      - { name: join, op: add, from: [reduce, $(reduce if depth > 1 else input)] }
layers:
  - { name: stem, op: conv, kernel: 3, filters: 16 }
  - { name: c2, use: block, repeat: 2, with: { width: $(classes if first else 8) } }
  - { name: head, op: add, from: [c2_1.reduce, c2, stem] }
outputs: [head]
`;

const definition = (marked: string, kind?: FileKind) => {
  const { analysis, offset } = atCursor(marked, kind);
  return definitionsAt(analysis, uri, offset).map(({ range: { start, end } }) => `${start.line}:${start.character}-${end.character}`); // prettier-ignore
};

/** The text after a rename, or why it is refused. */
function rename(marked: string, to: string, kind?: FileKind): string {
  const { analysis, offset, text: plain } = atCursor(marked, kind);
  const renamed = renameAt(analysis, offset, to);
  if ('refusal' in renamed) return renamed.refusal;
  return TextDocument.applyEdits(TextDocument.create(uri, '', 1, plain), renamed.edits);
}

describe('definition, references and highlights', () => {
  it('lead from a name to its declaration', () => {
    expect(definition(text.replace('c2, stem', 'c¦2, stem'))).toEqual(['10:12-14']);
    expect(definition(text.replace('use: block', 'use: bl¦ock'))).toEqual(['3:2-7']);
    expect(definition(text.replace('filters: $width', 'filters: $wid¦th'))).toEqual(['4:18-23']);
    expect(definition(text.replace('$(classes', '$(¦classes'))).toEqual(['1:13-20']);
    expect(definition(text.replace('kernel: 1', 'ker¦nel: 1'))).toEqual([]);
  });

  it('lead from a word of the language to where it gets its meaning', () => {
    const whole = `input: [3, 32, 32]\n${text.replace('[c2_1.reduce, c2, stem]', '[c2, input]')}`;
    // In a template: the uses, which say what flows in.
    expect(definition(whole.replace('else input', 'else in¦put'))).toEqual(['11:12-14']);
    expect(definition(whole.replace('[c2, input]', '[c2, ¦input]'))).toEqual(['0:0-5']);
    expect(definition(whole.replace('if first', 'if fir¦st'))).toEqual(['11:28-34']);
    // A template's layer takes the number of the copy from the use that repeats.
    const deep = whole.replace('filters: $width', 'filters: $(8 if ¦last else 4)');
    expect(definition(deep)).toEqual(['11:28-34']);
    expect(definition(deep.replace('repeat: 2, ', ''))).toEqual([]);
    expect(definition('layers: [{ name: a, op: add, from: [in¦put')).toEqual([]);
  });

  it('work in a text that is broken', () => {
    expect(definition(`${text}  - { name: x, from: [ste¦m`)).toEqual([]);
    const half = text.replace('outputs: [head]', '  - { name: x, op: , from: [ste¦m');
    expect(definition(half)).toEqual(['9:12-16']);
  });

  it('find every place, with or without the declaration', () => {
    const { analysis, offset } = atCursor(text.replace('name: reduce', 'name: red¦uce'));
    expect(referencesAt(analysis, uri, offset, true)).toHaveLength(4);
    expect(referencesAt(analysis, uri, offset, false)).toHaveLength(3);
    expect(highlightsAt(analysis, offset).map((h) => h.kind)).toEqual([3, 2, 2, 2]);
  });
});

describe('rename', () => {
  it('changes a layer, its copies and what reads it, and no comment', () => {
    expect(rename(text.replace('name: c2', 'name: c¦2'), 'c-3')).toBe(
      text
        .replace('name: c2', 'name: c-3')
        .replace('[c2_1.reduce, c2, stem]', '[c-3_1.reduce, c-3, stem]'),
    );
    expect(rename(text.replace('2_1.red', '2_1.re¦d'), 'narrow')).toBe(
      text.replaceAll('reduce', 'narrow'),
    );
  });

  it('changes templates, parameters and constants', () => {
    expect(rename(text.replace('use: block', 'use: b¦lock'), 'unit')).toBe(
      text.replaceAll('block', 'unit'),
    );
    expect(rename(text.replace('with: { width', 'with: { wi¦dth'), 'w')).toBe(
      text.replaceAll('width', 'w').replace('and w stay', 'and width stay'),
    );
    expect(rename(text.replace('{ classes', '{ cla¦sses'), 'labels')).toBe(
      text.replaceAll('classes', 'labels'),
    );
  });

  it('changes layers that a template is given as words', () => {
    const skips = `constants: { tail: join, other: relu }
templates:
  inner:
    parameters: { at: join }
    layers:
      - { name: main, op: conv, kernel: 1, filters: 8 }
      - { name: join, op: add, from: [main, $at] }
  outer:
    parameters: { skip: input, where: $skip, shape: join }
    layers:
      - { name: one, use: inner, with: { at: main } }
      - { name: two, use: inner, with: { at: "main" } }
      - { name: join, op: add, from: [one, $where], activation: $shape }
layers:
  - { name: main, op: conv, kernel: 1, filters: 8 }
  - { name: a, use: outer, with: { skip: two.main, shape: relu } }
  - { name: join, op: add, from: [a, $tail] }
`;
    expect(rename(skips.replace('- { name: main', '- { name: m¦ain'), 'first_')).toBe(
      skips
        .replace('- { name: main', '- { name: first_')
        .replace('from: [main', 'from: [first_')
        .replace('at: main', 'at: first_')
        .replace('"main"', '"first_"')
        .replace('two.main', 'two.first_'),
    );
    expect(rename(skips.replace('tail: join', 'tail: jo¦in'), 'end')).toBe(
      skips.replace('tail: join', 'tail: end').replace('{ name: join, op: add, from: [a', '{ name: end, op: add, from: [a'), // prettier-ignore
    );
    expect(rename(skips.replace('name: two', 'name: t¦wo'), 'second')).toBe(
      skips.replaceAll('two', 'second'),
    );
    expect(definition(skips.replace('at: join', 'at: jo¦in'))).toEqual(['6:16-20']);
    // The activation's word names no layer.
    expect(definition(skips.replace('shape: join', 'shape: jo¦in'))).toEqual([]);
    // A word that means layers of two templates cannot follow one of them.
    const both = skips.replace('from: [one, $where]', 'from: [one, $tail]');
    expect(rename(both.replace('tail: join', 'tail: jo¦in'), 'x')).toContain(
      'depends on the use: template outer, the network',
    );
    expect(rename(both.replace('name: a, use: outer', 'name: a¦, use: outer'), 'b')).toContain('name: b,'); // prettier-ignore
  });

  it('changes memories and places', () => {
    const platform = `memories: { hbm: { bandwidth_gb_s: 1 } }
execution_places:
  - { name: fep, count: 2, memory: hbm }
links: { between: [{ from: fep0, to: fep }] }
`;
    expect(rename(platform.replace('memory: hbm', 'memory: hbm¦'), 'ddr-4', 'platform')).toBe(
      platform.replaceAll('hbm', 'ddr-4'),
    );
    expect(rename(platform.replace('fep0', 'fe¦p0'), 'big', 'platform')).toBe(
      platform.replaceAll('fep', 'big'),
    );
  });

  const stem = text.replace('name: stem', 'name: st¦em');
  const width = text.replace('{ width: ,', '{ wid¦th: ,');
  it.each([
    [stem, 'head', 'There is already a layer “head”.'],
    [stem, 'c2_3', '“c2_3” could be confused with the copies of “c2”.'],
    [stem, 'a b', '“a b” is no name here: use letters, digits, _ and -, beginning with a letter.'],
    [stem, 'input', '“input” means what flows in.'],
    [stem, 'null', '“null” is a value in YAML and cannot be a name.'],
    [text.replace('name: c2', 'name: c2¦'), 'he', 'text'],
    [text.replace('name: reduce', 'name: ¦reduce'), 'depth', 'In an expression “depth” would mean the parameter of that name.'],
    [text.replace('name: reduce', 'name: ¦reduce'), 'a-b', '“a-b” is no name here: use letters, digits and _, beginning with a letter.'],
    [width, 'depth', 'There is already a parameter “depth” in template block.'],
    [width, 'classes', 'There is already a constant “classes”: expressions could mean either.'],
    [width, 'reduce', 'An expression reads “reduce” already, as something else.'],
    [width, 'first', '“first” has a meaning in expressions.'],
    [width, 'not', '“not” has a meaning in expressions.'],
    [text.replace('if first', 'if fi¦rst'), 'x', '“first” is a word of the language.'],
    [text.replace('c2, stem]', 'c2, ste¦]'), 'x', 'Nothing called “ste” is declared in this file.'],
    [text.replace('kernel: 3', 'ker¦nel: 3'), 'x', 'Here is no name to change.'],
  ])('%# refuses what would change the meaning', (marked, to, expected) => {
    const result = rename(marked, to);
    if (expected === 'text') expect(result).toContain(`name: ${to},`);
    else expect(result).toBe(expected);
  }); // prettier-ignore

  it('refuses a name that means different things in different uses', () => {
    const shared = `templates:
  inner: { layers: [{ name: a, op: conv, kernel: 1, filters: $de¦pth }] }
  one: { parameters: { depth: }, layers: [{ name: b, use: inner }] }
  two: { parameters: { depth: }, layers: [{ name: b, use: inner }] }
`;
    expect(rename(shared, 'x')).toContain('depends on the use: template one, template two');
    const declared = shared.replace('¦', '').replace('one: { parameters: { ', '$&¦');
    expect(rename(declared, 'x')).toContain('can mean the parameter of two');
  });

  it('shows what it would change', () => {
    const { analysis, offset } = atCursor(text.replace('c2_1.reduce', 'c2¦_1.reduce'));
    expect(renameTargetAt(analysis, offset)).toMatchObject({
      placeholder: 'c2',
      range: { start: { line: 11, character: 34 }, end: { line: 11, character: 36 } },
    });
    const nothing = atCursor(text.replace('kernel: 3', 'kernel: ¦3'));
    expect(renameTargetAt(nothing.analysis, nothing.offset)).toBeNull();
  });
});
