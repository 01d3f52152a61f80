import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { useTool } from './tool';

const tool = useTool();

const lscpu = JSON.stringify({
  cpus: [0, 1, 2, 3].map((cpu) => ({
    cpu, core: cpu, socket: 0, node: 0, maxmhz: cpu < 2 ? 4000 : 2000, 'l1d:l1i:l2:l3': `${cpu}:${cpu}:${cpu}:0`,
  })),
}); // prettier-ignore

it('describes this machine as a platform that can be read again', async () => {
  const { code, stdout, stderr } = await tool.run(['platform']);
  expect([code, stderr]).toEqual([0, '']);
  const file = tool.write('here.platform.yaml', stdout);
  expect(await tool.run(['check', file])).toMatchObject({ code: 0, stdout: '' });
});

it('describes another machine from what lscpu told', async () => {
  const from = tool.write('board.json', lscpu);
  const args = ['platform', '--from', from, '-o', 'board.platform.yaml', '--json'];
  const { code, stdout, stderr } = await tool.run(args);
  expect([code, stderr]).toEqual([0, 'wrote board.platform.yaml\n']);
  const told: unknown = JSON.parse(stdout);
  expect(told).toMatchObject({ kind: 'cnn-platform', file: 'board.platform.yaml' });
  expect(told).toMatchObject({
    platform: { execution_places: [{ clock_ghz: 4 }, { clock_ghz: 2 }] },
  });
  expect(readFileSync(join(tool.folder, 'board.platform.yaml'), 'utf8')).toContain('clock_ghz: 4');
});

it.each([
  ['nonsense.json', 'no machine', 'machine-malformed'],
  ['missing.xml', null, 'unreadable'],
])('says why %s tells no machine', async (name, content, code) => {
  if (content !== null) tool.write(name, content);
  const run = await tool.run(['platform', '--from', name]);
  expect(run).toMatchObject({ code: 1, stdout: '' });
  expect(run.stderr).toContain(`${name}: error:`);
  expect(run.stderr).toContain(`[${code}]`);
});
