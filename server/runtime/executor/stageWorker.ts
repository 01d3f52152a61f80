import { parentPort, workerData, type MessagePort } from 'node:worker_threads';
import { env, type Tensor } from 'onnxruntime-node';
import type { TensorSpec } from '../graph/tensorSpec';
import { BufferPool } from './bufferPool';
import { elementTypeNamed, tensorBytes } from './elementTypes';
import {
  nowSeconds,
  type MeasureTask,
  type MovingQuery,
  type MovingTensor,
  type StageMessage,
  type ThreadReport,
  type ThreadTask,
} from './messages';
import { measureLayers } from './measureLayers';
import { probeSession, stageSession, type StageSession } from './modelSession';
import { pinThread } from './pinThread';
import { tensorOf } from './tensorOf';

type StageTask = Extract<ThreadTask, { kind: 'stage' }>;

/** A thread of the executor: runs one stage until its ports close, or probes a model and ends. */
async function main(task: ThreadTask): Promise<void> {
  try {
    if (task.kind === 'probe') report(await probe(task));
    else if (task.kind === 'measure') report(await measure(task.task));
    else await serve(task);
  } catch (error) {
    report({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
  }
}

function report(message: ThreadReport): void {
  parentPort?.postMessage(message);
}

/** Runs the whole model once: what comes out tells what crosses the cuts. */
async function probe({ model }: Extract<ThreadTask, { kind: 'probe' }>): Promise<ThreadReport> {
  const { session, cuttable } = await probeSession(model);
  const { input } = cuttable;
  const shown = await session.run({
    [input.name]: tensorOf(input, new ArrayBuffer(tensorBytes(input))),
  });
  const specs = Object.entries(shown).map(([name, { type, dims }]) => ({
    name,
    elementType: elementTypeNamed(type),
    dims,
  }));
  return { kind: 'probed', input, specs };
}

async function measure(task: MeasureTask): Promise<ThreadReport> {
  const unpinned = task.cores === null ? null : pinThread(task.cores);
  const seconds = await measureLayers(task);
  return { kind: 'measured', measured: { seconds, unpinned, runtime: env.versions.node ?? '' } };
}

async function serve({ model, plan, stage, specs, before, after }: StageTask): Promise<void> {
  const unpinned = plan.cores === null ? null : pinThread(plan.cores);
  const specOf = new Map(specs.map((spec) => [spec.name, spec]));
  const ready = await stageSession(model, specOf, plan);
  const outputs = ready.tensors.outputs.flatMap((name) => specOf.get(name) ?? []);
  const pool = new BufferPool(stage);
  const wait = waiter(plan.speed);
  await warmUp(ready, specOf, outputs);

  const send = (port: MessagePort, message: StageMessage, moved: readonly MovingTensor[]) =>
    port.postMessage(
      message,
      moved.map(({ bytes }) => bytes),
    );
  after.on('message', (message: StageMessage) => {
    if (message.kind !== 'recycle') return;
    const others = pool.recycle(message.tensors);
    if (others.length > 0) send(before, { kind: 'recycle', tensors: others }, others);
  });

  // One query after the other; what waits, waits in the port.
  let last = Promise.resolve();
  before.on('message', (message: StageMessage) => {
    if (message.kind !== 'query') return;
    const received = nowSeconds();
    last = last
      .then(() => step(message.query, received))
      .catch((error: unknown) => {
        report({ kind: 'failed', message: `Stage ${stage + 1} on ${plan.place}: ${error instanceof Error ? error.message : String(error)}` }); // prettier-ignore
      });
  });

  const step = async (query: MovingQuery, received: number): Promise<void> => {
    const made = outputs.map((spec) => pool.take(spec));
    const begun = nowSeconds();
    await runOn(ready, query.tensors, made);
    wait(nowSeconds() - begun);
    const ended = nowSeconds();
    const passing = query.tensors.filter(({ name }) => ready.tensors.passing.includes(name));
    const done = query.tensors.filter((tensor) => !passing.includes(tensor));
    const tensors = [...passing, ...made];
    const times = [...query.times, received, begun, ended];
    send(after, { kind: 'query', query: { id: query.id, tensors, times } }, tensors);
    if (done.length > 0) send(before, { kind: 'recycle', tensors: done }, done);
  };
  report({ kind: 'ready', unpinned });
}

/** The first runs allocate and choose kernels: they are nobody's query. */
async function warmUp(
  ready: StageSession,
  specs: ReadonlyMap<string, TensorSpec>,
  outputs: readonly TensorSpec[],
): Promise<void> {
  const pool = new BufferPool(0);
  const inputs = ready.tensors.inputs.flatMap((name) => name === ready.input.name ? ready.input : (specs.get(name) ?? [])); // prettier-ignore
  for (let run = 0; run < 2; run += 1) {
    await runOn(ready, inputs.map((spec) => pool.take(spec)), outputs.map((spec) => pool.take(spec))); // prettier-ignore
  }
}

async function runOn(
  { session, tensors }: StageSession,
  given: readonly MovingTensor[],
  made: readonly MovingTensor[],
): Promise<void> {
  const feeds = given.filter(({ name }) => tensors.inputs.includes(name));
  await session.run(named(feeds), named(made));
}

function named(tensors: readonly MovingTensor[]): Record<string, Tensor> {
  return Object.fromEntries(tensors.map((tensor) => [tensor.name, tensorOf(tensor, tensor.bytes)]));
}

/** Waits as long as a place of less speed would still compute, without using its core. */
function waiter(speed: number): (seconds: number) => void {
  if (speed >= 1) return () => undefined;
  const never = new Int32Array(new SharedArrayBuffer(4));
  return (seconds) => {
    Atomics.wait(never, 0, 0, 1e3 * seconds * (1 / speed - 1));
  };
}

void main(workerData);
