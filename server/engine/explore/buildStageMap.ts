import type { Figure, Lane, StageMapModel } from '../../protocol/stageMapModel';
import type { TrialResult, TuningResult } from '../../protocol/tuningResult';
import {
  formatCount,
  formatMagnitude,
  formatQuality,
  formatSeconds,
  formatShare,
  formatThroughput,
  groupedCount,
} from '../core/units';
import { periodOf } from '../pipeline/observation';
import { bestStages } from './bestStages';
import { resultSubtitle, resultTitle } from './resultWords';
import { stageLanes } from './stageLanes';
import { trialPoints } from './trialPoints';

/**
 * The picture of one trial of a tuning result.
 * @param trial from 1; the best trial where absent or outside the trace.
 */
export function buildStageMap(result: TuningResult, trial = result.bestTrial): StageMapModel {
  const traced = result.trace.find((t) => t.trial === trial);
  const stages = traced?.stages ?? bestStages(result);
  const { lanes, periodSeconds, axisSeconds, latencySeconds } = stageLanes(result.system, stages);
  const shown = traced?.trial ?? result.bestTrial;
  const model = {
    title: resultTitle(result),
    subtitle: resultSubtitle(result),
    figures: figures(result, traced, latencySeconds),
    lanes,
    periodSeconds,
    axisSeconds,
    transfers: result.system.transfers,
    trial: shown,
    bestTrial: result.bestTrial,
    trialCount: result.trials,
    trials: trialPoints(result.trace),
    optimumThroughput: result.optimum?.throughput ?? null,
    cancelled: result.cancelled === true,
  };
  return { ...model, summary: summary(model) };
}

function figures(
  result: TuningResult,
  traced: TrialResult | undefined,
  latencySeconds: number,
): Figure[] {
  const throughput = traced?.throughput ?? result.best.throughput;
  const { optimum, trials, bestTrial, convergenceSeconds } = result;
  const share = optimum && optimum.throughput > 0 ? throughput / optimum.throughput : null;
  const used = traced?.stages.length ?? result.best.stages.length;
  return [
    {
      id: 'quality',
      label: 'Share of the optimum',
      value: share === null ? '–' : formatQuality(Math.min(1, share)),
      detail: optimum
        ? `proven optimum ${formatThroughput(optimum.throughput)}`
        : 'the optimum was not proven',
    },
    {
      id: 'throughput',
      label: 'Throughput',
      value: formatThroughput(throughput),
      detail: `a result every ${formatSeconds(periodOf(throughput))}`,
    },
    {
      id: 'latency',
      label: 'Latency',
      value: formatSeconds(latencySeconds),
      detail: `${used} ${used === 1 ? 'stage' : 'stages'}`,
    },
    {
      id: 'trials',
      label: 'Trials',
      value: trials < 1e6 ? groupedCount(trials) : formatCount(trials),
      detail: `best at trial ${groupedCount(bestTrial)} · converged in ${formatSeconds(convergenceSeconds)}`,
    },
    {
      id: 'space',
      label: 'Configurations',
      value: formatMagnitude(Number(result.spaceSize)),
      detail: triedShare(result.exploredFraction),
    },
  ];
}

/** Some trials may repeat a configuration; a share that no double holds is 0. */
function triedShare(share: number): string {
  return share > 0 ? `up to ${formatShare(share)} tried` : 'next to none tried';
}

function summary(model: {
  readonly title: string;
  readonly lanes: readonly Lane[];
  readonly figures: readonly Figure[];
  readonly trial: number;
  readonly trialCount: number;
}): string {
  const used = new Set(model.lanes.flatMap(({ stage }) => stage ?? [])).size;
  const slowest = model.lanes.find((lane) => lane.bottleneck);
  const text = (id: Figure['id']) => {
    const figure = model.figures.find((f) => f.id === id);
    return figure ? `${figure.label} ${figure.value}` : '';
  };
  const bottleneck = slowest
    ? ` The bottleneck is ${slowest.bottleneckIsTransfer ? 'the transfer after ' : ''}stage ${slowest.stage} on ${slowest.place}.`
    : '';
  return (
    `${model.title}, trial ${groupedCount(model.trial)} of ${groupedCount(model.trialCount)}: ${used} stages on ${model.lanes.length} places. ` +
    `${text('throughput')}, ${text('latency')}, ${text('quality')}.${bottleneck}`
  );
}
