import { CommanderError } from 'commander';
import { endedCode } from '../adapters/endSignals';
import { watchOutput } from './watchOutput';
import { processIo, type ExitCode } from './io';
import { buildProgram } from './buildProgram';

/** Set by the bundler from package.json. */
declare const CNN_TUNER_VERSION: string;

const io = processIo();

/** Runs the command line of this process. */
async function main(): Promise<ExitCode | null> {
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

const isBroken = watchOutput(process, io);
// The exit code is set, not exited with: what was written to a pipe must arrive first.
void main().then((code) => {
  if (code === null) return;
  const ended = code === 130 ? endedCode() : code;
  process.exitCode = isBroken() ? ended || 1 : ended;
});
