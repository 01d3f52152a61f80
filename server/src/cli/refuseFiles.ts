import { resolve } from 'node:path';
import type { Command } from 'commander';

/** Ends a verb with wrong usage where files that it is given cannot be meant. */
export function refuseFiles(verb: Command): void {
  const mistake = mistakeOf(verb);
  if (mistake !== null) verb.error(`error: ${mistake}`, { exitCode: 2 });
}

function mistakeOf(verb: Command): string | null {
  const { output, ...others } = filesOf(verb);
  const inputs = [...verb.args, ...Object.values(others)];
  // As a shell makes it of a variable that is not set.
  if (output === '') return '--output names no file';
  if (inputs.includes('')) return 'the name of a file is empty';
  if (output === undefined) return null;
  const own = inputs.find((input) => resolve(input) === resolve(output));
  return own === undefined ? null : `--output ${output} would replace its own input`;
}

/** Values of the options that name a file. */
function filesOf(verb: Command): Readonly<Record<string, string>> {
  const named = verb.options.filter(({ flags }) => flags.includes('<file>'));
  const given = named.flatMap((option) => {
    const value: unknown = verb.getOptionValue(option.attributeName());
    return typeof value === 'string' ? [[option.attributeName(), value] as const] : [];
  });
  return Object.fromEntries(given);
}
