/** Sums of the same times in another order differ by less. */
const rounding = 1e-12;

/** Whether a cost is below another by more than rounding. */
export function isCheaper(cost: number, other: number): boolean {
  return cost < other * (1 - rounding);
}
