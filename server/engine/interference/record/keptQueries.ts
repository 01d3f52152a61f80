/**
 * Offsets of the queries of a block that are kept: about `wanted` at equal distances, the first and
 * the last, the fastest and the slowest, and each one from which on queries break or keep the SLO.
 */
export function keptQueries(
  latencies: Float64Array,
  wanted: number,
  sloSeconds: number | null,
): number[] {
  const count = latencies.length;
  const every = Math.max(1, Math.ceil(count / wanted));
  const slo = sloSeconds ?? Infinity;
  let fastest = 0;
  let slowest = 0;
  for (let i = 1; i < count; i += 1) {
    if ((latencies[i] ?? 0) < (latencies[fastest] ?? 0)) fastest = i;
    if ((latencies[i] ?? 0) > (latencies[slowest] ?? 0)) slowest = i;
  }
  const kept: number[] = [];
  let over = false;
  for (let i = 0; i < count; i += 1) {
    const isOver = (latencies[i] ?? 0) > slo;
    const turns = i === 0 || isOver !== over;
    over = isOver;
    if (turns || i % every === 0 || i === fastest || i === slowest || i === count - 1) kept.push(i);
  }
  return kept;
}
