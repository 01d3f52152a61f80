import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { TuningResult } from '../../server/protocol/tuningResult';
import { ended, example, useTool } from './tool';

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
