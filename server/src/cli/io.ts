import { encodable } from './plainText';
import { describeTerminal, type Terminal } from './terminal';

/** How a verb ended: 0 done, 1 the input has errors or nothing was found, 2 wrong usage, 130 Ctrl-C. */
export type ExitCode = 0 | 1 | 2 | 130;

/** Where a verb writes, and what is there to read it. */
export interface Io {
  /** Results, on standard output. */
  out(text: string): void;
  /** Problems and progress, on standard error. */
  err(text: string): void;
  readonly stdout: Terminal;
  readonly stderr: Terminal;
  /** Whether a progress bar on standard error would be seen. */
  readonly progress: boolean;
}

/** The process's own streams. */
export function processIo(): Io {
  const { stdout, stderr, env, platform } = process;
  const errors = describeTerminal(stderr, env, platform);
  return {
    out: (text) => void stdout.write(text),
    // Always for people: documents and descriptors go to standard output, as they are.
    err: (text) => void stderr.write(encodable(text, errors.unicode)),
    stdout: describeTerminal(stdout, env, platform),
    stderr: errors,
    progress: stderr.isTTY,
  };
}

/** Writes a JSON document to standard output. */
export function writeJson(io: Io, document: unknown): void {
  io.out(jsonText(document));
}

/** A JSON document as files and standard output hold it. */
export function jsonText(document: unknown): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}
