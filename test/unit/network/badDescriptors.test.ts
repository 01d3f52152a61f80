import { expect, test } from 'vitest';
import { parse } from 'yaml';
import type { Problem } from '../../../server/protocol/problem';
import { buildNetwork } from '../../../server/engine/network/buildNetwork';
import { readDescriptor } from '../../../server/engine/network/readDescriptor';

function problemsOf(yaml: string): readonly Problem[] {
  // Whether keys are unique is judged before; the parser's way takes seconds for many keys.
  const graph = readDescriptor(parse(yaml, { uniqueKeys: false }));
  if (!graph.ok) return graph.problems;
  const network = buildNetwork(graph.value);
  return [...graph.problems, ...network.problems];
}

/** A chain of `count` templates, each using the next. */
const chain = (count: number) =>
  Array.from({ length: count }, (_, i) => `  t${i}: { layers: [{ name: x, use: t${i + 1} }] }`);

const network = (layers: string, rest = '') =>
  `cnn: n\ninput: [3, 32, 32]\n${rest}\nlayers:\n${layers}`;
const conv = '  - { name: a, op: conv, kernel: 3, filters: 8 }';

interface Case {
  readonly what: string;
  readonly yaml: string;
  readonly code: string;
  readonly path: string;
  readonly says: RegExp;
}

