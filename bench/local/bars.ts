import type { Spread } from './spread';

/** What was measured of a network on two cores. */
export interface NetworkFigures {
  readonly network: string;
  /** Speed of the second core: 1, or emulated. */
  readonly speed: number;
  /** Pipeline against one independent session a core, repetition by repetition. */
  readonly toIndependent: Spread;
  /** Pipeline against one session on all cores. */
  readonly toDefault: Spread;
  /** Memory of the pipeline against that of independent sessions. */
  readonly memoryShare: number;
  /** Share of the time between two results in which the slowest stage does not compute. */
  readonly overhead: Spread;
  /** Time of the whole network on one core. */
  readonly wholeSeconds: number;
  readonly tuned: readonly {
    readonly explorer: string;
    readonly seconds: number;
    /** Throughput against that of the best cut. */
    readonly quality: number;
  }[];
}

/** What must hold, and what was measured. */
export interface Bar {
  readonly what: string;
  readonly limit: { readonly atLeast: number } | { readonly atMost: number };
  readonly value: number;
  readonly unit: string;
  readonly passed: boolean;
}

/** Networks of less than this do not have to keep the bar of the time between stages. */
const leastWholeSeconds = 0.01;
/** Only here weights are nearly all of the memory. */
const heaviest = 'vgg16';

/** The bars that a network has to keep. */
export function barsOf(figures: NetworkFigures): Bar[] {
  const { network, speed, toIndependent, toDefault, overhead, tuned } = figures;
  const bars = [
    bar('throughput ÷ independent sessions', { atLeast: 0.95 }, toIndependent.median),
    bar('throughput ÷ default session', { atLeast: 1 }, toDefault.median),
  ];
  if (network === heaviest && speed === 1) {
    bars.push(bar('memory ÷ independent sessions', { atMost: 0.65 }, figures.memoryShare));
  }
  if (figures.wholeSeconds > leastWholeSeconds) {
    bars.push(bar('overhead between stages', { atMost: 2 }, 100 * overhead.median, '%'));
  }
  for (const { explorer, seconds, quality } of tuned) {
    bars.push(bar(`${explorer}: time to tune`, { atMost: 60 }, seconds, 's'));
    bars.push(bar(`${explorer}: throughput ÷ best cut`, { atLeast: 0.95 }, quality));
  }
  return bars;
}

function bar(what: string, limit: Bar['limit'], value: number, unit = ''): Bar {
  const passed = 'atLeast' in limit ? value >= limit.atLeast : value <= limit.atMost;
  return { what, limit, value, unit, passed };
}
