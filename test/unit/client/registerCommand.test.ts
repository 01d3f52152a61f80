import { beforeEach, expect, it, vi } from 'vitest';
import { registerCommand, registerItemCommand } from '../../../client/src/registerCommand';

const commands = new Map<string, (...given: unknown[]) => Promise<unknown>>();
const said: string[] = [];

vi.mock('vscode', () => ({
  commands: {
    registerCommand(id: string, run: (...given: unknown[]) => Promise<unknown>) {
      commands.set(id, run);
    },
  },
  window: {
    showInformationMessage: (message: string) => said.push(message),
    showErrorMessage: (message: string) => said.push(message),
  },
  l10n: { t: (message: string) => message },
}));

const calls: unknown[][] = [];
const note = (...given: unknown[]) => Promise.resolve(calls.push(given));
const call = (...given: unknown[]) => commands.get('x')?.(...given);

beforeEach(() => {
  said.length = 0;
  calls.length = 0;
});

it('gives a command what the editor calls it with', async () => {
  for (const register of [registerCommand, registerItemCommand]) {
    calls.length = 0;
    register('x', note);
    await call();
    await call('item');
    await call('item', ['item', 'other']);
    expect(calls).toEqual([
      [undefined, undefined],
      ['item', undefined],
      ['item', ['item', 'other']],
    ]);
    expect(said).toEqual([]);
  }
});

it('does nothing to another item where the clicked one was lost, and says so', async () => {
  registerItemCommand('x', note);
  await call(undefined, undefined);
  await call(null, undefined);
  expect(calls).toEqual([]);
  expect(said).toEqual(Array(2).fill('The list has just changed: choose the entry again.'));
});

it('shows why a command failed', async () => {
  for (const register of [registerCommand, registerItemCommand]) {
    said.length = 0;
    register('x', () => Promise.reject(new Error('no disk')));
    await call();
    expect(said).toEqual(['CNN Pipeline Tuner: no disk']);
  }
});
