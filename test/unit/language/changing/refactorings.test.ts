import { describe, expect, it } from 'vitest';
import { actionsAt } from './actionsAt';

const head = 'cnn: x\ninput: [3, 32, 32]\n';
const stem = '  - { name: stem, op: conv, kernel: 3, padding: same, filters: 16 }\n';
const titles = (marked: string) => actionsAt(marked).actions.map(({ title }) => title);

describe('expanding a repeat', () => {
  it('writes every copy under its own name and leads references to the last one', () => {
    const before = `${head}outputs: [join]\nlayers:\n${stem}  # three of them
  - { name: c, op: conv, ¦repeat: 3, kernel: 3, padding: same, filters: 16, from: stem } # why
  - { name: join, op: add, from: [c, c_2, stem] }\n`;
    expect(actionsAt(before).after('Expand `c` into its 3 copies'))
      .toBe(`${head}outputs: [join]\nlayers:\n${stem}  # three of them
  - { name: c_1, op: conv, kernel: 3, padding: same, filters: 16, from: stem } # why
  - { name: c_2, op: conv, kernel: 3, padding: same, filters: 16 }
  - { name: c_3, op: conv, kernel: 3, padding: same, filters: 16 }
  - { name: join, op: add, from: [c_3, c_2, stem] }\n`);
  });

  it('works out what depends on the copy', () => {
    const before = `${head}layers:
  - name: ¦c
    op: conv
    repeat: 2
    kernel: 3
    padding: same
    filters: $(8 * (index + 1))
    stride: $(2 if first else 1)\n`;
    expect(actionsAt(before).after('Expand')).toBe(`${head}layers:
  - name: c_1
    op: conv
    kernel: 3
    padding: same
    filters: 8
    stride: 2
  - name: c_2
    op: conv
    kernel: 3
    padding: same
    filters: 16
    stride: 1\n`);
  });

  it('takes the number from a constant', () => {
    const before = `${head}constants: { n: 2 }\nlayers:\n${stem}  - { name: ¦c, op: conv, repeat: $n, kernel: 1, filters: $(n * 4) }\n`;
    expect(actionsAt(before).after('Expand')).toContain(
      '  - { name: c_1, op: conv, kernel: 1, filters: $(n * 4) }\n  - { name: c_2,',
    );
  });

  it('is not offered where the template asks which copy it is', () => {
    const text = (filters: string) => `${head}templates:
  t:
    layers:
      - { name: a, op: conv, kernel: 1, filters: ${filters} }
layers:\n  - { name: ¦c, use: t, repeat: 2 }\n`;
    expect(titles(text('$(4 if first else 8)'))).toEqual([]);
    expect(titles(text('8'))).toEqual(['Expand `c` into its 2 copies']);
  });
});

describe('inlining a template', () => {
  const template = `templates:
  block:
    parameters: { width: , stride: 1, project: false, wide: $(4 * width), act: relu }
    layers:
      # the narrow one
      - { name: reduce, op: conv, kernel: 1, filters: $width, activation: $act }
      - { name: expand, op: conv, kernel: 1, filters: $wide, stride: $stride }
      - { name: shortcut, op: conv, kernel: 1, filters: $(4 * width), stride: $stride, from: input, when: $project }
      - name: join
        op: add
        from: [expand, $(shortcut if project else input)]
`;

  it('writes its layers out, with what the use gives', () => {
    const before = `${head}outputs: [b, b.reduce]\n${template}layers:\n${stem}  - { name: b, ¦use: block, with: { width: 4, project: true } } # first
  - { name: last, op: add, from: [b, b.expand] }\n`;
    expect(actionsAt(before).after('Inline template `block`'))
      .toBe(`${head}outputs: [b_join, b_reduce]\n${template}layers:\n${stem}  # first
  # the narrow one
  - { name: b_reduce, op: conv, kernel: 1, filters: 4, activation: relu }
  - { name: b_expand, op: conv, kernel: 1, filters: 16, stride: 1 }
  - { name: b_shortcut, op: conv, kernel: 1, filters: 16, stride: 1, from: stem }
  - name: b_join
    op: add
    from: [b_expand, b_shortcut]
  - { name: last, op: add, from: [b_join, b_expand] }\n`);
  });

  it('leaves out what the use leaves out, and reads what the use reads', () => {
    const before = `${head}${template}layers:\n${stem}  - { name: other, op: conv, kernel: 1, filters: 16, from: input }
  - { name: b, use: block, with: { width: 4 }, from: ¦stem }
  - { name: last, op: add, from: [b, other] }\n`;
    const after = actionsAt(before).after('Inline');
    expect(after).toContain(
      '  - { name: b_reduce, from: stem, op: conv, kernel: 1, filters: 4, activation: relu }\n',
    );
    expect(after).not.toContain('b_shortcut');
    expect(after).toContain('    from: [b_expand, stem]\n');
    expect(after).toContain('from: [b_join, other]');
  });

  it('takes names that are free', () => {
    const before = `${head}${template}layers:\n${stem}  - { name: b_reduce, op: identity }\n  - { name: ¦b, use: block, with: { width: 4 } }\n`;
    expect(actionsAt(before).after('Inline')).toContain('name: b_reduce_2,');
  });

  it('works within another template', () => {
    const before = `${head}templates:
  inner:
    parameters: { n: }
    layers:
      - { name: a, op: conv, kernel: 1, filters: $n }
  outer:
    parameters: { m: }
    layers:
      - { name: ¦i, use: inner, with: { n: $(2 * m) } }
layers:
  - { name: o, use: outer, with: { m: 4 } }\n`;
    expect(actionsAt(before).after('Inline')).toContain(
      '      - { name: i_a, op: conv, kernel: 1, filters: $(2 * m) }\n',
    );
  });

  it('is not offered for a use with copies or a condition', () => {
    const use = (more: string) =>
      `${head}${template}layers:\n${stem}  - { name: ¦b, use: block, with: { width: 4 }, ${more} }\n  - { name: end, op: softmax }\n`;
    expect(titles(use('when: true')).join()).not.toContain('Inline');
    expect(titles(use('repeat: 1')).join()).not.toContain('Inline');
  });
});

