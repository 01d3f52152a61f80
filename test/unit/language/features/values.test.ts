import { describe, expect, it } from 'vitest';
import { inlayHintsOf } from '../../../../server/src/language/features/inlayHints';
import type { FileKind } from '../../../../server/src/language/fileKind';
import type { Known } from '../../../../server/src/language/facts/known';
import { hoverAt } from '../../../../server/src/language/hover/hover';
import { atCursor, knownOf } from './cursor';

const text = `cnn: Tiny
input: [3, 32, 32]
constants: { classes: 10, twice: $(2 * classes) }
templates:
  block:
    description: A reduction and a join.
    parameters: { width: , stride: 1 }
    layers:
      - { name: reduce, op: conv, kernel: 1, filters: $width }
      - { name: join, op: add, from: [reduce, reduce], activation: relu }
layers:
  - { name: stem, op: conv, kernel: 3, padding: same, filters: 16 }
  - { name: c2, use: block, repeat: 2, with: { width: $(8 if first else 16) } }
  - { name: pool, op: max_pool, kernel: 2 }
  - name: head
    op: fully_connected
    units: $twice
`;

function hover(marked: string, kind: FileKind = 'network', known?: Known): string {
  const { analysis, offset } = atCursor(marked, kind);
  const contents = hoverAt(analysis, known ?? knownOf(analysis), offset)?.contents;
  return contents === undefined || typeof contents !== 'object' || !('value' in contents)
    ? ''
    : contents.value;
}

describe('hover over a network', () => {
  it('tells what a layer costs', () => {
    const stem = hover(text.replace('name: stem', 'name: st¦em'));
    expect(stem).toContain('**`stem`** · conv 3×3');
    expect(stem).toContain('3×32×32 → 16×32×32');
    expect(stem).toContain('| Weight | 442 k (56 % of the network) |');
    expect(stem).toContain('| MACs | 442 k |');
    expect(stem).toContain('| Parameters | 448 (1.79 kB) |');
    expect(stem).toContain('| Cut after it | 65.5 kB |');
    expect(hover(text.replace('name: pool', 'name: po¦ol'))).toContain('Runs with layer `c2_2.reduce`');
  }); // prettier-ignore

  it('has a row for each use of a layer in a template, with its values', () => {
    const reduce = hover(text.replace('name: reduce', 'name: re¦duce'));
    expect(reduce).toContain('2 uses');
    expect(reduce).toContain('| use | `filters` | shape | weight |');
    expect(reduce).toContain('| `c2_1.reduce` | 8 | 8×32×32 | 131 k |');
    expect(reduce).toContain('| `c2_2.reduce` | 16 | 16×32×32 |');
    expect(hover(text.replace('name: c2', 'name: c¦2'))).toContain(
      '| `c2_2` | 16 | 8×32×32 → 16×32×32 |',
    );
  });

  it('bounds its tables', () => {
    const many = hover(text.replace('repeat: 2', 'repeat: 50').replace('name: c2', 'name: c¦2'));
    expect(many).toContain('… and 42 more');
    expect(many.split('\n').filter((line) => line.startsWith('|'))).toHaveLength(10);
  });

  it('tells values of expressions, parameters and constants', () => {
    expect(hover(text.replace('$(8 if', '$(¦8 if'))).toContain('`$(8 if first else 16)` = **8, 16**');
    expect(hover(text.replace('$(8 if first', '$(8 if fi¦rst'))).toContain('true in the first copy');
    expect(hover(text.replace('{ width:', '{ wi¦dth:'))).toContain('| `c2_2` | 16 |');
    expect(hover(text.replace('twice: ', 'tw¦ice: '))).toContain('= **20**');
    expect(hover(text.replace('{ classes', '{ clas¦ses'))).toContain('`classes: 10`');
  }); // prettier-ignore

  it('tells what templates, operators and keys are', () => {
    const block = hover(text.replace('use: block', 'use: bl¦ock'));
    expect(block).toContain('A reduction and a join.');
    expect(block).toContain('`width:`, `stride: 1`');
    expect(block).toContain('2 uses with weight');
    expect(hover(text.replace('op: conv', 'op: co¦nv'))).toContain('2-D convolution');
    expect(hover(text.replace('padding: same', 'pad¦ding: same'))).toContain('Border added');
    expect(hover(text.replace('units:', 'un¦its:'))).toContain('Number of outputs');
    expect(hover(text.replace('with: {', 'wi¦th: {'))).toContain('template’s parameters');
    expect(hover(text.replace('input: [', 'in¦put: ['))).toContain('channels, height, width');
    expect(hover(text.replace('kernel: 3', 'kernel: ¦3'))).toBe('');
  });

  it('remembers while the text is broken', () => {
    const known = knownOf(atCursor(text).analysis);
    const broken = text.replace('layers:\n  - { name: stem', 'layers:\n  - { na\n  - { name: st¦em');
    expect(hover(broken, 'network', known)).toContain('| Weight | 442 k');
    const changed = text.replace('$(8 if first else 16)', '$(8 if fi¦rst else');
    expect(hover(changed, 'network', known)).not.toContain('8, 16');
    expect(hover(broken)).toContain('**`stem`** · conv');
    expect(hover('layers:\n  - { name: a¦, op: ')).toContain('**`a`**');
  }); // prettier-ignore

  it('shows hostile names as code', () => {
    const evil = text.replaceAll('stem', '"<img src=x>`|[a](b)"').replace('name: "<', 'name: "¦<');
    expect(hover(evil)).toContain('``<img src=x>`');
  });
});

