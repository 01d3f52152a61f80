import type { ClassProblem } from './classProblem';

/** How many places of each class are used, as one number in a mixed radix. */
export interface UsedVectors {
  /** Number of vectors; beyond 2⁵³ only an estimate. */
  readonly size: number;
  /** What one more place of each class adds. */
  readonly radix: readonly number[];
}

/** The vectors of a problem. */
export function usedVectors({ counts }: Pick<ClassProblem, 'counts'>): UsedVectors {
  const radix: number[] = [];
  let size = 1;
  for (const count of counts) {
    radix.push(size);
    size *= count + 1;
  }
  return { size, radix };
}
