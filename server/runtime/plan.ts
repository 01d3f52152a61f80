import type { Shape } from '../protocol/layersResult';

/** One stage as it runs on this machine. */
export interface StagePlan {
  /** Name of the execution place. */
  readonly place: string;
  /** Numbers of the cores that it runs on; null leaves it to the system, with one thread. */
  readonly cores: readonly number[] | null;
  /** 1 as it is; 0.5 takes twice as long, by waiting (emulate_speed). */
  readonly speed: number;
  /** First layer, and the layer after the last. */
  readonly start: number;
  readonly end: number;
}

/** A pipeline as it runs on this machine; plain data. */
export interface PipelinePlan {
  /** An ONNX model. */
  readonly modelPath: string;
  /** Channels, height and width where the model leaves them open. */
  readonly shape: Shape | null;
  readonly stages: readonly StagePlan[];
}

/** How many queries may be inside a pipeline at once: the next one waits before every stage. */
export function windowOf(plan: PipelinePlan): number {
  return 2 * plan.stages.length;
}
