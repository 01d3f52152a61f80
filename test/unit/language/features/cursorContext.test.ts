import { describe, expect, it } from 'vitest';
import { contextAt } from '../../../../server/src/language/symbols/cursorContext';
import { atCursor } from './cursor';

/** The context in one line: path, position and key, typed|rest, and what else is true. */
function at(marked: string): string | null {
  const { analysis, offset, text } = atCursor(marked);
  const found = contextAt(analysis, offset);
  if (found === null) return null;
  const rest = text.slice(offset, found.word[1]);
  const flags = (['flow', 'needsDash', 'hasColon'] as const).filter((flag) => found[flag]);
  const where = found.key === null ? found.position : `${found.position} of ${found.key}`;
  return [found.path.join('/'), where, `${found.typed}|${rest}`, ...flags].join(' ');
}

const given = (marked: string) => {
  const { analysis, offset } = atCursor(marked);
  return Object.fromEntries(contextAt(analysis, offset)?.given ?? []);
};

describe('the place of a caret', () => {
  it.each([
    ['', ' key |'],
    ['la¦', ' key la|'],
    ['cnn: A\nla¦\nlayers: []', ' key la|'],
    ['cnn: A\n¦\nlayers: []', ' key |'],
    ['cnn: A\nprecision: ¦', ' value of precision |'],
    ['cnn: A\nprecision: fl¦oat # why', ' value of precision fl|oat'],
    ['layers:\n  - { name: a, op: ¦', 'layers/0 value of op | flow'],
    ['layers:\n  - { name: a, op:¦ }', 'layers/0 value of op | flow'],
    ['layers:\n  - { na¦me: a }', 'layers/0 key na|me flow hasColon'],
    ['layers:\n  - { name: a, op: conv, ¦ }', 'layers/0 key | flow'],
    ['layers:\n  - { name: a, op: conv, ke¦\n  - { name: b }', 'layers/0 key ke| flow'],
    ['layers:\n  - { name: a }\n  - { name: b, from: [a, ¦\nouts', 'layers/1/from item | flow'],
    ['layers:\n  - { name: b, from: [a¦] }', 'layers/0/from item a| flow'],
    ['layers:\n  - { name: a }\n  - ¦', 'layers item |'],
    ['layers:\n  - { name: a }\n  - na¦', 'layers item na|'],
    ['layers:\n  - { name: a }\n  ¦', 'layers item | needsDash'],
    ['layers:\n  ¦', ' value of layers |'],
    ['layers:\n  - name: a\n    ¦', 'layers/0 key |'],
    ['layers:\n  - name: a\n    op: co¦', 'layers/0 value of op co|'],
    ['layers:\n  - name: a\n    op: ¦\n  - name: b', 'layers/0 value of op |'],
    ['layers:\n  - name: a\n    ke¦\n  - name: b', 'layers/0 key ke|'],
    ['layers:\n- name: a\n- name: b\n  from: ¦', 'layers/1 value of from |'],
    ['layers:\n  - name: a\n    with:\n      wi¦', 'layers/0 value of with wi|'],
    ['layers:\n  - name: a\n    with:\n      width: ¦', 'layers/0/with value of width |'],
    ['layers:\n  - { name: a, with: { w: $(2 * fi¦ } }', 'layers/0/with value of w $(2 * fi| flow'],
    ['layers:\n  - { name: a,\n      op: ¦ }', 'layers/0 value of op | flow'],
    ['layers:\n  - { name: a,\n¦', ' key |'],
    ['templates:\n  t:\n    parameters: { a: , ¦ }', 'templates/t/parameters key | flow'],
    ['templates:\n  t:\n    layers:\n      - { name: x, op: ¦ }\nlayers: []', 'templates/t/layers/0 value of op | flow'],
    ['cnn: "A¦"', ' value of cnn A|'],
    ['{ "cnn": "A", "la¦" }', ' key la| flow'],
  ])('%j is %s', (marked, expected) => expect(at(marked)).toBe(expected)); // prettier-ignore

  it.each([
    'cnn: A # ¦',
    '# ¦',
    'cnn: A ¦',
    'layers:\n  - { name: a } ¦',
    'layers:\n  - { name: a ¦ }',
    'templates:\n  t:\n    description: |\n      text: ¦\n',
    'layers:\n  - name: a\n    op: conv ¦',
  ])('%j is nowhere', (marked) => expect(at(marked)).toBeNull());

  it('knows the keys before and behind it', () => {
    expect(given('layers:\n  - { name: a, ¦, op: conv }')).toEqual({ name: 'a', op: 'conv' });
    expect(given('layers:\n  - name: a\n    k¦\n    op: conv\n')).toEqual({
      name: 'a',
      op: 'conv',
    });
    expect(given('layers:\n  - { op: conv, ke¦')).toEqual({ op: 'conv' });
    expect(given('cnn: A\n¦\nlayers: []')).toEqual({ cnn: 'A', layers: '' });
  });

  it('takes a long text in its stride', () => {
    const { analysis } = atCursor(`cnn: ${' '.repeat(300_000)}${'{'.repeat(50)}`);
    expect(() => contextAt(analysis, 200_000)).not.toThrow();
  });
});
