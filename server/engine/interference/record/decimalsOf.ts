/**
 * Into how many parts a second is divided where times are written: a power of ten, nanoseconds or, for
 * a pipeline that is very fast, a millionth of its period.
 */
export function decimalsOf(throughput: number): number {
  const digits = Math.ceil(6 + Math.log10(Math.max(1, throughput)));
  return 10 ** Math.min(15, Math.max(9, digits));
}
