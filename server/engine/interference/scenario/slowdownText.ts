import { significant } from '../../core/units';
import type { Slowdown } from '../scenario';

/** Factors for people: `×1.9`, or `compute ×1.2, memory ×2.4` where they differ. */
export function slowdownText({ compute, memory }: Slowdown): string {
  const factor = (value: number) => `×${Number(significant(value))}`;
  if (compute === memory) return factor(compute);
  return `compute ${factor(compute)}, memory ${factor(memory)}`;
}
