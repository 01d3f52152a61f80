import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { arch, cpus, totalmem } from 'node:os';

/** How this machine is asked; tests answer for other machines. */
export interface MachineProbe {
  /** What a command printed; null where it is missing, fails or takes too long. */
  run(command: string, args: readonly string[]): Promise<string | null>;
  /** Text of a small file; null where it cannot be read. */
  read(path: string): Promise<string | null>;
  /** Processors in the order of their numbers, as the runtime knows them. */
  processors(): readonly { readonly model: string; readonly speed: number }[];
  memoryBytes(): number;
  architecture(): string;
}

const patienceMs = 5000;
const mostOutput = 20_000_000;

/** Asks the machine that runs this code. */
export const localProbe: MachineProbe = {
  run: (command, args) =>
    new Promise((resolve) => {
      const options = {
        timeout: patienceMs,
        maxBuffer: mostOutput,
        env: { ...process.env, LC_ALL: 'C' },
      };
      execFile(command, [...args], options, (error, stdout) => {
        resolve(error === null ? stdout : null);
      });
    }),
  read: (path) => readFile(path, 'utf8').catch(() => null),
  processors: cpus,
  // A container may have less than the machine.
  memoryBytes: () => Math.min(totalmem(), process.constrainedMemory() || Infinity),
  architecture: arch,
};
