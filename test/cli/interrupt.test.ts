import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { TuningResult } from '../../server/protocol/tuningResult';
import { until } from './processes';
import { ended, example, root, useTool } from './tool';

const tool = useTool();

// `script` gives the tool a terminal: its progress tells that it runs, and Ctrl-C is a key.
it('ends at Ctrl-C with 130 and saves what was found', async () => {
  const inputs = `'${example.network('resnet-50')}' -p '${example.platform('chiplet-4f4s')}'`;
  const endless = `${inputs} --alpha 1000000000 --no-trace -o cut.tuning.json`;
  const line = `'${process.execPath}' '${tool.script}' tune ${endless}`;
  const child = tool.spawn('script', ['--quiet', '--return', '--command', line, '/dev/null']);
  let pressed = false;
  child.stdout?.on('data', (data) => {
    // Before the first trial nothing is found; a second Ctrl-C would end the process before it saves.
    if (pressed || !/trials, best [1-9]/.test(String(data))) return;
    pressed = true;
    child.stdin?.write('\u0003');
  });
  const { code } = await ended(child, { keepInput: true });
  expect(code).toBe(130);
  const saved = JSON.parse(
    readFileSync(join(tool.folder, 'cut.tuning.json'), 'utf8'),
  ) as TuningResult;
  expect(saved.cancelled).toBe(true);
  expect(saved.trials).toBeGreaterThan(0);
  expect(saved.best.stages.length).toBeGreaterThan(0);
});

it('ends at SIGTERM with 143 and saves what was found', async () => {
  const inputs = [example.network('resnet-50'), '-p', example.platform('chiplet-4f4s')];
  const endless = [...inputs, '--alpha', '1000000000', '--no-trace', '--no-optimum'];
  const line = `'${process.execPath}' '${tool.script}' tune ${endless.join(' ')} -o term.tuning.json`;
  // A terminal shows the progress that tells when there is something to save.
  const child = tool.spawn('script', ['--quiet', '--return', '--command', `echo $$; exec ${line}`, '/dev/null']); // prettier-ignore
  let shown = '';
  child.stdout?.on('data', (data) => (shown += String(data)));
  const done = ended(child, { keepInput: true });
  await until(() => /trials, best [1-9]/.test(shown));
  process.kill(Number.parseInt(shown), 'SIGTERM');
  expect((await done).code).toBe(143);
  expect(readFileSync(join(tool.folder, 'term.tuning.json'), 'utf8')).toContain(
    '"cancelled": true',
  );
});

it.each(['SIGINT', 'SIGTERM'] as const)(
  'leaves nothing of a replay that two %s end',
  async (signal) => {
    const scenario = join(root, 'examples', 'interference', 'mem-6.interference.yaml');
    const inputs = [example.network('resnet-50'), '-p', example.platform('chiplet-4f4s')];
    const output = ['-o', `${signal}.replay.jsonl`, '--queries', '10000000'];
    const args = [tool.script, 'replay', ...inputs, '-i', scenario, ...output];
    const child = tool.spawn(process.execPath, args);
    const done = ended(child);
    const written = () => readdirSync(tool.folder).filter((name) => name.startsWith(signal));
    await until(written);
    // Both arrive before the worker that replays can have ended.
    child.kill(signal);
    child.kill(signal);
    expect([130, 143]).toContain((await done).code);
    expect(written().filter((name) => name !== `${signal}.replay.jsonl`)).toEqual([]);
  },
);
