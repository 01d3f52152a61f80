import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { withTemporaryFolder } from '../adapters/temporaryFolder';
import { replaceWhole } from '../adapters/writeAsProduced';
import { isDevice, writeWhole, WriteError } from '../adapters/writeWhole';
import type { ReplayOrder, ReplayTaskOutcome } from './replayTask';

/** Samples of a block where only figures are wanted. */
const fewest = 2;

const name = 'recorded.replay.jsonl';

/**
 * Has a worker replay into a file that this thread, which hears signals, puts in its place or removes.
 * @param replay runs a worker that writes `file`.
 */
export async function saveReplay(
  order: ReplayOrder,
  replay: (order: ReplayOrder, file: string) => Promise<ReplayTaskOutcome>,
): Promise<ReplayTaskOutcome> {
  const { path, request } = order;
  if (path === null) {
    const rough = { ...order, request: { ...request, samples: fewest } };
    return withTemporaryFolder((folder) => replay(rough, join(folder, name)));
  }
  const recorded = async (file: string): Promise<ReplayTaskOutcome> => {
    const outcome = await replay(order, file);
    if (outcome.status === 'failed') throw new Unsaved(outcome);
    return outcome;
  };
  try {
    if (!(await isDevice(path))) return await replaceWhole(path, recorded);
    // Figures are read from the file, which a pipe does not give back.
    return await withTemporaryFolder(async (folder) => {
      const outcome = await recorded(join(folder, name));
      await writeWhole(path, createReadStream(join(folder, name)));
      return outcome;
    });
  } catch (error) {
    if (error instanceof Unsaved) return error.outcome;
    if (error instanceof WriteError) return { status: 'failed', message: error.message };
    throw error;
  }
}

/** Nothing is to be put in the file's place. */
class Unsaved extends Error {
  override readonly name = 'Unsaved';

  constructor(readonly outcome: ReplayTaskOutcome) {
    super();
  }
}