const cases: readonly Case[] = [
  {
    what: 'nothing at all',
    yaml: '',
    code: 'wrong-type',
    path: '',
    says: /must be/,
  },
  {
    what: 'a list instead of a mapping',
    yaml: '- a',
    code: 'wrong-type',
    path: '',
    says: /mapping/,
  },
  {
    what: 'an unknown key',
    yaml: network(conv, 'constant: {}'),
    code: 'unknown-key',
    path: 'constant',
    says: /did you mean `constants`/,
  },
  {
    what: 'an unknown field of an operator',
    yaml: network('  - { name: a, op: conv, kernal: 3, filters: 8 }'),
    code: 'unknown-key',
    path: 'layers.0.kernal',
    says: /did you mean `kernel`/,
  },
  {
    what: 'a missing field',
    yaml: network('  - { name: a, op: conv, kernel: 3 }'),
    code: 'missing-key',
    path: 'layers.0',
    says: /`filters` is missing/,
  },
  {
    what: 'a wrong type',
    yaml: network('  - { name: a, op: conv, kernel: big, filters: 8 }'),
    code: 'wrong-type',
    path: 'layers.0.kernel',
    says: /whole number of at least 1, or a pair/,
  },
  {
    what: 'an unknown operator',
    yaml: network('  - { name: a, op: convv, kernel: 3, filters: 8 }'),
    code: 'unknown-operator',
    path: 'layers.0.op',
    says: /did you mean `conv`/,
  },
  {
    what: 'a layer without operator',
    yaml: network('  - { name: a }'),
    code: 'missing-key',
    path: 'layers.0',
    says: /needs `op`/,
  },
  {
    what: 'a missing template',
    yaml: network('  - { name: a, use: blok }', 'templates: { block: { layers: [] } }'),
    code: 'unknown-template',
    path: 'layers.0.use',
    says: /did you mean `block`/,
  },
  {
    what: 'a template that uses itself through another',
    yaml: network(
      '  - { name: a, use: p }',
      'templates:\n  p: { layers: [{ name: x, use: q }] }\n  q: { layers: [{ name: y, use: p }] }',
    ),
    code: 'recursive-template',
    path: 'templates.q.layers.0.use',
    says: /p → q → p/,
  },
  {
    what: 'a missing parameter',
    yaml: network(
      '  - { name: a, use: p }',
      'templates: { p: { parameters: { f: }, layers: [{ name: x, op: conv, kernel: 1, filters: $f }] } }',
    ),
    code: 'missing-parameter',
    path: 'layers.0.use',
    says: /needs a value for f/,
  },
  {
    what: 'an unknown parameter',
    yaml: network(
      '  - { name: a, use: p, with: { width: 3 } }',
      'templates: { p: { parameters: { widths: 1 }, layers: [{ name: x, op: conv, kernel: 1, filters: $widths }] } }',
    ),
    code: 'unknown-parameter',
    path: 'layers.0.with.width',
    says: /did you mean `widths`/,
  },
  {
    what: 'an unused parameter',
    yaml: network(
      `${conv}\n  - { name: b, use: p }`,
      'templates: { p: { parameters: { f: 1 }, layers: [{ name: x, op: identity }] } }',
    ),
    code: 'unused-parameter',
    path: 'templates.p.parameters.f',
    says: /no layer of template p reads/,
  },
  {
    what: 'a layer that reads itself',
    yaml: network('  - { name: a, op: conv, kernel: 3, filters: 8, from: a }'),
    code: 'unknown-layer',
    path: 'layers.0.from',
    says: /a: a layer cannot read itself/,
  },
  {
    what: 'a circle of `from`',
    yaml: network(
      '  - { name: a, op: conv, kernel: 3, filters: 8, from: b }\n  - { name: b, op: identity, from: a }',
    ),
    code: 'unknown-layer',
    path: 'layers.0.from',
    says: /a: layer “b” stands further down: a layer reads only layers above it/,
  },
  {
    what: 'a name twice',
    yaml: network(`${conv}\n${conv}`),
    code: 'duplicate-name',
    path: 'layers.1.name',
    says: /already a layer a/,
  },
  {
    what: 'division by zero',
    yaml: network('  - { name: a, op: conv, kernel: 3, filters: $(8 // 0) }'),
    code: 'expression-value',
    path: 'layers.0.filters',
    says: /division by zero/,
  },
  {
    what: 'half a number of filters',
    yaml: network('  - { name: a, op: conv, kernel: 3, filters: $(1 / 2) }'),
    code: 'wrong-type',
    path: 'layers.0.filters',
    says: /whole number/,
  },
  {
    what: 'an expression that breaks off',
    yaml: network('  - { name: a, op: conv, kernel: 3, filters: $(4 * }'),
    code: 'expression-syntax',
    path: 'layers.0.filters',
    says: /expected a number or a name/,
  },
  {
    what: 'an unknown name in an expression',
    yaml: network('  - { name: a, op: conv, kernel: 3, filters: $width }'),
    code: 'expression-value',
    path: 'layers.0.filters',
    says: /“width” is not known here/,
  },
  {
    what: 'a kernel that does not fit',
    yaml: 'cnn: n\ninput: [3, 3, 3]\nlayers:\n  - { name: a, op: conv, kernel: 7, filters: 8 }',
    code: 'shape-mismatch',
    path: 'layers.0',
    says: /kernel 7 does not fit a 3×3 input/,
  },
  {
    what: 'a sum of unequal shapes',
    yaml: network(`${conv}\n  - { name: s, op: add, from: [a, input] }`),
    code: 'shape-mismatch',
    path: 'layers.1',
    says: /8×30×30 and 3×32×32 are not equal/,
  },
  {
    what: 'matrices that do not fit each other',
    yaml: network(
      '  - { name: a, op: conv, kernel: 1, filters: 8 }\n  - { name: b, op: slice, end: 3 }\n  - { name: c, op: matmul, from: [a, b] }',
    ),
    code: 'shape-mismatch',
    path: 'layers.2',
    says: /8×32×32 and 3×32×32 do not have equally many channels/,
  },
  {
    what: 'an order that names an axis twice',
    yaml: network('  - { name: a, op: transpose, order: [0, 2, 2] }'),
    code: 'shape-mismatch',
    path: 'layers.0',
    says: /order \[0, 2, 2\] does not name each of the axes/,
  },
  {
    what: 'a problem inside a template use',
    yaml: network(
      '  - { name: a, use: p, repeat: 3 }',
      'templates: { p: { layers: [{ name: x, op: conv, kernel: 15, filters: 8 }] } }',
    ),
    code: 'shape-mismatch',
    path: 'templates.p.layers.0',
    says: /a_3\.x \(conv\): kernel 15 does not fit a 4×4 input/,
  },
  {
    what: 'a thousand million copies',
    yaml: network('  - { name: a, op: conv, kernel: 1, filters: 8, repeat: 1000000000 }'),
    code: 'too-large',
    path: 'layers.0.repeat',
    says: /1000000000 copies/,
  },
  {
    what: 'nested repeats that multiply',
    yaml: network(
      '  - { name: a, use: p, repeat: 1000 }',
      'templates: { p: { layers: [{ name: x, op: conv, kernel: 1, filters: 8, repeat: 1000 }] } }',
    ),
    code: 'too-large',
    path: 'templates.p.layers.0',
    says: /more than 20000 layers/,
  },
  {
    what: 'repeats of nothing',
    yaml: network(
      '  - { name: a, use: p, repeat: 20000 }',
      'templates:\n  p: { layers: [{ name: x, use: q, repeat: 20000 }] }\n  q: { layers: [] }',
    ),
    code: 'too-large',
    path: 'templates.p.layers.0',
    says: /more than 200000 uses/,
  },
  {
    what: 'templates nested without end',
    yaml: network(
      '  - { name: a, use: t0 }',
      ['templates:', ...chain(20_000), '  t20000: { layers: [] }'].join('\n'),
    ),
    code: 'too-large',
    path: 'templates.t31.layers.0',
    says: /nested more than 32 deep/,
  },
  {
    what: 'more inputs than any network has',
    yaml: network(
      `${conv}\n  - { name: b, use: p, repeat: 2000 }`,
      `templates: { p: { layers: [{ name: x, op: concat, from: [${Array<string>(1000).fill('input').join(', ')}] }] } }`,
    ),
    code: 'too-large',
    path: 'templates.p.layers.0',
    says: /more than 500000 inputs/,
  },
  {
    what: 'a copy that takes another layer’s name',
    yaml: network(
      `  - { name: a_2, op: conv, kernel: 3, filters: 8 }\n  - { name: a, op: identity, repeat: 3 }`,
    ),
    code: 'duplicate-name',
    path: 'layers.1.name',
    says: /already a layer a_2/,
  },
  {
    what: 'an operator that is no name',
    yaml: network('  - { name: a, op: { conv: 3 } }'),
    code: 'unknown-operator',
    path: 'layers.0.op',
    says: /no operator a mapping/,
  },
  {
    what: 'a layer left out that another reads',
    yaml: network(
      `${conv}\n  - { name: b, op: identity, when: $(1 > 2) }\n  - { name: c, op: identity, from: b }`,
    ),
    code: 'unknown-layer',
    path: 'layers.2.from',
    says: /left out here by its `when`/,
  },
  {
    what: 'a network without compute layers',
    yaml: network('  - { name: a, op: max_pool, kernel: 2 }'),
    code: 'no-layers',
    path: 'layers',
    says: /no convolution/,
  },
  {
    what: 'a layer that nobody reads',
    yaml: network(`${conv}\n  - { name: b, op: conv, kernel: 1, filters: 1, from: input }`),
    code: 'dead-layer',
    path: 'layers.0',
    says: /nothing reads what a computes/,
  },
  {
    what: 'a tensor beyond every machine',
    yaml: 'cnn: n\ninput: [1000, 1000000, 1000000]\nlayers:\n  - { name: a, op: conv, kernel: 1, filters: 8 }',
    code: 'shape-mismatch',
    path: 'layers.0',
    says: /too large/,
  },
];

test.each(cases)('$what: $code', ({ yaml, code, path, says }) => {
  const found = problemsOf(yaml).find((p) => p.code === code);
  expect(found, JSON.stringify(problemsOf(yaml))).toBeDefined();
  expect(found?.path.join('.')).toBe(path);
  expect(found?.message).toMatch(says);
});

test('expressions never reach JavaScript’s own names', () => {
  const found = problemsOf(network('  - { name: a, op: conv, kernel: 3, filters: $constructor }'));
  expect(found.map((p) => p.code)).toEqual(['expression-value']);
});