describe('extracting repeated layers', () => {
  it('makes one use of equal copies', () => {
    const before = `${head}layers:\n${stem}  # pairs
  - { name: b1_a, op: conv, kernel: 3, padding: same, filters: 16 } # a
  - { name: b1_join, op: add, from: [b1_a, stem] }
  - { name: b2_a, op: conv, kernel: 3, padding: same, filters: 16 }
  - { name: ¦b2_join, op: add, from: [b2_a, b1_join] }
  - { name: b3_a, op: conv, kernel: 3, padding: same, filters: 16 }
  - { name: b3_join, op: add, from: [b3_a, b2_join] }
  - { name: end, op: concat, from: [b3_join, b1_join, b2_a] }\n`;
    expect(actionsAt(before).after('Extract 3 × 2 layers')).toBe(`${head}templates:
  block:
    layers:
      - { name: a, op: conv, kernel: 3, padding: same, filters: 16 } # a
      - { name: join, op: add, from: [a, input] }
layers:\n${stem}  # pairs
  - { name: block, use: block, repeat: 3 }
  - { name: end, op: concat, from: [block, block_1, block_2.a] }\n`);
  });

  it('makes parameters of what differs', () => {
    const layer = (name: string, filters: number, stride: number) =>
      `  - { name: ${name}_x, op: conv, kernel: 1, filters: ${filters}, stride: ${stride} }\n  - { name: ${name}_y, op: conv, kernel: 3, padding: 1, filters: ${filters}, activation: relu }\n`;
    const before = `${head}templates:
  other:
    layers:
      - { name: z, op: softmax }
layers:\n¦${layer('a', 8, 1)}${layer('b', 16, 2)}${layer('c', 32, 1)}¦  - { name: o, use: other }\n`;
    expect(actionsAt(before).after('Extract 3 × 2 layers')).toBe(`${head}templates:
  other:
    layers:
      - { name: z, op: softmax }
  block:
    parameters: { filters: , stride: }
    layers:
      - { name: x, op: conv, kernel: 1, filters: $filters, stride: $stride }
      - { name: y, op: conv, kernel: 3, padding: 1, filters: $filters, activation: relu }
layers:
  - { name: block1, use: block, with: { filters: 8, stride: 1 } }
  - { name: block2, use: block, with: { filters: 16, stride: 2 } }
  - { name: block3, use: block, with: { filters: 32, stride: 1 } }
  - { name: o, use: other }\n`);
  });

  it('repeats where only the first copy differs', () => {
    const layer = (name: string, stride: number) =>
      `  - { name: ${name}1, op: conv, kernel: 3, padding: 1, filters: 8, stride: ${stride} }\n  - { name: ${name}2, op: batch_norm }\n`;
    const before = `${head}layers:\n${stem}¦${layer('a', 2)}${layer('b', 1)}${layer('c', 1)}`;
    expect(actionsAt(before).after('Extract')).toContain(
      '  - { name: block, use: block, repeat: 3, with: { stride: $(2 if first else 1) } }\n',
    );
  });

  it('takes a selection that is not repeated', () => {
    const before = `${head}layers:\n${stem}  - { name: p_¦a, op: conv, kernel: 1, filters: 4, from: stem }
  - { name: p_b, op: conv, kernel: 1, filters: 16 }
  - { name: p_c, op: add, from: [p_b, stem]¦ }
  - { name: end, op: softmax, from: p_c }\n`;
    expect(actionsAt(before).after('Extract 3 layers')).toBe(`${head}templates:
  block:
    layers:
      - { name: a, op: conv, kernel: 1, filters: 4 }
      - { name: b, op: conv, kernel: 1, filters: 16 }
      - { name: c, op: add, from: [b, input] }
layers:\n${stem}  - { name: block, use: block, from: stem }
  - { name: end, op: softmax, from: block }\n`);
  });

  it('is not offered for layers that read what a template cannot name', () => {
    const before = `${head}layers:\n${stem}  - { name: ¦a, op: conv, kernel: 1, filters: 16 }
  - { name: b, op: add, from: [a, input] }
  - { name: c, op: add, from: [b, stem]¦ }\n`;
    expect(titles(before)).toEqual([]);
  });

  it('is offered for no text with errors, and for none without lines', () => {
    const line = '  - { name: a1, op: conv, kernel: 1, filters: 4 }\n';
    expect(titles(`${head}layers:\n${line}¦${line}${line}${line}`).join()).not.toContain('Extract');
    expect(
      titles(`${head}layers: [{ name: a, op: conv, kernel: 1, ¦filters: 4, repeat: 2 }]\n`),
    ).not.toContain('Expand `a` into its 2 copies');
  });
});
