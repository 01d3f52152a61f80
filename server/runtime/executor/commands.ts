import type { LoadSpec, RunFrame, RunReport, TimedQuery } from '../../protocol/liveRun';
import type { PipelinePlan } from '../plan';
import type { SwitchReport } from './conveyor';
import type { MeasuredLayers, MeasureTask } from './messages';

/** What a trial on this machine showed. */
export interface TrialReport {
  /** Median compute time of each stage. */
  readonly stageSeconds: readonly number[];
  /** Least time from the end of each stage to an idle next stage's receipt; 0 for the last. */
  readonly transferSeconds: readonly number[];
  /** Time between two results, typical of the trial: a hiccup does not move it. */
  readonly periodSeconds: number;
  /** Interquartile range of a stage's times, as a share of their median, where it is widest. */
  readonly spread: number;
  /** How long the queries of the trial took together. */
  readonly trialSeconds: number;
}

/** What the executor can be asked to do: parameters and answer of each command. */
export interface ExecutorCommands {
  /** Makes the sessions of a plan, while another pipeline may serve. */
  load: { parameters: PipelinePlan; answer: { unpinned: string | null } };
  /** Lets queries enter what was loaded last. */
  activate: { parameters: null; answer: SwitchReport | null };
  /** Runs queries as fast as they go, and tells what the stages showed. */
  observe: { parameters: { queries: number }; answer: TrialReport };
  /** Measures the layers of a model on cores, whatever else runs. */
  measure: { parameters: MeasureTask; answer: MeasuredLayers };
  run: { parameters: LoadSpec; answer: RunReport };
  /** Ends the run under way; its report follows. */
  stopRun: { parameters: null; answer: null };
  /** Ends the process, and leaves the host's folders to the host. */
  end: { parameters: null; answer: null };
}

/** Name of a command. */
export type CommandName = keyof ExecutorCommands;

/** From the host to the executor: any command, or one of those named. */
export type CommandMessage<Names extends CommandName = CommandName> = {
  [Name in Names]: {
    readonly id: number;
    readonly name: Name;
    readonly parameters: ExecutorCommands[Name]['parameters'];
  };
}[Names];

/** From the executor to the host. */
export type ExecutorMessage =
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'refused'; readonly id: number; readonly message: string }
  | { readonly kind: 'frame'; readonly frame: RunFrame }
  | { readonly kind: 'query'; readonly query: TimedQuery }
  /** The pipeline cannot go on; the process ends. */
  | { readonly kind: 'failed'; readonly message: string };
