import { describe, expect, it } from 'vitest';
import { TextEdit } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { completionsAt } from '../../../../server/src/language/completion/completion';
import type { FileKind } from '../../../../server/src/language/fileKind';
import { atCursor, knownOf } from './cursor';

const head = `cnn: Tiny
input: [3, 32, 32]
constants: { classes: 10 }
templates:
  block:
    parameters: { width: , stride: 1 }
    layers:
      - { name: reduce, op: conv, kernel: 1, filters: $width }
      - { name: join, op: add, from: [reduce, input] }
layers:
  - { name: stem, op: conv, kernel: 3, filters: 16 }
  - { name: c2, use: block, repeat: 2, with: { width: 8 } }
`;

const complete = (marked: string, kind: FileKind = 'network', snippets = true) => {
  const { analysis, offset } = atCursor(marked, kind);
  return completionsAt(analysis, knownOf(analysis), offset, { snippets });
};
const labels = (marked: string, kind?: FileKind) => complete(marked, kind).map((c) => c.label);

/** The text after a suggestion was taken. */
function accept(marked: string, label: string, kind?: FileKind, snippets?: boolean): string {
  const item = complete(marked, kind, snippets).find((c) => c.label === label);
  if (item?.textEdit === undefined || !TextEdit.is(item.textEdit)) return `no ${label}`;
  const document = TextDocument.create('', '', 1, marked.replace('¦', ''));
  return TextDocument.applyEdits(document, [item.textEdit]);
}

describe('completion in a layer', () => {
  it('suggests operators at the end of a broken file', () => {
    const items = complete(`${head}  - { name: a, op: `);
    expect(items.map((c) => c.label)).toContain('conv');
    expect(items.find((c) => c.label === 'conv')).toMatchObject({
      documentation: { value: expect.stringContaining('**`kernel`**') as string },
    });
    expect(accept(`${head}  - { name: a, op: co¦`, 'conv')).toBe(`${head}  - { name: a, op: conv`);
    expect(accept(`${head}  - { name: a, op:¦ }`, 'conv')).toBe(`${head}  - { name: a, op: conv }`);
  });

  it('suggests the fields of the operator that are not given, required ones first', () => {
    const found = labels(`${head}  - { name: a, op: conv, stride: 2, ¦ }`);
    expect(found.slice(0, 2)).toEqual(['kernel', 'filters']);
    expect(found).toContain('activation');
    expect(found).not.toContain('stride');
    expect(found).not.toContain('units');
    expect(found).not.toContain('use');
    expect(labels(`${head}  - name: a\n    ¦\n    op: max_pool`)).toEqual(
      expect.arrayContaining(['kernel', 'ceil']),
    );
    expect(labels(`${head}  - { ¦, op: max_pool }`)).not.toContain('activation');
  });

  it('suggests what every layer may have while the operator is not known', () => {
    expect(labels(`${head}  - { ¦ }`)).toEqual(
      expect.arrayContaining(['name', 'op', 'use', 'from', 'when', 'repeat']),
    );
  });

  it('replaces a key without doubling its colon', () => {
    expect(accept(`${head}  - { ke¦r: 3, op: conv }`, 'kernel')).toBe(
      `${head}  - { kernel: 3, op: conv }`,
    );
    expect(accept(`${head}  - { op: conv, ba¦ }`, 'batch_norm')).toBe(
      `${head}  - { op: conv, batch_norm: \${1|true,false|} }`,
    );
    expect(accept(`${head}  - { op: conv, ba¦ }`, 'batch_norm', 'network', false)).toBe(
      `${head}  - { op: conv, batch_norm: true }`,
    );
  });

  it('suggests only legal values', () => {
    const of = (field: string) => labels(`${head}  - { name: a, op: conv, ${field}: ¦ }`);
    expect(of('activation').slice(0, 2)).toEqual(['relu', 'relu6']);
    expect(of('padding').slice(0, 3)).toEqual(['same', 'same_lower', 'valid']);
    expect(of('bias').slice(0, 2)).toEqual(['true', 'false']);
    expect(of('kernel')).toEqual(['$classes']);
    expect(of('name')).toEqual([]);
  });

  it('suggests earlier layers of the block', () => {
    expect(labels(`${head}  - { name: a, op: add, from: [¦`).slice(0, 3)).toEqual([
      'c2', 'stem', 'input',
    ]); // prettier-ignore
    expect(labels(`${head}  - { name: a, op: add, from: c2_1.¦ }`)).toEqual(['c2_1.join', 'c2_1.reduce']); // prettier-ignore
    expect(labels(head.replace('from: [reduce, input]', 'from: [reduce, ¦')).slice(0, 2)).toEqual([
      'reduce', 'input',
    ]); // prettier-ignore
    expect(labels(head.replace('name: stem, op: conv', 'name: stem, from: ¦'))[0]).toBe('input');
  });

  it('suggests templates, and the parameters that are not given', () => {
    expect(labels(`${head}  - { name: a, use: ¦`)).toEqual(['block']);
    expect(labels(head.replace('op: add, from', 'use: ¦, from'))).toEqual([]);
    expect(labels(`${head}  - { name: a, use: block, with: { ¦ } }`)).toEqual(['width', 'stride']);
    expect(labels(`${head}  - { name: a, with: { stride: 1, ¦ }, use: block }`)).toEqual(['width']);
    expect(labels(`${head}  - name: a\n    use: block\n    with:\n      ¦`)).toEqual(['width', 'stride']); // prettier-ignore
  });
});

