import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { until } from './processes';
import { ended, example, useTool } from './tool';

const tool = useTool();
const scenario = `interference: one neighbour
episodes:
  - { place: [fep0, fep1], stress: mem-6, from: 200, to: 600 }
`;
const inputs = (name: string) => [
  'replay', example.network('alexnet'),
  '-p', example.platform('chiplet-2f2s'),
  '-i', name,
]; // prettier-ignore

describe('replay', () => {
  it('tells in a table and in a document what each policy made of it, and saves the replay', async () => {
    const name = tool.write('one.interference.yaml', scenario);
    const args = [...inputs(name), '--queries', '1000', '--policies', 'odin,static,oracle', '--alpha', '2,10']; // prettier-ignore
    const text = await tool.run(args);
    expect(text).toMatchObject({ code: 0, stderr: '' });
    expect(text.stdout).toContain('scenario one neighbour');
    for (const title of ['ODIN α 2', 'ODIN α 10', 'Static', 'Bound']) {
      expect(text.stdout).toContain(title);
    }
    expect(text.stdout).toMatch(/200 – 600\s+fep0 mem-6/);

    const json = await tool.run([...args, '--json', '-o', 'one.replay.jsonl']);
    expect(json.code).toBe(0);
    const told: unknown = JSON.parse(json.stdout);
    expect(told).toMatchObject({
      kind: 'cnn-replay-summary',
      queries: 1000,
      episodeCount: 2,
      policies: [
        { policy: 'odin', options: { alpha: 2 }, queries: 1000 },
        { policy: 'odin', options: { alpha: 10 } },
        { policy: 'static', trials: 0, detections: 0 },
        { policy: 'oracle', shareOfBound: 1 },
      ],
    });
    const lines = readFileSync(join(tool.folder, 'one.replay.jsonl'), 'utf8').trimEnd().split('\n');
    const first: unknown = JSON.parse(lines[0] ?? '');
    const last: unknown = JSON.parse(lines.at(-1) ?? '');
    expect(first).toMatchObject({ kind: 'cnn-replay', scenario: 'one neighbour' });
    expect(last).toMatchObject({ event: 'end', lines: lines.length });
  });

  it('says what is wrong with inputs and options', async () => {
    const name = tool.write('one.interference.yaml', scenario.replace('fep0', 'fep7'));
    const unknown = await tool.run(inputs(name));
    expect(unknown.code).toBe(1);
    expect(unknown.stderr).toMatch(/one\.interference\.yaml:3:.*fep7/s);
    const usage = await tool.run([...inputs(name), '--policies', 'odin,luck']);
    expect(usage.code).toBe(2);
    expect(usage.stderr).toContain('There is no policy luck');
    const both = await tool.run([...inputs(name), '--slo-ms', '5', '--slo-share', '0.9']);
    expect(both.code).toBe(2);
  });

  it('ends at Ctrl-C with the queries that were served, in a file that is whole', async () => {
    const name = tool.write('one.interference.yaml', scenario);
    const args = [...inputs(name), '--queries', '10000000', '-o', 'long.replay.jsonl'];
    const child = tool.spawn(process.execPath, [tool.script, ...args]);
    const run = ended(child);
    // Queries were served once something was written to the temporary file.
    const written = () =>
      readdirSync(tool.folder).some(
        (file) => file.startsWith('long.') && statSync(join(tool.folder, file)).size > 0,
      );
    await until(written);
    child.kill('SIGINT');
    expect((await run).code).toBe(130);
    const files = readdirSync(tool.folder).filter((file) => file.startsWith('long'));
    expect(files).toEqual(['long.replay.jsonl']);
    const text = readFileSync(join(tool.folder, 'long.replay.jsonl'), 'utf8');
    const last: unknown = JSON.parse(text.trimEnd().split('\n').at(-1) ?? '');
    expect(last).toMatchObject({ event: 'end' });
  });
});
