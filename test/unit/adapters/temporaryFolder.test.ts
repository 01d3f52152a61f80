import { existsSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { withTemporaryFolder } from '../../../server/src/adapters/temporaryFolder';

const listeners = () => ['SIGINT', 'SIGTERM', 'SIGHUP', 'exit'].map((one) => process.listenerCount(one)); // prettier-ignore

afterEach(() => {
  vi.unstubAllEnvs();
});

it('is gone after its use, and so is who listens for the end of the process', async () => {
  const before = listeners();
  const [folder, during] = await withTemporaryFolder((own) =>
    Promise.resolve([own, listeners()] as const),
  );
  expect(existsSync(folder)).toBe(false);
  expect(during).toEqual(before.map((count) => (isMainThread ? count + 1 : count)));
  expect(listeners()).toEqual(before);
});

it('that cannot be made leaves nobody who listens: two would hold Ctrl-C for heard', async () => {
  const before = listeners();
  vi.stubEnv('TMPDIR', join(tmpdir(), 'nowhere', 'at', 'all'));
  await expect(withTemporaryFolder(() => Promise.resolve())).rejects.toThrow('ENOENT');
  expect(listeners()).toEqual(before);
});
