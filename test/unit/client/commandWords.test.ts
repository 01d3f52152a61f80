import { expect, it } from 'vitest';
import { commandWords } from '../../../client/src/live/commandWords';

it.each([
  ['stress-ng --cpu 1', ['stress-ng', '--cpu', '1']],
  ['  "/opt/my tools/run"  -x "" ', ['/opt/my tools/run', '-x', '']],
  ['a"b c"d', ['ab cd']],
  ['sh -c $HOME;rm', ['sh', '-c', '$HOME;rm']],
])('reads the words of %j', (line, words) => {
  expect(commandWords(line)).toEqual(words);
});

it.each([
  ['', 'Name a program.'],
  ['   ', 'Name a program.'],
  ['"" x', 'Name a program.'],
  ['a "b', 'A quotation mark is not closed.'],
])('refuses %j', (line, message) => {
  expect(commandWords(line)).toBe(message);
});
