import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './examples';

const script = join(root, 'dist', 'cli.js');
const reporter = pathToFileURL(join(root, 'bench', 'reportMemory.mjs')).href;

/** Runs `cnn-tuner` in a process of its own; throws where it does not end with 0. */
export async function runTool(args: readonly string[]): Promise<void> {
  await run([script, ...args]);
}

/** Runs `cnn-tuner` as {@link runTool} does, and gives its largest resident set in bytes. */
export async function peakBytesOf(args: readonly string[]): Promise<number> {
  return Number(await run(['--import', reporter, script, ...args]));
}

/** Runs Node; gives what it wrote on descriptor 3. */
async function run(args: readonly string[]): Promise<string> {
  const child = spawn(process.execPath, args, {
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
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${String(code)}: ${errors}`);
  return report;
}
