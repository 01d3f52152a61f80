/** Signals that ask a process to end, with the exit codes that shells know them by. */
export const endSignals = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

/** A signal that asks a process to end. */
export type EndSignal = keyof typeof endSignals;

const hearers = new Set<(signal: EndSignal) => void>();
let last: EndSignal = 'SIGINT';

/**
 * Hears signals that ask the process to end, in place of the end at once that is the default.
 * @returns a function that no longer hears.
 */
export function hearEndSignals(hearer: (signal: EndSignal) => void): () => void {
  if (hearers.size === 0) each((signal) => process.on(signal, tell));
  hearers.add(hearer);
  return () => {
    hearers.delete(hearer);
    if (hearers.size === 0) each((signal) => process.off(signal, tell));
  };
}

/** Whether somebody hears them, and so ends in order. */
export function endIsHeard(): boolean {
  return hearers.size > 0;
}

/** The exit code that belongs to the signal that was heard last; of Ctrl-C where none was. */
export function endedCode(): number {
  return endSignals[last];
}

function tell(signal: EndSignal): void {
  last = signal;
  for (const hearer of hearers) hearer(signal);
}

function each(act: (signal: EndSignal) => void): void {
  act('SIGHUP');
  act('SIGINT');
  act('SIGTERM');
}
