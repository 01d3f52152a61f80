/** One stage of a configuration as it is written to files. */
export interface StageResult {
  /** Name of the execution place. */
  readonly place: string;
  /** Further places that take queries in turn with it, where the stage has replicas. */
  readonly replicas?: readonly string[];
  /** Layer names, in order. */
  readonly layers: readonly string[];
  /** Time of the stage for one inference on one place, with its transfer where transfers block. */
  readonly seconds: number;
  /** Time to send the stage's output to the next stage; 0 for the last stage. */
  readonly transferSeconds: number;
}

/** A configuration with what was observed of it. */
export interface PipelineResult {
  readonly stages: readonly StageResult[];
  /** Inferences per second: 1 / periodSeconds. */
  readonly throughput: number;
  readonly latencySeconds: number;
  readonly periodSeconds: number;
  /** Energy of one inference, where the power of every place is known. */
  readonly energyJoules?: number;
}

/** What was looked for. */
export interface ObjectiveResult {
  readonly goal: 'throughput' | 'latency' | 'energy';
  readonly minThroughput?: number;
  readonly maxLatencySeconds?: number;
}

/** One trial: `stages` are [first layer, layer after the last, execution place, its replicas …]. */
export interface TrialResult {
  /** Counted from 1. */
  readonly trial: number;
  readonly throughput: number;
  /** Trial time spent up to and including this trial. */
  readonly elapsedSeconds: number;
  readonly stages: readonly (readonly [number, number, string, ...string[]])[];
}

/** An execution place as a picture needs it. */
export interface PlaceSummary {
  readonly name: string;
  readonly fast: boolean;
  /** Index of its class: places of one class have equal times and links. */
  readonly class: number;
  /** For people, such as `8×3.0 GHz hbm`; empty where nothing is known. */
  readonly description: string;
}

/** What was tuned, so that a saved result can be drawn again without its inputs. */
export interface TunedSystem {
  readonly layers: readonly string[];
  readonly places: readonly PlaceSummary[];
  /** seconds[class][layer] of the testbed. */
  readonly secondsByClass: readonly (readonly number[])[];
  /** Bytes across each cut, layers + 1 entries. */
  readonly cutBytes: readonly number[];
  /** Link latency [from class][to class], seconds. */
  readonly linkLatencySeconds: readonly (readonly number[])[];
  /** Link cost [from class][to class], seconds a byte. */
  readonly linkSecondsPerByte: readonly (readonly number[])[];
  readonly transfers: 'overlapped' | 'blocking';
}

/** The proven optimum of the same problem, and how near the result comes to it. */
export interface OptimumResult {
  readonly throughput: number;
  readonly proven: true;
  /** How near the result comes to it by the objective, at most 1; 0 where it breaks a bound. */
  readonly quality: number;
  /** Of an optimal configuration, where the objective is not throughput alone. */
  readonly latencySeconds?: number;
  /** Of an optimal configuration, where the objective is not throughput alone. */
  readonly energyJoules?: number;
}

/** How good any configuration can be at best, where the optimum was searched for and not proven. */
export interface BoundResult {
  readonly throughput: number;
  /** 1 − found / bound: at most this share is missing. */
  readonly gap: number;
}

/** A point of the front: no other configuration is as good in everything. */
export interface FrontPoint {
  readonly stages: readonly StageResult[];
  readonly throughput: number;
  readonly latencySeconds: number;
  /** Where energy is part of the front. */
  readonly energyJoules?: number;
}

/** A tuning run: what `cnn-tuner tune --json` prints and `*.tuning.json` holds. */
export interface TuningResult {
  readonly kind: 'cnn-tuning';
  readonly format: 1;
  readonly network: string;
  readonly platform: string;
  readonly explorer: string;
  readonly testbed: 'analytical' | 'profile' | 'local';
  readonly seed: number;
  /** Explorer options as used, such as `{ alpha: 10, assign: 'rank_w', balance: 'lFEP' }`. */
  readonly options: Readonly<Record<string, string | number>>;
  readonly objective?: ObjectiveResult;
  /** Most places that a stage may run on in turn; absent for one. */
  readonly maxReplicas?: number;
  readonly best: PipelineResult;
  readonly trials: number;
  readonly bestTrial: number;
  readonly convergenceSeconds: number;
  /** Number of configurations, an exact integer in decimal. */
  readonly spaceSize: string;
  readonly exploredFraction: number;
  readonly optimum: OptimumResult | null;
  readonly bound?: BoundResult;
  /** The exact front of throughput and latency (and energy), the highest throughput first. */
  readonly front?: readonly FrontPoint[];
  /** Time that the explorer took itself, beside the trials. */
  readonly explorerSeconds?: number;
  /** Memory of what the explorer prepared, such as a database of configurations. */
  readonly explorerBytes?: number;
  /** Configuration with which a walk in a fixed order goes on, in decimal; absent where all were tried. */
  readonly resumeFrom?: string;
  readonly trace: readonly TrialResult[];
  /** True where the run was cancelled and this is what was found until then. */
  readonly cancelled?: boolean;
  /** Why the run ended early, where the testbed failed. */
  readonly failure?: string;
  /** Paths of the inputs, relative to the result's folder, where there are files. */
  readonly sources?: { readonly network?: string; readonly platform?: string };
  readonly system: TunedSystem;
}
