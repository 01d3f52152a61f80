import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { pinThread } from '../../server/runtime/executor/pinThread';
import { nowSeconds } from '../../server/runtime/executor/messages';

/** A session as a program without a pipeline makes it. */
export interface SessionPlan {
  readonly modelPath: string;
  /** The core that it runs on; null for ONNX Runtime's defaults: all cores. */
  readonly core: number | null;
  /** 1 as it is; 0.5 waits as long as it computed. */
  readonly speed: number;
}

/** When each query of each session began and ended. */
export type SessionTimes = readonly (readonly [begun: number, ended: number])[];

/** A session in this thread, and what runs it for some seconds. */
async function makeSession({ modelPath, core, speed }: SessionPlan) {
  if (core !== null) pinThread([core]);
  const session = await InferenceSession.create(
    modelPath,
    core === null ? {} : { intraOpNumThreads: 1, interOpNumThreads: 1 },
  );
  const [input] = session.inputMetadata;
  if (!input?.isTensor) throw new Error('The model has no input.');
  const dims = input.shape.map(Number);
  const count = dims.reduce((product, d) => product * d, 1);
  const feeds = { [input.name]: new Tensor('float32', new Float32Array(count), dims) };
  for (let warmup = 0; warmup < 2; warmup += 1) await session.run(feeds);
  const never = new Int32Array(new SharedArrayBuffer(4));
  return async (seconds: number): Promise<SessionTimes> => {
    const times: [number, number][] = [];
    for (const until = nowSeconds() + seconds; nowSeconds() < until;) {
      const begun = nowSeconds();
      await session.run(feeds);
      if (speed < 1) Atomics.wait(never, 0, 0, 1e3 * (nowSeconds() - begun) * (1 / speed - 1));
      times.push([begun, nowSeconds()]);
    }
    return times;
  };
}

function messageFrom(worker: Worker): Promise<SessionTimes> {
  return new Promise((resolve, reject) => {
    worker.once('message', resolve).once('error', reject);
  });
}

/** One session runs in the main thread as in any program, several in a thread each. */
async function serveHost(plans: readonly SessionPlan[]): Promise<void> {
  const [alone] = plans;
  let measure: (seconds: number) => Promise<readonly SessionTimes[]>;
  if (plans.length === 1 && alone) {
    const run = await makeSession(alone);
    measure = async (seconds) => [await run(seconds)];
  } else {
    const workers = plans.map((plan) => new Worker(__filename, { workerData: plan }));
    await Promise.all(workers.map(messageFrom));
    measure = (seconds) => {
      for (const worker of workers) worker.postMessage(seconds);
      return Promise.all(workers.map(messageFrom));
    };
  }
  process.on('message', (seconds: number) => {
    void measure(seconds).then((times) => process.send?.(times));
  });
  process.send?.([]);
}

async function serveThread(plan: SessionPlan): Promise<void> {
  const run = await makeSession(plan);
  parentPort?.on('message', (seconds: number) => {
    void run(seconds).then((times) => parentPort?.postMessage(times));
  });
  parentPort?.postMessage([]);
}

if (isMainThread) {
  process.on('disconnect', () => process.exit(0));
  void serveHost(JSON.parse(process.argv[2] ?? '[]') as SessionPlan[]);
} else {
  void serveThread(workerData as SessionPlan);
}
