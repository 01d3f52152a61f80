import type {
  ComparisonModel,
  ExplorerModel,
  MeasuredFigure,
  ModelBand,
} from '../../../protocol/comparisonModel';
import type {
  ComparedExplorer,
  ComparisonResult,
  MeasureName,
  QualityBand,
} from '../../../protocol/comparisonResult';
import { formatCount, formatMagnitude } from '../../core/units';
import { optionWords } from '../resultWords';
import { contestNames, isLevel, leaderOf, type Contest } from './losses';
import { lossWords } from './lossWords';
import { measureNames, measures } from './measures';
import { referenceWords } from './referenceWords';

/** A comparison in words and boxes, for panel and terminal alike. */
export function comparisonModel(result: ComparisonResult): ComparisonModel {
  const explorers = result.explorers.map((explorer) => explorerModel(explorer, result));
  const title = `${result.network} on ${result.platform}`;
  const reference = referenceWords(result);
  const notes = notesOf(result);
  return {
    title,
    subtitle: subtitle(result),
    reference,
    measures: measureNames.map((name) => ({
      name,
      label: measures[name].label,
      meaning: measures[name].meaning,
    })),
    explorers,
    axes: result.axes,
    notes,
    summary: [`Explorers on ${title}.`, reference, ...explorers.map(sentence), ...notes].join(' '),
  };
}

function explorerModel(explorer: ComparedExplorer, result: ComparisonResult): ExplorerModel {
  const { name, title, runs, usesSeed, quality, worst, byTrials, bySeconds } = explorer;
  const figures = measureNames.map((m) => [m, figure(explorer, m, result.explorers)] as const);
  return {
    name,
    title,
    detail: optionWords(explorer).join(' · '),
    runs: usesSeed
      ? runs === 1
        ? '1 run'
        : `${formatCount(runs)} runs`
      : '1 run, no chance in it',
    figures: Object.fromEntries(figures) as Record<MeasureName, MeasuredFigure>,
    boxes: {
      quality: explorer.quality,
      trials: explorer.trials,
      convergenceSeconds: explorer.convergenceSeconds,
    },
    byTrials: modelBand(byTrials),
    bySeconds: modelBand(bySeconds),
    worst:
      quality.minimum < quality.maximum
        ? `${measures.quality.write(worst.quality)} with seed ${worst.seed}`
        : '',
    losses: lossWords(explorer, result.explorers),
  };
}

function figure(
  explorer: ComparedExplorer,
  name: MeasureName,
  explorers: readonly ComparedExplorer[],
): MeasuredFigure {
  const { write } = measures[name];
  const spread = explorer[name];
  const { minimum, lowerQuartile, median, upperQuartile, maximum, interval } = spread;
  return {
    text: write(spread.geometricMean),
    interval: interval === null ? '' : intervalWords(write(interval[0]), write(interval[1])),
    range: [minimum, lowerQuartile, median, upperQuartile, maximum].map((value) => write(value)),
    isBest: isContest(name) && isAmongBest(explorer, name, explorers),
  };
}

/** `94.1 – 96.2 %`: the unit once, where it is the same; empty where both are. */
function intervalWords(low: string, high: string): string {
  const [, number = low, unit] = /^(\S+)( \S+)$/.exec(low) ?? [];
  if (low === high) return '';
  return unit !== undefined && high.endsWith(unit) ? `${number} – ${high}` : `${low} – ${high}`;
}

function isContest(name: MeasureName): name is Contest {
  return contestNames.some((contest) => contest === name);
}

function isAmongBest(
  explorer: ComparedExplorer,
  contest: Contest,
  explorers: readonly ComparedExplorer[],
): boolean {
  // What takes nothing at all needs no prize.
  if (explorer[contest].geometricMean === 0) return false;
  const leader = leaderOf(explorers, contest);
  return leader !== null && !explorer.readsTimes && isLevel(explorer[contest], leader[contest]);
}

function modelBand({ lowerQuartile, median, upperQuartile, end }: QualityBand): ModelBand {
  return { low: lowerQuartile, median, high: upperQuartile, end };
}

function subtitle({ seeds, testbed, spaceSize, maxTrials, maxReplicas }: ComparisonResult): string {
  return [
    seeds.count === 1 ? `seed ${seeds.first}` : `${formatCount(seeds.count)} seeds`,
    `${testbed} testbed`,
    `${formatMagnitude(Number(spaceSize))} configurations`,
    ...(maxTrials === null ? [] : [`${formatCount(maxTrials)} trials at most`]),
    ...(maxReplicas > 1 ? [`up to ${maxReplicas} replicas`] : []),
  ].join(' · ');
}

function notesOf({ explorers, leftOut, cancelled }: ComparisonResult): string[] {
  const timeReaders = explorers.filter(({ readsTimes }) => readsTimes);
  return [
    ...(cancelled ? ['Cancelled: only runs that were complete count.'] : []),
    ...timeReaders.map(({ title }) => `${title} reads the times, and is not compared by trials.`),
    ...leftOut.map(({ name, reason }) => `Left out: ${name}, ${reason}.`),
  ];
}

function sentence({ title, figures }: ExplorerModel): string {
  const { quality, trials, convergenceSeconds } = figures;
  return `${title}: quality ${quality.text} after ${trials.text} trials, converged in ${convergenceSeconds.text}.`;
}
