import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { root } from './examples';

/** What a run of the command line used. */
export interface ToolRun {
  /** Largest resident set, bytes. */
  readonly peakBytes: number;
}

const script = join(root, 'dist', 'cli.js');
const reporter = join(root, 'bench', 'reportMemory.cjs');

/** Runs `cnn-tuner` in a process of its own; throws where it does not end with 0. */
export async function runTool(args: readonly string[]): Promise<ToolRun> {
  const child = spawn(process.execPath, ['--require', reporter, script, ...args], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  });
  let errors = '';
  let report = '';
  child.stderr?.on('data', (data) => (errors += String(data)));
  child.stdio[3]?.on('data', (data) => (report += String(data)));
  const code = await new Promise((resolve, reject) => {
    child.once('close', resolve).once('error', reject);
  });
  if (code !== 0) throw new Error(`cnn-tuner ${args.join(' ')} ended with ${code}: ${errors}`);
  return { peakBytes: Number(report) };
}