describe('completion of what a template is given', () => {
  const template = `templates:
  block:
    parameters: { act: relu, skip: , project: false, width: 8, mixed: 1 }
    layers:
      - { name: one, op: conv, kernel: 1, filters: $width, activation: $act, when: $project }
      - { name: two, op: add, from: [one, $(skip if mixed > 1 else one)], padding: $(mixed) }
layers:
`;
  const given = (parameter: string) =>
    labels(`${template}  - { name: a, use: block, with: { ${parameter}: ¦`);

  it('follows the parameter to where it is put', () => {
    expect(given('act').slice(0, 2)).toEqual(['relu', 'relu6']);
    expect(given('project')).toEqual(['true', 'false']);
    expect(given('skip')).toEqual(['two', 'one', 'input']);
    expect(given('width')).toEqual([]);
    expect(given('nothing')).toEqual([]);
    expect(labels(template.replace('project: false', 'project: ¦')).slice(0, 2)).toEqual([
      'true',
      'false',
    ]);
  });

  it('knows no number of a copy before there are copies', () => {
    const repeated = `constants: { n: 2 }\nlayers:\n  - { name: a, op: conv, kernel: 1`;
    expect(labels(`${repeated}, repeat: ¦`)).toEqual(['$n']);
    expect(labels(`${repeated}, repeat: $n, filters: ¦`)).toContain('$index');
  });
});

describe('completion in an expression', () => {
  it('knows parameters, constants and copies', () => {
    expect(labels(head.replace('filters: $width', 'filters: $w¦'))).toEqual(['$width', '$stride', '$classes']); // prettier-ignore
    expect(labels(head.replace('filters: $width', 'filters: $(2 * ¦'))).toEqual(
      expect.arrayContaining(['width', 'classes', 'if', 'not']),
    );
    expect(labels(head.replace('width: 8', 'width: $(8 if ¦) }'))).toEqual(
      expect.arrayContaining(['first', 'last', 'index']),
    );
    expect(labels(head.replace('width: 8', 'width: $(8 if ¦) }'))).not.toContain('width');
  });

  it('replaces the name at the caret only', () => {
    const marked = head.replace('filters: $width', 'filters: $(2 * wi¦d + 1)');
    expect(accept(marked, 'width')).toContain('filters: $(2 * width + 1)');
    expect(accept(head.replace('$width', '$w¦i'), '$width')).toContain('filters: $width }');
  });

  it('takes layers in `from`', () => {
    const marked = head.replace('from: [reduce, input]', 'from: [reduce, $(re¦');
    expect(labels(marked)).toEqual(expect.arrayContaining(['reduce', 'input', 'width']));
  });

  it('lets a default read only what stands before it', () => {
    expect(labels(head.replace('stride: 1', 'stride: $¦'))).toEqual(['$width', '$classes']);
  });
});

