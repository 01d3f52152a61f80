import { receiveMessageOnPort, type MessagePort } from 'node:worker_threads';
import type { Tensor } from 'onnxruntime-node';
import type { TensorSpec } from '../graph/tensorSpec';
import { BufferPool } from './bufferPool';
import { tensorBytes } from './elementTypes';
import { nowSeconds, type QueryMessage, type StageMessage } from './messages';
import type { StageSession } from './modelSession';
import { stageWires, type StageWires } from './stageWires';
import { tensorOf } from './tensorOf';
import { WayBack } from './wayBack';

/** A stage with what is around it. */
export interface ServedStage {
  readonly ready: StageSession;
  /** Of every tensor that crosses a cut. */
  readonly specs: readonly TensorSpec[];
  readonly isFirst: boolean;
  readonly isLast: boolean;
  /** 1 as it is; 0.5 takes twice as long. */
  readonly speed: number;
  /** To the stage before, or to the source of queries. */
  readonly before: MessagePort;
  /** To the stage after, or to the sink. */
  readonly after: MessagePort;
}

interface WaitingQuery {
  readonly message: QueryMessage;
  readonly received: number;
}

/** Runs the queries that come to a stage, one after the other. */
export class StageServer {
  private readonly wires: StageWires;
  private readonly inputs: readonly TensorSpec[];
  private readonly outputs: readonly TensorSpec[];
  /** What this stage makes: its outputs, and the first stage the queries' input. */
  private readonly made: readonly string[];
  private readonly pool: BufferPool;
  private readonly back: WayBack;
  private readonly rest: (seconds: number) => void;
  /** Memory of the query that runs, by tensor. */
  private readonly live = new Map<string, ArrayBuffer>();
  private readonly waiting: WaitingQuery[] = [];
  private isRunning = false;

  constructor(
    private readonly stage: ServedStage,
    private readonly failed: (error: unknown) => void,
  ) {
    const { ready, specs, isFirst, isLast, speed, before, after } = stage;
    const { input, tensors } = ready;
    const known = new Map([...specs, input].map((spec) => [spec.name, spec]));
    this.wires = stageWires(tensors, isFirst, isLast);
    this.inputs = tensors.inputs.flatMap((name) => known.get(name) ?? []);
    this.outputs = tensors.outputs.flatMap((name) => known.get(name) ?? []);
    const made = isFirst ? [input, ...this.outputs] : this.outputs;
    this.made = made.map(({ name }) => name);
    this.pool = new BufferPool(new Map(made.map((spec) => [spec.name, tensorBytes(spec)])));
    this.back = new WayBack(before);
    this.rest = restAfter(speed);
    after.on('message', (message: StageMessage) => this.takeBack(message));
    before.on('message', (message: StageMessage) => this.take(message));
  }

  /** Runs once for nobody: the first run allocates and chooses kernels. */
  async warmUp(): Promise<void> {
    const { received } = this.wires;
    const known = new Map(this.inputs.map((spec) => [spec.name, tensorBytes(spec)]));
    for (const name of received) this.live.set(name, new ArrayBuffer(known.get(name) ?? 0));
    for (const name of this.made) this.live.set(name, this.pool.take(name));
    await this.compute();
    for (const name of this.made) this.pool.give(name, this.memoryOf(name));
    this.live.clear();
  }

  private take(message: StageMessage): void {
    if (message.kind !== 'query') return;
    this.waiting.push({ message, received: nowSeconds() });
    if (this.isRunning) return;
    this.isRunning = true;
    this.runAll().catch(this.failed);
  }

  private async runAll(): Promise<void> {
    for (let next = this.next(); next !== null; next = this.next()) await this.run(next);
    this.isRunning = false;
  }

  /** What came meanwhile is taken at once: an event for it would cost a turn of the loop. */
  private next(): WaitingQuery | null {
    const first = this.waiting.shift();
    if (first) return first;
    const { message } = (receiveMessageOnPort(this.stage.before) ?? {}) as { message?: StageMessage }; // prettier-ignore
    return message?.kind === 'query' ? { message, received: nowSeconds() } : null;
  }

  private async run({ message, received }: WaitingQuery): Promise<void> {
    const { live, pool, back, wires, stage } = this;
    wires.received.forEach((name, i) => live.set(name, message.buffers[i] ?? new ArrayBuffer(0)));
    for (const name of this.made) live.set(name, pool.take(name));
    const begun = nowSeconds();
    await this.compute();
    this.rest(nowSeconds() - begun);
    const times = [...message.times, received, begun, nowSeconds()];
    const buffers = wires.sent.map((name) => this.memoryOf(name));
    const query: StageMessage = { kind: 'query', id: message.id, times, buffers };
    stage.after.postMessage(query, buffers);
    for (const name of this.made) {
      if (!wires.sent.includes(name)) pool.give(name, this.memoryOf(name));
    }
    for (const name of wires.done) back.add(name, this.memoryOf(name));
    back.send(this.waiting.length > 0);
  }

  private async compute(): Promise<void> {
    await this.stage.ready.session.run(this.named(this.inputs), this.named(this.outputs));
  }

  private named(specs: readonly TensorSpec[]): Record<string, Tensor> {
    const tensors: Record<string, Tensor> = {};
    for (const spec of specs) tensors[spec.name] = tensorOf(spec, this.memoryOf(spec.name));
    return tensors;
  }

  private memoryOf(name: string): ArrayBuffer {
    const memory = this.live.get(name);
    if (!memory) throw new Error(`The tensor “${name}” did not come.`);
    return memory;
  }

  private takeBack(message: StageMessage): void {
    if (message.kind !== 'recycle') return;
    message.names.forEach((name, i) => {
      const buffer = message.buffers[i];
      if (buffer && this.pool.owns(name)) this.pool.give(name, buffer);
      else if (buffer) this.back.add(name, buffer);
    });
    if (!this.isRunning) this.back.send(false);
  }
}

/** Waits as long as a place of less speed would still compute, without using its core. */
function restAfter(speed: number): (seconds: number) => void {
  if (speed >= 1) return () => undefined;
  const never = new Int32Array(new SharedArrayBuffer(4));
  return (seconds) => {
    Atomics.wait(never, 0, 0, 1e3 * seconds * (1 / speed - 1));
  };
}
