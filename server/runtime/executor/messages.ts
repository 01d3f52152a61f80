import type { MessagePort } from 'node:worker_threads';
import type { StagePlan } from '../plan';
import type { TensorSpec } from '../graph/tensorSpec';
import type { Shape } from '../../protocol/layersResult';

/** Where a thread finds its model. */
export interface ModelFile {
  readonly path: string;
  readonly shape: Shape | null;
}

/** What to measure: the whole model on one place's cores, layer by layer. */
export interface MeasureTask {
  readonly model: ModelFile;
  readonly cores: readonly number[] | null;
  /** About how long, beside making the session. */
  readonly seconds: number;
  /** For what is written meanwhile; whoever asks makes and removes it. */
  readonly folder: string;
}

/** What runs of a model showed of its layers. */
export interface MeasuredLayers {
  /** seconds[layer][run]: time of a layer's nodes in each run. */
  readonly seconds: readonly (readonly number[])[];
  /** Share of the time in which other work had the cores: how far times may be too long. */
  readonly waitingShare: number;
  /** Why the thread was not pinned; null where it was. */
  readonly unpinned: string | null;
  /** Version of ONNX Runtime. */
  readonly runtime: string;
}

/** What a thread is started for. */
export type ThreadTask =
  | { readonly kind: 'probe'; readonly model: ModelFile }
  | { readonly kind: 'measure'; readonly task: MeasureTask }
  | {
      readonly kind: 'stage';
      readonly model: ModelFile;
      readonly plan: StagePlan;
      /** Stage number, from 0, and how many there are. */
      readonly stage: number;
      readonly stages: number;
      /** Of every tensor that crosses a cut. */
      readonly specs: readonly TensorSpec[];
      /** To the stage before, or to the source of queries. */
      readonly before: MessagePort;
      /** To the stage after, or to the sink. */
      readonly after: MessagePort;
    };

/** What a thread says of itself. */
export type ThreadReport =
  | { readonly kind: 'probed'; readonly specs: readonly TensorSpec[] }
  | { readonly kind: 'measured'; readonly measured: MeasuredLayers }
  | { readonly kind: 'ready'; readonly unpinned: string | null }
  | { readonly kind: 'failed'; readonly message: string };

/** A query between two stages: the memory of its tensors moves with the message. */
export interface QueryMessage {
  readonly kind: 'query';
  readonly id: number;
  /** Three times a stage that it has passed: received, begun, ended; see {@link nowSeconds}. */
  readonly times: readonly number[];
  /** In the order of the sender's wires, see StageWires. */
  readonly buffers: readonly ArrayBuffer[];
}

/** What goes forward and backward between neighbours. */
export type StageMessage =
  | QueryMessage
  /** Memory that comes back to those who made it. */
  | {
      readonly kind: 'recycle';
      readonly names: readonly string[];
      readonly buffers: readonly ArrayBuffer[];
    };

/** Seconds of a clock that all threads and processes of this machine share. */
export function nowSeconds(): number {
  return Number(process.hrtime.bigint()) / 1e9;
}
