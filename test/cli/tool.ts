import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll } from 'vitest';
import { cliBuild } from '../../scripts/buildCli.mjs';

/** What a run of the command line came to. */
export interface ToolRun {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Environment variables beside the process's own; undefined takes one away. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Root of the repository. */
export const root = process.cwd();

/** Path of a shipped example. */
export const example = {
  network: (name: string) => join(root, 'examples', 'networks', `${name}.cnn.yaml`),
  platform: (name: string) => join(root, 'examples', 'platforms', `${name}.platform.yaml`),
};

/** The command line as it ships, bundled for one test file, and a folder to run it in. */
export class Tool {
  /** Working folder of every run. */
  readonly folder = mkdtempSync(join(tmpdir(), 'cnn-tuner-cli-'));
  /** Inside the project, so that what is not bundled is found. */
  private readonly bundles = temporaryFolder(join(root, '.cache'), 'cli-');
  readonly script = join(this.bundles, 'cli.js');

  async open(): Promise<void> {
    await build({ ...cliBuild, outdir: this.bundles, sourcemap: false });
  }

  close(): void {
    for (const folder of [this.folder, this.bundles]) {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  /** Writes a file into the folder, and gives its name. */
  write(name: string, content: string | Uint8Array): string {
    const path = join(this.folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    return name;
  }

  /** Starts a program in the folder, with UTF-8 and without a terminal's settings. */
  spawn(program: string, args: readonly string[], environment: Environment = {}): ChildProcess {
    const plain = { NO_COLOR: undefined, FORCE_COLOR: undefined, LC_ALL: 'C.UTF-8' };
    const env = { ...process.env, ...plain, ...environment };
    return spawn(program, args, { cwd: this.folder, env });
  }

  /** Runs `cnn-tuner` with arguments until it ends. */
  run(args: readonly string[], environment: Environment = {}): Promise<ToolRun> {
    return ended(this.spawn(process.execPath, [this.script, ...args], environment));
  }

  /** Runs a bash script that may call `cnn-tuner`, until it ends. */
  bash(script: string, environment: Environment = {}): Promise<ToolRun> {
    const shim = `cnn-tuner() { '${process.execPath}' '${this.script}' "$@"; }\n`;
    return ended(this.spawn('bash', ['-c', shim + script], environment));
  }
}

function temporaryFolder(parent: string, prefix: string): string {
  mkdirSync(parent, { recursive: true });
  return mkdtempSync(join(parent, prefix));
}

/** Waits for a process to end, and gathers what it wrote. */
export async function ended(child: ChildProcess, { keepInput = false } = {}): Promise<ToolRun> {
  let stdout = '';
  let stderr = '';
  child.stdout?.on('data', (data) => (stdout += String(data)));
  child.stderr?.on('data', (data) => (stderr += String(data)));
  if (!keepInput) child.stdin?.end();
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('close', resolve).once('error', reject);
  });
  return { code, stdout, stderr };
}

/** A tool for the tests of a file: built before them, removed after them. */
export function useTool(): Tool {
  const tool = new Tool();
  beforeAll(() => tool.open());
  afterAll(() => tool.close());
  return tool;
}
