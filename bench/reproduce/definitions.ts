import { percent } from './cell';
import { nearQuality } from './measureJob';
import type { Grid } from './problems';
import { onlineSetups, optionWords, seededSetups, setupTitle } from './setups';

/** What the words of the tables mean; printed before them. */
export function definitions({ networks, platforms, seeds }: Grid): string[] {
  return [
    `Problems: ${networks.length} networks on ${platforms.length} platforms of examples/, with the times of the analytical model and of transfers. The papers measured real chips and simulated others; their times are not published.`,
    'Trial: one configuration is run until every stage was seen once; it is charged the latency of one query.',
    'Convergence time: trial time until the answer that a run ends with was first seen. An explorer that gives up early converges soon, so quality stands beside it, and the time until something as good as Shisha’s answer was seen.',
    'Quality: throughput against the proven optimum of the same problem.',
    `Near-optimal: a quality of at least ${percent(nearQuality).text}. The papers do not say where they draw the line.`,
    `Seeds: ${seeds} runs where chance has a part. Means are geometric where nothing else is said.`,
    'Options and budgets are the defaults; a walk and an annealing end after their steps, since they would never end by themselves:',
    ...[...onlineSetups, ...seededSetups].map(
      (setup) => `  ${setupTitle(setup)}: ${optionWords(setup)}`,
    ),
  ];
}
