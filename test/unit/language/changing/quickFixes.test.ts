import { describe, expect, it } from 'vitest';
import { actionsAt } from './actionsAt';

const head = 'cnn: x\ninput: [3, 32, 32]\n';
const network = (layers: string) => `${head}layers:\n${layers}`;

describe('quick fixes of networks', () => {
  it.each<[title: string, action: string, before: string, after: string]>([
    [
      'a misspelt key',
      'Change to `filters`',
      network('  - { name: a, op: conv, kernel: 1, ¦filtrs: 8 }\n'),
      network('  - { name: a, op: conv, kernel: 1, filters: 8 }\n'),
    ],
    [
      'a misspelt operator',
      'Change to `conv`',
      network('  - { name: a, op: ¦cnov, kernel: 1, filters: 8 }\n'),
      network('  - { name: a, op: conv, kernel: 1, filters: 8 }\n'),
    ],
    [
      'a misspelt word in quotes',
      'Change to `same`',
      network('  - { name: a, op: conv, kernel: 1, filters: 8, padding: ¦"saem" }\n'),
      network('  - { name: a, op: conv, kernel: 1, filters: 8, padding: same }\n'),
    ],
    [
      'a misspelt layer',
      'Change to `stem`',
      network(
        '  - { name: stem, op: conv, kernel: 1, filters: 8 }\n  - { name: b, op: add, from: [¦stme, input] }\n',
      ),
      network(
        '  - { name: stem, op: conv, kernel: 1, filters: 8 }\n  - { name: b, op: add, from: [stem, input] }\n',
      ),
    ],
    [
      'an unknown key',
      'Remove `colour`',
      network('  - { name: a, op: conv, kernel: 1, filters: 8, ¦colour: red }\n'),
      network('  - { name: a, op: conv, kernel: 1, filters: 8 }\n'),
    ],
    [
      'an unknown key on lines of its own',
      'Remove `colour`',
      network(
        '  - name: a\n    op: conv\n    ¦colour:\n      - red\n    kernel: 1\n    filters: 8\n',
      ),
      network('  - name: a\n    op: conv\n    kernel: 1\n    filters: 8\n'),
    ],
    [
      'missing keys in flow style',
      'Add `kernel`, `filters`',
      network('  - { ¦name: a, op: conv }\n'),
      network('  - { name: a, op: conv, kernel: 3, filters: 64 }\n'),
    ],
    [
      'a missing key in block style',
      'Add `filters`',
      network('  - ¦name: a\n    op: conv\n    kernel: 1 # small\n'),
      network('  - name: a\n    op: conv\n    kernel: 1 # small\n    filters: 64\n'),
    ],
    [
      'a missing operator',
      'Add `op`',
      network('  - { ¦name: a, kernel: 1, filters: 8 }\n'),
      network('  - { name: a, kernel: 1, filters: 8, op: conv }\n'),
    ],
    [
      'a missing name of the network',
      'Add `cnn`',
      '¦input: [3, 32, 32]\nlayers:\n  - { name: a, op: conv, kernel: 1, filters: 8 }\n',
      'cnn: Network\ninput: [3, 32, 32]\nlayers:\n  - { name: a, op: conv, kernel: 1, filters: 8 }\n',
    ],
    [
      'missing layers',
      'Add `layers`',
      '¦cnn: x\ninput: [3, 32, 32]\n',
      'cnn: x\ninput: [3, 32, 32]\nlayers:\n  - { name: conv1, op: conv, kernel: 3, padding: same, filters: 64 }\n',
    ],
    [
      'a later format',
      'Set `format: 1`',
      `format: ¦3\n${network('  - { name: a, op: conv, kernel: 1, filters: 8 }\n')}`,
      `format: 1\n${network('  - { name: a, op: conv, kernel: 1, filters: 8 }\n')}`,
    ],
    [
      'a key that stands twice',
      'Remove the second',
      network('  - { name: a, op: conv, kernel: 1, filters: 8, ¦kernel: 3 }\n'),
      network('  - { name: a, op: conv, kernel: 1, filters: 8 }\n'),
    ],
    [
      'an unused constant among others',
      'Remove `b`',
      `${head}constants:\n  a: 8\n  ¦b: 2 # two\nlayers:\n  - { name: a, op: conv, kernel: 1, filters: $a }\n`,
      `${head}constants:\n  a: 8\nlayers:\n  - { name: a, op: conv, kernel: 1, filters: $a }\n`,
    ],
    [
      'the last unused constant',
      'Remove `b`',
      `${head}constants:\n  ¦b: 2\n${'layers:\n  - { name: a, op: conv, kernel: 1, filters: 8 }\n'}`,
      network('  - { name: a, op: conv, kernel: 1, filters: 8 }\n'),
    ],
    [
      'an unused template',
      'Remove `t`',
      `${head}templates:\n  ¦t:\n    layers:\n      - { name: b, op: softmax }\n${'layers:\n  - { name: a, op: conv, kernel: 1, filters: 8 }\n'}`,
      network('  - { name: a, op: conv, kernel: 1, filters: 8 }\n'),
    ],
  ])('%s', (_title, action, before, after) => {
    expect(actionsAt(before).after(action)).toBe(after);
  });

  const template = (parameters: string, uses: string) =>
    `${head}templates:\n  t:\n    parameters: ${parameters}\n    layers:\n      - { name: b, op: conv, kernel: 1, filters: $n }\nlayers:\n${uses}`;

  it('an unused parameter goes with what the uses give it', () => {
    const before = template(
      '{ n: , ¦m: 1 }',
      '  - { name: u, use: t, with: { n: 8, m: 2 } }\n  - name: v\n    use: t\n    with:\n      m: 3\n      n: 4\n',
    );
    expect(actionsAt(before).after('Remove `m`')).toBe(
      template(
        '{ n: }',
        '  - { name: u, use: t, with: { n: 8 } }\n  - name: v\n    use: t\n    with:\n      n: 4\n',
      ),
    );
  });

  it.each([
    ['  - { name: u, use: ¦t }\n', '  - { name: u, use: t, with: { n: 1 } }\n'],
    ['  - { name: u, use: ¦t, with: {} }\n', '  - { name: u, use: t, with: { n: 1 } }\n'],
    ['  - name: u\n    use: ¦t\n', '  - name: u\n    use: t\n    with: { n: 1 }\n'],
  ])('a missing parameter is given: %j', (before, after) => {
    expect(actionsAt(template('{ n: }', before)).after('Add `n`')).toBe(template('{ n: }', after));
  });

  it('offers nothing for a text without problems', () => {
    const good = network('  - { name: ¦a, op: conv, kernel: 1, filters: 8 }\n');
    expect(actionsAt(good).actions).toEqual([]);
  });

  it('offers nothing that a broken text could not take', () => {
    for (const text of ['layers: [{¦', 'cnn: ¦', '- ¦', '¦', 'a: {b: ¦*c}']) {
      expect(() =>
        actionsAt(text).actions.map(({ title }) => actionsAt(text).after(title)),
      ).not.toThrow();
    }
  });
});

