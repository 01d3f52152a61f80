import { join } from 'node:path';
import { replayEpisodes } from '../../engine/interference/inspect/replayEpisodes';
import { buildReplayModel } from '../../engine/interference/inspect/buildReplayModel';
import { recordReplay, type ReplayOutcome } from '../../engine/interference/record/recordReplay';
import { ReplayFile } from '../adapters/replay/replayFile';
import { withTemporaryFolder } from '../adapters/temporaryFolder';
import { writeAsProduced } from '../adapters/writeAsProduced';
import { WriteError } from '../adapters/writeWhole';
import { firstError } from './readTuneInputs';
import { readReplaySetting } from './readReplaySetting';
import type { ReplayTask, ReplayTaskOutcome } from './replayTask';
import { RunSignals } from './runSignals';

/** Samples of a block where only figures are wanted. */
const fewest = 2;

/** Replays a scenario in a worker thread, and saves the replay whole. */
export async function replayInterference(task: ReplayTask): Promise<ReplayTaskOutcome> {
  const found = await readReplaySetting(task.inputs);
  if (!found.ok) {
    const { message, problems } = found;
    return { status: 'failed', message: message || firstError(problems), problems };
  }
  const signals = new RunSignals(task.signals);
  const record = async (path: string, request: ReplayTask['request']) => {
    const outcome = await writeAsProduced(path, (write): ReplayOutcome => {
      const ended = recordReplay(found.setting, request, write, {
        shouldStop: () => signals.shouldStop(),
        onProgress: (queries) => signals.report(queries, 0),
      });
      // Nothing that was there is given up for a replay of nothing.
      if (ended.summaries.length === 0) throw new NothingServed();
      return ended;
    });
    return told(path, outcome, task.episodes);
  };
  try {
    const figures =
      task.path === null
        ? await withTemporaryFolder((folder) =>
            record(join(folder, 'figures.replay.jsonl'), { ...task.request, samples: fewest }),
          )
        : await record(task.path, task.request);
    return { status: 'recorded', ...figures, problems: found.problems };
  } catch (error) {
    if (error instanceof WriteError) return { status: 'failed', message: error.message };
    if (!(error instanceof NothingServed)) throw error;
    const cancelled = signals.shouldStop();
    const message = cancelled ? 'Cancelled before a query was served.' : 'There was no query.';
    return { status: 'failed', message, cancelled };
  }
}

/** What a replay came to, as the file that was written tells it. */
async function told(path: string, outcome: ReplayOutcome, episodes: number) {
  const { header, summaries, stopped } = outcome;
  const file = await ReplayFile.read(path);
  return file.use(async (source) => ({
    header,
    summaries,
    model: buildReplayModel(source),
    episodes: await replayEpisodes(source, 0, episodes),
    cancelled: stopped,
  }));
}

class NothingServed extends Error {
  override readonly name = 'NothingServed';
}
