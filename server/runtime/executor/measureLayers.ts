import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nodeNames } from '../graph/nodeNames';
import { readNodeTimes, type NodeTime } from '../profile/readNodeTimes';
import { layerSeconds } from '../profile/layerSeconds';
import { tensorBytes } from './elementTypes';
import { withBatchTold } from './failureWords';
import { nowSeconds, type MeasuredLayers, type MeasureTask } from './messages';
import { profileSession } from './modelSession';
import { waitingSeconds } from './waitingSeconds';
import { tensorOf } from './tensorOf';

/** The first runs allocate and choose kernels: they count for nobody. */
const warmups = 2;
const fewestRuns = 6;
/** ONNX Runtime writes about 600 bytes for every node that it runs. */
const mostNodeRuns = 30_000;

/**
 * Runs the whole model again and again, and gives the times of each layer by run. Layers are measured
 * where they stand in the network, one after the other in every run: what reorders and caches cost is
 * theirs, and drift of the machine meets all alike. With it the share of time in which other work had
 * the cores.
 */
export async function measureLayers({
  model,
  cores,
  seconds,
  folder,
}: MeasureTask): Promise<Pick<MeasuredLayers, 'seconds' | 'waitingShare'>> {
  const own = mkdtempSync(join(folder, 'run-'));
  try {
    const { session, cuttable } = await profileSession(model, cores, join(own, 'profile'));
    const { input, layerCount, order } = cuttable;
    const feeds = { [input.name]: tensorOf(input, new ArrayBuffer(tensorBytes(input))) };
    const most = warmups + Math.max(fewestRuns, Math.floor(mostNodeRuns / order.length));
    let until = Infinity;
    let [began, waited] = [0, 0];
    for (let run = 0; run < most; run += 1) {
      if (run >= warmups + fewestRuns && nowSeconds() >= until) break;
      if (run === warmups) {
        [began, waited] = [nowSeconds(), waitingSeconds()];
        until = began + seconds;
      }
      await withBatchTold(cuttable, () => session.run(feeds));
    }
    const waitingShare = Math.min(1, (waitingSeconds() - waited) / (nowSeconds() - began));
    session.endProfiling();
    await session.release();
    const runs = timesIn(own).slice(warmups);
    return { seconds: layerSeconds(runs, nodeNames(cuttable), layerCount), waitingShare };
  } finally {
    rmSync(own, { recursive: true, force: true });
  }
}

/** What ONNX Runtime wrote into a folder: it does not notice where a disk is full. */
function timesIn(folder: string): NodeTime[][] {
  const [name] = readdirSync(folder);
  try {
    return readNodeTimes(readFileSync(join(folder, name ?? ''), 'utf8'));
  } catch (error) {
    throw new Error(
      `ONNX Runtime could not write its times to ${tmpdir()}: is there no space left, or a limit to the size of files?`,
      { cause: error },
    );
  }
}
