import { replayEpisodes } from '../../engine/interference/inspect/replayEpisodes';
import { buildReplayModel } from '../../engine/interference/inspect/buildReplayModel';
import { recordReplay, type ReplayOutcome } from '../../engine/interference/record/recordReplay';
import { ReplayFile } from '../adapters/replay/replayFile';
import { produceInto } from '../adapters/writeAsProduced';
import { WriteError } from '../adapters/writeWhole';
import { firstError } from './readTuneInputs';
import { readReplaySetting } from './readReplaySetting';
import type { ReplayTask, ReplayTaskOutcome } from './replayTask';
import { RunSignals } from './runSignals';

/** Replays a scenario in a worker thread, and writes the replay to the file of the task. */
export async function replayInterference(task: ReplayTask): Promise<ReplayTaskOutcome> {
  const found = await readReplaySetting(task.inputs);
  if (!found.ok) {
    const { message, problems } = found;
    return { status: 'failed', message: message || firstError(problems), problems };
  }
  const signals = new RunSignals(task.signals);
  const { file, path, request, episodes } = task;
  try {
    const outcome = await produceInto(file, path ?? file, (write): ReplayOutcome => {
      const ended = recordReplay(found.setting, request, write, {
        shouldStop: () => signals.shouldStop(),
        onProgress: (queries) => signals.report(queries, 0),
      });
      // Nothing that was there is given up for a replay of nothing.
      if (ended.summaries.length === 0) throw new NothingServed();
      return ended;
    });
    const figures = await told(file, outcome, episodes);
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