describe('quick fixes of platforms', () => {
  const platform = (memory: string) =>
    `platform: p\nmemories:\n  hbm: { bandwidth_gb_s: 200 }\n${memory}execution_places:\n`;
  const place = (memory: string) =>
    `  - { name: a, cores: 1, clock_ghz: 1, flops_per_cycle: 8, memory: ${memory} }\n`;

  it('mend the name of a memory', () => {
    const fixed = actionsAt(platform('') + place('¦hmb'), { languageId: 'cnn-platform' });
    expect(fixed.after('Change to `hbm`')).toBe(platform('') + place('hbm'));
  });

  it('remove a memory that nobody uses', () => {
    const unused = platform('  ¦ddr: { bandwidth_gb_s: 25 }\n') + place('hbm');
    const fixed = actionsAt(unused, { languageId: 'cnn-platform' });
    expect(fixed.after('Remove `ddr`')).toBe(platform('') + place('hbm'));
  });

  it('add what an execution place lacks', () => {
    const text = `${platform('')}  - { ¦name: a, cores: 1 }\n`;
    expect(actionsAt(text, { languageId: 'cnn-platform' }).after('Add ')).toBe(
      `${platform('')}  - { name: a, cores: 1, clock_ghz: 2, flops_per_cycle: 16, memory: hbm }\n`,
    );
  });
});

