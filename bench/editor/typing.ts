import { setTimeout as pause } from 'node:timers/promises';
import type { Change, LspProcess } from './lspProcess';

/** What is typed into a layer, one character after the other, and deleted again. */
const typed = ', bias: true';
/** A quick typist's ten keystrokes a second. */
const pauseMilliseconds = 100;

/**
 * Types into layers all over a text. Gives the milliseconds from each keystroke until the text was
 * checked; most versions on the way have an error.
 */
export async function typeAllOver(
  server: LspProcess,
  {
    uri,
    text,
    keystrokes,
  }: { readonly uri: string; readonly text: string; readonly keystrokes: number },
): Promise<number[]> {
  const times: number[] = [];
  for (const change of changes(text, keystrokes)) {
    times.push(await server.type(uri, change));
    await pause(pauseMilliseconds);
  }
  return times;
}

/** So many keystrokes, at places spread over the text from its beginning to its end. */
export function changes(text: string, count: number): Change[] {
  const lines = text.split('\n');
  const places = lines.flatMap((line, number) => {
    const end = line.indexOf(', activation');
    return end < 0 ? [] : [{ line: number, character: end }];
  });
  const runs = Math.ceil(count / (2 * typed.length));
  return Array.from({ length: count }, (_, index) => {
    const run = Math.floor(index / (2 * typed.length));
    const step = index % (2 * typed.length);
    const at = places[Math.floor((run / runs) * (places.length - 1))] ?? { line: 0, character: 0 };
    if (step < typed.length) {
      return { line: at.line, character: at.character + step, drop: 0, text: typed[step] ?? '' };
    }
    const left = 2 * typed.length - step - 1;
    return { line: at.line, character: at.character + left, drop: 1, text: '' };
  });
}

/** The value that 95 of 100 do not exceed. */
export function p95(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(0.95 * sorted.length) - 1)] ?? NaN;
}

/** The middle value. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}