describe('hover over a platform', () => {
  const platform = `platform: p
memories: { hbm: { bandwidth_gb_s: 200, capacity_gb: 16, shared: true } }
execution_places:
  - { name: fep, count: 2, cores: 8, clock_ghz: 3, flops_per_cycle: 32, memory: hbm }
  - { name: sep, cores: [0, 1], clock_ghz: 1, flops_per_cycle: 8, memory: hbm }
links: { between: [{ from: fep1, to: sep, bandwidth_gb_s: 1 }] }
`;
  it('tells what places and memories can do', () => {
    const place = hover(platform.replace('name: fep', 'name: f¦ep'), 'platform');
    expect(place).toContain('2 equal ones: `fep0`, `fep1`');
    expect(place).toContain('fast (FEP)');
    expect(place).toContain('| Peak | 768 GFLOP/s |');
    expect(place).toContain('| Bandwidth | 66.7 GB/s |');
    expect(hover(platform.replace('to: sep', 'to: s¦ep'), 'platform')).toContain('(0, 1)');
    expect(hover(platform.replace('fep1', 'f¦ep1'), 'platform')).toContain('**`fep1`**');
    expect(hover(platform.replace('memory: hbm', 'memory: h¦bm'), 'platform')).toContain('Each of 3');
    expect(hover(platform.replace('clock', 'cl¦ock'), 'platform')).toContain('Clock of a core');
  }); // prettier-ignore

  it('tells less where the text has errors', () => {
    const broken = platform.replace('clock_ghz: 3', 'clock_ghz: ').replace('name: fep', 'name: f¦ep');
    expect(hover(broken, 'platform')).toBe('**`fep`** · execution place');
  }); // prettier-ignore
});

describe('inlay hints', () => {
  const hints = (source: string, options = { layers: true, expressions: true }, known?: Known) => {
    const { analysis } = atCursor(source);
    const all = [0, source.length] as const;
    return inlayHintsOf(analysis, known ?? knownOf(analysis), all, options).map(
      ({ position, label }) => `${position.line}:${position.character} ${String(label)}`,
    );
  };

  it('show shapes, shares and values', () => {
    expect(hints(text)).toEqual([
      '8:62 8…16×32×32 · 17 %',
      '9:73 8…16×32×32',
      '11:67 16×32×32 · 56 %',
      '12:79 16×32×32 · 33 %',
      '13:43 16×16×16',
      '14:14 20×1×1 · 10 %',
      '2:47 = 20',
      '8:60 = 8, 16',
      '12:75 = 8, 16',
      '16:17 = 20',
    ]);
  });

  it('can be switched off, and are given for a part', () => {
    expect(hints(text, { layers: false, expressions: false })).toEqual([]);
    expect(hints(text, { layers: false, expressions: true })).toHaveLength(4);
    const { analysis } = atCursor(text);
    const from = text.indexOf('  - { name: pool');
    const part = inlayHintsOf(analysis, knownOf(analysis), [from, from + 10], { layers: true, expressions: true }); // prettier-ignore
    expect(part.map((hint) => hint.label)).toEqual(['16×16×16']);
  });

  it('stay while the text is broken', () => {
    const known = knownOf(atCursor(text).analysis);
    const broken = text.replace('  - { name: pool', '  - {\n  - { name: pool');
    expect(hints(broken, undefined, known)).toContain('14:43 16×16×16');
    expect(hints(broken)).toEqual([]);
  });
});
