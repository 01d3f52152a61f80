import { formatSeconds, formatWhole } from '../common/formatNumbers';
import type { ChartLook } from './momentsChart';

/** The charts by their names, from top to bottom. */
export type ChartName = 'throughput' | 'latency' | 'queue';

const few = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 3 });

/** How each chart looks. */
export const chartLooks: readonly (readonly [ChartName, ChartLook])[] = [
  [
    'throughput',
    { curves: [{ color: '--fast', dash: [] }], write: (value) => few.format(value), mostTicks: 5 },
  ],
  [
    'latency',
    {
      curves: [
        { color: '--slow', dash: [] },
        { color: '--fast', dash: [5, 2] },
      ],
      write: formatSeconds,
      mostTicks: 5,
    },
  ],
  [
    'queue',
    {
      curves: [{ color: '--quiet', dash: [] }],
      write: formatWhole,
      mostTicks: 4,
      areWhole: true,
    },
  ],
];
