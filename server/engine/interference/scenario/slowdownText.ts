import { significant } from '../../core/units';
import type { Slowdown } from '../scenario';

/** Factors for people: `×1.90`, or `compute ×1.20, memory ×2.40` where they differ. */
export function slowdownText({ compute, memory }: Slowdown): string {
  const factor = (value: number) => `×${significant(value)}`;
  if (compute === memory) return factor(compute);
  return `compute ${factor(compute)}, memory ${factor(memory)}`;
}
