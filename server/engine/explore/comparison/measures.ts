import type { MeasureName } from '../../../protocol/comparisonResult';
import {
  formatBytes,
  formatCount,
  formatMagnitude,
  formatQuality,
  formatSeconds,
  significant,
} from '../../core/units';

/** How a measure is called, what it is, and how its values are written. */
export interface Measure {
  readonly label: string;
  /** Its name within a sentence. */
  readonly noun: string;
  /** One sentence. */
  readonly meaning: string;
  write(value: number): string;
}

/** Every measure, in the order of tables. */
export const measures: Readonly<Record<MeasureName, Measure>> = {
  quality: {
    label: 'Quality',
    noun: 'quality',
    meaning: 'How near the answer comes to the reference, by the objective.',
    write: formatQuality,
  },
  trials: {
    label: 'Trials',
    noun: 'trials',
    meaning: 'Configurations that were run until the explorer ended.',
    write: (value) => (value < 1000 ? significant(value).replace(/\.0+$/, '') : formatCount(value)),
  },
  convergenceSeconds: {
    label: 'Converged in',
    noun: 'trial time',
    meaning: 'Trial time until the answer was first seen.',
    write: formatSeconds,
  },
  exploredFraction: {
    label: 'Explored',
    noun: 'share explored',
    meaning: 'Share of all configurations that were tried, of 1.',
    write: formatMagnitude,
  },
  explorerSeconds: {
    label: 'Own time',
    noun: 'own time',
    meaning: 'Time that the explorer took itself, beside its trials.',
    write: formatSeconds,
  },
  explorerBytes: {
    label: 'Memory',
    noun: 'memory',
    meaning: 'Memory of what the explorer keeps to choose from.',
    write: (value) => (value > 0 ? formatBytes(value) : '–'),
  },
};

/** Names of the measures, in the order of tables. */
export const measureNames = Object.keys(measures).filter(
  (name): name is MeasureName => name in measures,
);
