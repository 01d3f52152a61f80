import type { Space } from '../../pipeline/space';
import { spaceSize } from '../../pipeline/spaceSize';
import { formatMagnitude } from '../../core/units';
import type { ExplorerOptions } from '../explorerOptions';
import { explorerFacts, type ExplorerName, isExplorerName } from '../explorerFacts';
import { explorerOf } from '../registry';

/** Which explorers to compare, and over how many seeds. */
export interface ComparisonRequest {
  /** Null for all that make sense for the problem. */
  readonly explorers: readonly ExplorerName[] | null;
  /** Options of all of them; the seed is the first one. */
  readonly options: ExplorerOptions;
  /** How many seeds, counted up from the first. */
  readonly seeds: number;
  /** Most trials of a run; null for no limit. */
  readonly maxTrials: number | null;
}

/** One run to be made. */
export interface ComparisonJob {
  readonly explorer: ExplorerName;
  readonly seed: number;
}

/** The runs of a comparison, in the order in which they begin. */
export interface ComparisonPlan {
  /** In the order of the registry. */
  readonly explorers: readonly ExplorerName[];
  readonly jobs: readonly ComparisonJob[];
  readonly leftOut: readonly { readonly name: ExplorerName; readonly reason: string }[];
}

/** A larger space is not walked through unless somebody asks for it by name. */
const mostWalked = 10_000_000n;

/** Which runs a comparison is made of. */
export function comparisonPlan(space: Space, request: ComparisonRequest): ComparisonPlan {
  const { options, seeds, explorers: wanted } = request;
  const leftOut = allExplorers.flatMap((name) => {
    const reason = wanted === null ? reasonAgainst(name, space) : null;
    return reason === null ? [] : [{ name, reason }];
  });
  const chosen = allExplorers.filter((name) =>
    wanted === null ? leftOut.every((out) => out.name !== name) : wanted.includes(name),
  );
  const runs = chosen.flatMap((explorer) =>
    Array.from({ length: usesSeed(explorer, options) ? seeds : 1 }, (_, turn) => ({
      explorer,
      seed: (options.seed + turn) | 0,
      // A long walk ends late where it begins late; what is cut off should have a few runs of each.
      turn: explorerOf(explorer).triesAll === true ? -1 : turn,
    })),
  );
  const jobs = runs
    .sort((a, b) => a.turn - b.turn)
    .map(({ explorer, seed }) => ({ explorer, seed }));
  return { explorers: chosen, jobs, leftOut };
}

/** True where runs of different seeds may differ. */
export function usesSeed(name: ExplorerName, options: ExplorerOptions): boolean {
  return explorerOf(name).usesSeed?.(options) ?? true;
}

const allExplorers = Object.keys(explorerFacts).filter(isExplorerName);

function reasonAgainst(name: ExplorerName, space: Space): string | null {
  const { readsTimes, triesAll } = explorerOf(name);
  if (triesAll === true) {
    const size = spaceSize(space.layers.length, space.places.length);
    return size > mostWalked
      ? `it would try ${formatMagnitude(Number(size))} configurations; name it to have it run`
      : null;
  }
  return readsTimes === true ? 'it reads the times: it is what the others are measured by' : null;
}