describe('comments that silence', () => {
  const unused = (comment: string, above = '') =>
    `${head}${above}constants: { ¦b: 2 }${comment}\nlayers:\n  - { name: a, op: conv, kernel: 1, filters: 8 }\n`;
  const plain = (text: string) => text.replace('¦', '');

  it.each([
    ['', '', '  # cnn-tuner-ignore unused-constant', ''],
    ['  # cnn-tuner-ignore dead-layer', '', '  # cnn-tuner-ignore dead-layer, unused-constant', ''],
    ['  # two', '', '  # two', '# cnn-tuner-ignore unused-constant\n'],
    ['', '# cnn-tuner-ignore dead-layer\n', '', '# cnn-tuner-ignore dead-layer, unused-constant\n'],
  ])('are added to the line %j, below %j', (comment, above, newComment, newAbove) => {
    const after = actionsAt(unused(comment, above)).after('Silence `unused-constant`');
    expect(after).toBe(plain(unused(newComment, newAbove)));
    // And nothing is left to say.
    expect(actionsAt(`¦${after}`).diagnostics).toEqual([]);
  });

  it('work for every rule but those of text that cannot be read', () => {
    const broken = actionsAt('a: [¦1\n');
    expect(broken.diagnostics.map(({ code }) => code)).toContain('yaml-syntax');
    expect(broken.actions).toEqual([]);
    const unknown = network('  - { name: a, op: ¦nothing } # cnn-tuner-ignore unknown-operator\n');
    expect(actionsAt(unknown).diagnostics).toEqual([]);
    const syntax = actionsAt('a: [1 # cnn-tuner-ignore yaml-syntax¦\n');
    expect(syntax.diagnostics.map(({ code }) => code)).toContain('yaml-syntax');
  });

  it('are no comments within quotes', () => {
    const text = `cnn: "x # cnn-tuner-ignore unused-constant"\ninput: [3, 3, 3]\n`;
    expect(actionsAt(`¦${text}constants: { b: 1 }\n`).diagnostics).toHaveLength(1);
  });

  it('are told of rules that do not exist', () => {
    const found = actionsAt(unused('  # cnn-tuner-ignore unused-constants')).diagnostics;
    expect(found.map(({ code, severity }) => [code, severity])).toContainEqual(['unknown-rule', 4]);
    const fixed = actionsAt(
      `${head}# cnn-tuner-ignore ¦unused-constants\n${network('').slice(head.length)}  - { name: a, op: conv, kernel: 1, filters: 8 }\n`,
    );
    expect(fixed.after('Change to `unused-constant`')).toContain(
      'cnn-tuner-ignore unused-constant\n',
    );
  });
});

describe('fix all', () => {
  it('mends everything that has one suggestion, and nothing else', () => {
    const before = network(
      '  - { name: a, op: cnov, kernel: 1, filters: 8 }\n  - { name: b, op: conv, kernel: 1, filtrs: 8 }\n  - { name: c, op: conv, kernel: 1 }\n',
    );
    const fixed = actionsAt(`¦${before}`, { only: ['source.fixAll'] });
    expect(fixed.actions.map(({ kind }) => kind)).toEqual(['source.fixAll.cnnTuner']);
    expect(fixed.after('Mend')).toBe(before.replace('cnov', 'conv').replace('filtrs', 'filters'));
  });

  it('is not offered where there is nothing to mend', () => {
    const good = network('  - { name: a, op: conv, kernel: 1, filters: 8 }\n');
    expect(actionsAt(`¦${good}`, { only: ['source.fixAll.cnnTuner'] }).actions).toEqual([]);
    expect(actionsAt(`format: ¦2\n${good}`, { only: ['source.fixAll.cnnTuner'] }).actions).toEqual(
      [],
    );
  });
});
