import { parentPort, workerData } from 'node:worker_threads';
import { env } from 'onnxruntime-node';
import { elementTypeNamed, tensorBytes } from './elementTypes';
import { failureWords, withBatchTold } from './failureWords';
import type { MeasureTask, ThreadReport, ThreadTask } from './messages';
import { measureLayers } from './measureLayers';
import { probeSession, stageSession } from './modelSession';
import { pinThread } from './pinThread';
import { StageServer } from './stageServer';
import { tensorOf } from './tensorOf';

type StageTask = Extract<ThreadTask, { kind: 'stage' }>;

/** A thread of the executor: runs one stage until its ports close, or probes a model and ends. */
async function main(task: ThreadTask): Promise<void> {
  try {
    if (task.kind === 'probe') report(await probe(task));
    else if (task.kind === 'measure') report(await measure(task.task));
    else await serve(task);
  } catch (error) {
    report({ kind: 'failed', message: failureWords(error) });
  }
}

function report(message: ThreadReport): void {
  parentPort?.postMessage(message);
}

/** Runs the whole model once: what comes out tells what crosses the cuts. */
async function probe({ model }: Extract<ThreadTask, { kind: 'probe' }>): Promise<ThreadReport> {
  const { session, cuttable } = await probeSession(model);
  const { input } = cuttable;
  const feeds = { [input.name]: tensorOf(input, new ArrayBuffer(tensorBytes(input))) };
  const shown = await withBatchTold(cuttable, () => session.run(feeds));
  const specs = Object.entries(shown).map(([name, { type, dims }]) => ({
    name,
    elementType: elementTypeNamed(type),
    dims,
  }));
  return { kind: 'probed', specs };
}

async function measure(task: MeasureTask): Promise<ThreadReport> {
  const unpinned = task.cores === null ? null : pinThread(task.cores);
  const shown = await measureLayers(task);
  return { kind: 'measured', measured: { ...shown, unpinned, runtime: env.versions.node ?? '' } };
}

async function serve(task: StageTask): Promise<void> {
  const { model, plan, stage, stages, specs, before, after } = task;
  const unpinned = plan.cores === null ? null : pinThread(plan.cores);
  const ready = await stageSession(model, new Map(specs.map((spec) => [spec.name, spec])), plan);
  const ends = { isFirst: stage === 0, isLast: stage === stages - 1 };
  const failed = (error: unknown) => {
    report({ kind: 'failed', message: `Stage ${stage + 1} on ${plan.place}: ${failureWords(error)}` }); // prettier-ignore
  };
  const { speed } = plan;
  const server = new StageServer({ ready, specs, ...ends, speed, before, after }, failed);
  await server.warmUp();
  report({ kind: 'ready', unpinned });
}

void main(workerData);
