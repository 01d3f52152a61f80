/** Entry k is the sum of the values before k; one entry more than `values`. */
export function prefixSums(values: ArrayLike<number>): Float64Array<ArrayBuffer> {
  const sums = new Float64Array(values.length + 1);
  for (let k = 0; k < values.length; k += 1) sums[k + 1] = (sums[k] ?? 0) + (values[k] ?? 0);
  return sums;
}
