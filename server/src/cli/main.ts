import { CommanderError } from 'commander';
import { processIo, type ExitCode } from './io';
import { buildProgram } from './program';

/** Set by the bundler from package.json. */
declare const CNN_TUNER_VERSION: string;

/** Runs the command line of this process. */
async function main(): Promise<ExitCode | null> {
  const io = processIo();
  let code: ExitCode | null = null;
  const finish = (ended: ExitCode): void => {
    code = ended;
  };
  const context = { io, version: CNN_TUNER_VERSION, bundles: __dirname, finish };
  try {
    await buildProgram(context).parseAsync();
    return code;
  } catch (error) {
    // Commander throws for help and version too; those end with 0.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    io.err(`This is a mistake in cnn-tuner itself:\n${text}\n`);
    return 1;
  }
}

// `cnn-tuner layers … | head` closes the pipe early: that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? 0 : 1);
});
// The exit code is set, not exited with: what was written to a pipe must arrive first.
void main().then((code) => {
  if (code !== null) process.exitCode = code;
});
