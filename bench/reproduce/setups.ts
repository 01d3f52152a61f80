import { usesSeed } from '../../server/engine/explore/comparison/comparisonPlan';
import {
  defaultExplorerOptions,
  type ExplorerOptions,
} from '../../server/engine/explore/explorerOptions';
import {
  explorerFacts,
  isExplorerName,
  type ExplorerName,
} from '../../server/engine/explore/explorerFacts';
import { explorerOf } from '../../server/engine/explore/registry';

/** An explorer with options; those that are not said are the defaults. */
export interface Setup {
  readonly explorer: ExplorerName;
  readonly options: Partial<ExplorerOptions>;
}

/** Shisha as the paper recommends it. */
export const shishaSetup: Setup = { explorer: 'shisha', options: {} };

/** Ours. */
export const calibratedSetup: Setup = { explorer: 'calibrated', options: {} };

/** The published search over a database. */
export const pipeSearchSetup: Setup = { explorer: 'pipe-search', options: {} };

/** What reads the times, and so bounds all others. */
export const optimumSetup: Setup = { explorer: 'optimum', options: {} };

/** Every configuration. */
export const exhaustiveSetup: Setup = { explorer: 'exhaustive', options: {} };

/** Every explorer that learns from trials and ends before it has tried everything, from where it starts by itself. */
export const onlineSetups: readonly Setup[] = Object.keys(explorerFacts)
  .filter(isExplorerName)
  .filter((name) => explorerOf(name).readsTimes !== true && explorerOf(name).triesAll !== true)
  .map((explorer) => ({ explorer, options: {} }));

/** Those that can start elsewhere, from Shisha's seed. */
export const seededSetups: readonly Setup[] = onlineSetups
  .filter(({ explorer }) => explorerOf(explorer).options.includes('start'))
  .map(({ explorer }) => ({ explorer, options: { start: 'shisha' } }));

/** Those of {@link onlineSetups} that a paper compares Shisha with. */
export const rivalSetups: readonly Setup[] = onlineSetups.filter(
  ({ explorer }) => explorer !== 'shisha' && explorer !== 'calibrated',
);

/** What people call a setup. */
export function setupTitle({ explorer, options }: Setup): string {
  const { title } = explorerOf(explorer);
  return options.start === 'shisha' ? `${title}, Shisha’s seed` : title;
}

/** All options of a setup. */
export function optionsOf({ options }: Setup, seed: number): ExplorerOptions {
  return { ...defaultExplorerOptions, ...options, seed };
}

/** How many of `seeds` runs tell more than one. */
export function runsOf(setup: Setup, seeds: number): number {
  return usesSeed(setup.explorer, optionsOf(setup, 1)) ? seeds : 1;
}

/** The options that a setup reads, in words: `alpha 10, draws 24`. */
export function optionWords(setup: Setup): string {
  const options = optionsOf(setup, 1);
  return explorerOf(setup.explorer)
    .options.map((name) => `${name} ${options[name]}`)
    .join(', ');
}
