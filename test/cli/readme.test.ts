import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { example, root, useTool } from './tool';

const tool = useTool();
const readme = readFileSync(join(root, 'README.md'), 'utf8');
const blocks = [...readme.matchAll(/^```text\n([^]*?)^```$/gm)].map(([, block]) => block);

describe('README.md shows what the commands print', () => {
  it('the stage map of npm start', async () => {
    const args = ['tune', example.network('resnet-50'), '-p', example.platform('chiplet-4f4s')];
    const { stdout } = await tool.run(args, { COLUMNS: undefined });
    expect(blocks[0]).toBe(stdout);
  });

  it('a mistake with its place', async () => {
    const layer = '  - { name: a, op: conv, kernle: 3, filters: 8 }';
    const file = tool.write('net.cnn.yaml', `cnn: Net\ninput: [3, 32, 32]\nlayers:\n${layer}\n`);
    expect(blocks[1]).toBe((await tool.run(['check', file])).stdout);
  });
});
