import { closeSync, ftruncateSync, mkdirSync, openSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { example, root, useTool } from './tool';

const tool = useTool();

interface Report {
  readonly kind: string;
  readonly errors: number;
  readonly warnings: number;
  readonly problems: readonly {
    readonly file: string;
    readonly line?: number;
    readonly column?: number;
    readonly severity: string;
    readonly code: string;
    readonly message: string;
  }[];
}

async function judge(...files: string[]): Promise<Report & { readonly exit: number | null }> {
  const { code, stdout, stderr } = await tool.run(['check', '--json', ...files]);
  expect(stderr).toBe('');
  return { ...(JSON.parse(stdout) as Report), exit: code };
}

const conv = '- { name: a, op: conv, kernel: 3, filters: 8 }';
const head = 'cnn: Net\ninput: [3, 32, 32]\n';

describe('good files', () => {
  it('finds nothing wrong with the examples', async () => {
    const files = [example.network('resnet-50'), example.platform('chiplet-4f4s')];
    const { code, stdout, stderr } = await tool.run(['check', ...files]);
    expect(stdout).toBe('');
    expect(stderr).toBe('2 files checked: 0 errors\n');
    expect(code).toBe(0);
  });
});

describe('scenarios', () => {
  const scenario = (place: string, more = '') =>
    `interference: s\n${more}episodes:\n  - { place: ${place}, stress: mem-3, to: 9 }\n`;

  it('of the examples have no problems on any platform', async () => {
    const folder = join(root, 'examples', 'interference');
    const files = readdirSync(folder).map((name) => join(folder, name));
    // Some name their own platform, and then another one lacks their places.
    const anywhere = files.filter((file) => !file.includes('periodic'));
    const own = await judge(...files);
    expect([own.exit, own.problems]).toEqual([0, []]);
    const elsewhere = await judge('--platform', example.platform('jetson-tx2'), ...anywhere);
    expect([elsewhere.exit, elsewhere.problems]).toEqual([0, []]);
  });

  it('are judged on the platform that they name, and on the one given', async () => {
    const bomb = ['interference: s', 'episodes:', '  - &e { place: all, slowdown: 2, to: 5 }'];
    const named = 'platform: chiplet.platform.yaml\n';
    tool.write('chiplet.platform.yaml', 'platform: c\nmemories: { m: { bandwidth_gb_s: 10 } }\nexecution_places: [{ name: fep, count: 2, cores: 1, clock_ghz: 1, flops_per_cycle: 2, memory: m }]\n');
    const files = [
      tool.write('named.interference.yaml', scenario('fep1', named)),
      tool.write('misspelt.interference.yaml', scenario('fpe1', named)),
      tool.write('lost.interference.yaml', scenario('fep1', 'platform: lost.platform.yaml\n')),
      tool.write('secret.interference.yaml', scenario('fep1', 'platform: /etc/passwd\n')),
      tool.write('given.interference.yaml', scenario('bep1')),
      tool.write('bomb.interference.yaml', [...bomb, ...Array<string>(5000).fill('  - *e')].join('\n')),
      tool.write('numbers.interference.yaml', scenario('all, from: -1, period: 0, repeat: .inf, name: 1e999')),
    ];
    const { exit, problems } = await judge('--platform', 'chiplet.platform.yaml', ...files);
    expect(exit).toBe(1);
    const codes = problems.map(({ file, line, code }) => `${file.split('.')[0]} ${line} ${code}`);
    expect(codes.filter((code, index) => !code.startsWith('numbers') || codes.indexOf(code) === index)).toEqual([
      'misspelt 4 unknown-place',
      'lost 2 unreadable',
      'secret 2 unreadable',
      'given 3 unknown-place',
      'bomb 2 wrong-type',
      'numbers 3 wrong-type',
    ]);
  }); // prettier-ignore
});

describe('bad input', () => {
  const descriptor = (layers: string) => `${head}layers:\n${layers}\n`;
  const profile = (fields: object) =>
    JSON.stringify({
      kind: 'cnn-profile', format: 1, network: 'n', platform: 'p', layers: ['a', 'b'],
      executionPlaces: ['x', 'y'], seconds: [[1, 2], [3, 4]], ...fields,
    }); // prettier-ignore
  const platform = (places: string) =>
    `platform: p\nmemories:\n  m: { bandwidth_gb_s: 10, capacity_gb: 1 }\nexecution_places:\n${places}\n`;
  const place = (name: string, cores: number) =>
    `  - { name: ${name}, cores: ${cores}, clock_ghz: 2, flops_per_cycle: 8, memory: m }`;
  const bomb = ['a0: &a0 [x, x, x, x, x, x, x, x, x]'];
  for (let i = 1; i < 12; i += 1)
    bomb.push(`a${i}: &a${i} [${`*a${i - 1}, `.repeat(8)}*a${i - 1}]`);

  it.each([
    ['an empty file', 'empty.cnn.yaml', '', 'empty-file'],
    ['tabs', 'tabs.cnn.yaml', 'cnn: x\nlayers:\n\t- a\n', 'yaml-syntax'],
    ['a duplicate key', 'twice.cnn.yaml', `${head}cnn: Other\nlayers:\n  ${conv}\n`, 'duplicate-key'],
    ['an unknown key', 'key.cnn.yaml', descriptor('  - { name: a, op: conv, kernle: 3, filters: 8 }'), 'unknown-key'],
    ['a wrong type', 'type.cnn.yaml', descriptor('  - { name: a, op: conv, kernel: big, filters: 8 }'), 'wrong-type'],
    ['a missing template', 'use.cnn.yaml', descriptor('  - { name: a, use: nothing }'), 'unknown-template'],
    ['an unknown layer', 'from.cnn.yaml', descriptor(`  ${conv}\n  - { name: b, op: add, from: [a, z] }`), 'unknown-layer'],
    ['too many copies', 'many.cnn.yaml', `${head}templates:\n  t:\n    layers:\n      ${conv}\nlayers:\n  - { name: u, use: t, repeat: 1000000000 }\n`, 'too-large'],
    ['a division by zero', 'zero.cnn.yaml', descriptor('  - { name: a, op: conv, kernel: 3, filters: $(1 // 0) }'), 'expression-value'],
    ['a shape that does not fit', 'shape.cnn.yaml', descriptor('  - { name: a, op: conv, kernel: 99, filters: 8 }'), 'shape-mismatch'],
    ['an alias bomb', 'bomb.cnn.yaml', bomb.join('\n'), 'too-large'],
    ['binary data', 'binary.cnn.yaml', new Uint8Array([0, 1, 2, 255, 254, 0, 9]), 'not-text'],
    ['UTF-16', 'wide.cnn.yaml', Buffer.from(`\ufeff${head}`, 'utf16le'), 'not-text'],
    ['NaN in a profile', 'nan.profile.json', profile({}).replace('3', 'NaN'), 'bad-time'],
    ['a negative time', 'negative.profile.json', profile({ seconds: [[1, -2], [3, 4]] }), 'bad-time'],
    ['a wrong matrix', 'matrix.profile.json', profile({ seconds: [[1, 2]] }), 'wrong-size'],
    ['half a JSON text', 'half.profile.json', '{ "kind": "cnn-profile", ', 'json-syntax'],
    ['nearly JSON', 'comma.profile.json', `${profile({}).slice(0, -1)},}`, 'json-syntax'],
    ['no JSON', 'none.profile.json', ' ', 'json-syntax'],
    ['places of the same name', 'same.platform.yaml', platform(`${place('a', 1)}\n${place('a', 2)}`), 'duplicate-name'],
    ['zero cores', 'cores.platform.yaml', platform(place('a', 0)), 'wrong-type'],
    ['a file of no known kind', 'notes.txt', 'hello', 'unknown-file'],
    ['an ONNX file that is none', 'text.onnx', 'hello', 'onnx-malformed'],
    ['a result that is none', 'other.tuning.json', '{}', 'missing-key'],
  ])('%s', async (_what, name, content, code) => {
    const file = tool.write(name, content);
    const { exit, kind, errors, problems } = await judge(file);
    expect(exit).toBe(1);
    expect(kind).toBe('cnn-problems');
    expect(errors).toBeGreaterThan(0);
    expect(problems.map((found) => found.code)).toContain(code);
    for (const found of problems) expect(found.file).toBe(file);
  }); // prettier-ignore

  it('refuses a huge file before it reads it', async () => {
    const descriptorFile = openSync(join(tool.folder, 'huge.cnn.yaml'), 'w');
    ftruncateSync(descriptorFile, 50_000_000);
    closeSync(descriptorFile);
    const { exit, problems } = await judge('huge.cnn.yaml');
    expect(exit).toBe(1);
    expect(problems).toMatchObject([{ code: 'too-large' }]);
    expect(problems[0]?.message).toContain('50.0 MB');
  });

  it('explains files that cannot be opened', async () => {
    mkdirSync(join(tool.folder, 'folder.cnn.yaml'));
    mkdirSync(join(tool.folder, 'folder.onnx'));
    symlinkSync('circle.cnn.yaml', join(tool.folder, 'circle.cnn.yaml'));
    const files = [
      'folder.cnn.yaml',
      'folder.onnx',
      'missing.onnx',
      'missing.cnn.yaml',
      'circle.cnn.yaml',
    ];
    const { exit, problems } = await judge(...files);
    expect(exit).toBe(1);
    expect(problems.map(({ file, code }) => [file, code])).toEqual(
      files.map((file) => [file, 'unreadable']),
    );
    expect(problems[0]?.message).toContain('directory');
    expect(problems[3]?.message).toContain('no such file');
  });
});

describe('formats', () => {
  const text = `${head}layers:\n  - { name: a, op: conv, kernle: 3, filters: 8 }\n`;

  it('prints path, line, column, rule, and the line with a caret', async () => {
    const file = tool.write('caret.cnn.yaml', text);
    const { stdout, code } = await tool.run(['check', file]);
    expect(code).toBe(1);
    const line = '  - { name: a, op: conv, kernle: 3, filters: 8 }';
    const column = line.indexOf('kernle');
    expect(stdout).toMatch(/^caret\.cnn\.yaml:4:26: error: .*\[unknown-key\]$/m);
    expect(stdout).toContain(`    4 | ${line}\n      | ${' '.repeat(column)}^^^^^^\n`);
  });

  it('colours only on request', async () => {
    const file = tool.write('colour.cnn.yaml', text);
    expect((await tool.run(['check', file])).stdout).not.toContain('\u001b[');
    const forced = await tool.run(['check', file], { FORCE_COLOR: '1' });
    expect(forced.stdout).toContain('\u001b[31m');
    const refused = await tool.run(['check', file], { FORCE_COLOR: '1', NO_COLOR: '1' });
    expect(refused.stdout).not.toContain('\u001b[');
  });

  it('writes SARIF 2.1.0', async () => {
    const file = tool.write('with space.cnn.yaml', text);
    const { stdout, stderr, code } = await tool.run(['check', '--format', 'sarif', file]);
    expect(code).toBe(1);
    expect(stderr).toBe('');
    const log: unknown = JSON.parse(stdout);
    expect(log).toMatchObject({ version: '2.1.0', runs: [{ columnKind: 'utf16CodeUnits' }] });
    const { runs } = log as { runs: { tool: Tool; results: Result[] }[] };
    const [run] = runs;
    for (const { ruleId, ruleIndex } of run?.results ?? []) {
      expect(run?.tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
    }
    expect(run?.results).toContainEqual(
      expect.objectContaining({
        ruleId: 'unknown-key',
        level: 'error',
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: 'with%20space.cnn.yaml' },
              region: { startLine: 4, startColumn: 26, endLine: 4, endColumn: 32 },
            },
          },
        ],
      }),
    );
  });

  interface Tool {
    readonly driver: { readonly rules: readonly { readonly id: string }[] };
  }
  interface Result {
    readonly ruleId: string;
    readonly ruleIndex: number;
  }
});
