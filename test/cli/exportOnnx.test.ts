import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { example, useTool } from './tool';

const tool = useTool();
const network = example.network('squeezenet-1.1');
const read = (name: string) => readFileSync(join(tool.folder, name));

describe('export', () => {
  it('writes a model with the layers of the descriptor, name by name', async () => {
    const made = await tool.run(['export', network, '-o', 'net.onnx']);
    expect(made).toEqual({ code: 0, stdout: '', stderr: 'wrote net.onnx\n' });
    const [descriptor, model] = await Promise.all([
      tool.run(['layers', network, '--json']),
      tool.run(['layers', 'net.onnx', '--json']),
    ]);
    expect(model).toEqual(descriptor);
    await tool.run(['import', 'net.onnx', '-o', 'again.cnn.yaml']);
    const again = await tool.run(['layers', 'again.cnn.yaml', '--json']);
    expect(again).toEqual(descriptor);
  });

  it('says as JSON what it wrote, with another input and seed', async () => {
    const args = ['export', network, '--input', '3,64,64', '--json', '-o'];
    const [first, same, other] = await Promise.all([
      tool.run([...args, 'a.onnx', '--seed', '7']),
      tool.run([...args, 'b.onnx', '--seed', '7']),
      tool.run([...args, 'c.onnx']),
    ]);
    const { size: bytes } = statSync(join(tool.folder, 'a.onnx'));
    expect(JSON.parse(first.stdout)).toEqual({ kind: 'cnn-export', network: 'SqueezeNet 1.1', file: 'a.onnx', layers: 26, seed: 7, bytes }); // prettier-ignore
    expect([same.code, other.code]).toEqual([0, 0]);
    expect(read('a.onnx').equals(read('b.onnx'))).toBe(true);
    expect(read('a.onnx').equals(read('c.onnx'))).toBe(false);
    expect((await tool.run(['layers', 'a.onnx'])).stdout).toContain('3×64×64');
  });

  it('leaves a file as it was where the new one does not fit', async () => {
    tool.write('old.onnx', 'old');
    const limited = `ulimit -f 64; cnn-tuner export '${network}' -o old.onnx`;
    const { code, stderr } = await tool.bash(limited);
    expect(stderr).toContain('old.onnx cannot be written: the file would be larger than');
    expect(code).toBe(1);
    expect(read('old.onnx').toString()).toBe('old');
    expect(readdirSync(tool.folder).filter((name) => name.startsWith('old.onnx'))).toEqual(['old.onnx']); // prettier-ignore
  });

  it.each([
    ['/dev/full', 'no space is left on the device'],
    ['nowhere/net.onnx', 'there is no such file or directory'],
  ])('says why %s cannot be written', async (file, reason) => {
    const { code, stderr } = await tool.run(['export', network, '-o', file]);
    expect(code).toBe(1);
    expect(stderr).toContain(`${file} cannot be written: ${reason}.`);
  });

  it('says where a layer stands that has no ONNX operator', async () => {
    const layers = ['{ name: a, op: conv, kernel: 3, filters: 4 }', '{ name: b, op: scale, parameters: 5 }']; // prettier-ignore
    const lines = ['cnn: Net', 'input: [3, 8, 8]', 'layers:', ...layers.map((one) => `  - ${one}`)];
    const file = tool.write('scale.cnn.yaml', `${lines.join('\n')}\n`);
    const { code, stderr } = await tool.run(['export', file, '-o', 'scale.onnx']);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^scale\.cnn\.yaml:5:5: error: b \(scale\): 5 constants .*\[not-in-onnx\]$/m); // prettier-ignore
    expect(existsSync(join(tool.folder, 'scale.onnx'))).toBe(false);
  });

  it('refuses at once what is too large for a file', async () => {
    const text = 'cnn: Huge\ninput: [3, 200, 200]\nlayers: [{ name: a, op: fully_connected, units: 5000 }]\n'; // prettier-ignore
    const file = tool.write('huge.cnn.yaml', text);
    const { code, stdout } = await tool.run(['export', file, '-o', 'huge.onnx', '--json']);
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ kind: 'cnn-problems', problems: [{ code: 'too-large' }] }); // prettier-ignore
    expect(existsSync(join(tool.folder, 'huge.onnx'))).toBe(false);
  });

  it('wants to know where to', async () => {
    const { code, stderr } = await tool.run(['export', network]);
    expect(code).toBe(2);
    expect(stderr).toContain("required option '-o, --output <file>'");
  });
});