describe('completion of layers and of the file', () => {
  it('has a layer of each operator and a use of each template', () => {
    const marked = `${head}  - ¦`;
    expect(labels(marked)[0]).toBe('use block');
    expect(accept(marked, 'use block')).toBe(
      `${head}  - { name: \${1:block}, use: block, with: { width: $2 } }`,
    );
    expect(accept(marked, 'conv')).toBe(
      `${head}  - { name: \${1:conv}, op: conv, kernel: \${2:3}, filters: \${3:64} }`,
    );
    expect(accept(marked, 'add')).toContain('from: [$2, $3]');
    expect(accept(marked, 'conv', 'network', false)).toContain('name: conv, op: conv, kernel: 3');
  });

  it('adds a dash, and writes blocks among blocks', () => {
    const block = 'cnn: A\nlayers:\n  - name: conv\n    op: conv\n  ¦';
    expect(accept(block, 'fully_connected')).toBe(
      'cnn: A\nlayers:\n  - name: conv\n    op: conv\n  - name: ${1:fc}\n  op: fully_connected\n  units: ${2:1000}',
    );
    expect(accept(block, 'conv')).toContain('${1:conv2}');
    expect(accept('cnn: A\nlayers:\n  ¦', 'conv')).toContain('layers:\n  - { name:');
  });

  it('offers the keys of the file', () => {
    expect(labels('')).toEqual(expect.arrayContaining(['cnn', 'input', 'layers', 'network']));
    expect(labels('cnn: A\nla¦')).not.toContain('cnn');
    expect(accept('cnn: A\nla¦', 'layers')).toBe('cnn: A\nlayers:\n  - $1');
    expect(labels('cnn: A\nprecision: ¦')).toEqual(['float32', 'float16', 'int8']);
    expect(labels('cnn: A\ntemplates:\n  ¦')).toEqual(['template']);
    expect(labels('templates:\n  t:\n    ¦\nlayers: []')).toEqual(['layers', 'description', 'parameters']); // prettier-ignore
  });

  it('offers nothing where nothing may stand', () => {
    expect(labels('cnn: A # ¦')).toEqual([]);
    expect(labels('cnn: ¦')).toEqual([]);
    expect(complete('a: ¦', 'other')).toEqual([]);
  });
});

describe('completion in a platform', () => {
  const platform = `platform: p
memories: { hbm: { bandwidth_gb_s: 200 } }
execution_places:
  - { name: fep, count: 2, cores: 8, memory: hbm }
  - { name: sep, memory: ¦
`;
  const of = (marked: string) => labels(marked, 'platform');

  it('knows memories, places and their copies', () => {
    expect(of(platform)).toEqual(['hbm']);
    const links = platform.replace('¦', 'hbm }\nlinks:\n  between:\n    - { from: ¦');
    expect(of(links)).toEqual(['fep', 'fep0', 'fep1', 'sep']);
  });

  it('knows keys and values', () => {
    expect(of(platform.replace('memory: ¦', '¦')).slice(0, 2)).toEqual(['cores', 'clock_ghz']);
    expect(of(platform.replace('memory: ¦', 'kind: ¦'))).toEqual(['fast', 'slow']);
    expect(of('transfers: ¦')).toEqual(['overlapped', 'blocking']);
    expect(of('memories: { a: { shared: ¦')).toEqual(['true', 'false']);
    expect(of('links:\n  ¦')).toEqual(['default', 'between']);
    expect(of('¦')).toContain('execution_places');
  });

  it('has snippets', () => {
    expect(accept(`${platform.replace('¦', 'hbm }')}  - ¦`, 'execution place', 'platform')).toContain(
      '- { name: ${1:place}, cores: ${2:4}, clock_ghz: ${3:2.0}, flops_per_cycle: ${4:16}, memory: ${5:hbm} }',
    ); // prettier-ignore
    expect(of('memories:\n  ¦')).toEqual(['memory']);
    expect(of('execution_places:\n  ¦')).toEqual(['execution place']);
  });
});
