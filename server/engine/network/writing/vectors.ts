/** What a field is in each copy of a template; undefined where the copy does not have the layer. */
export type Vector = readonly (number | boolean | string | undefined)[];

/** Whether two vectors agree wherever both are known. */
export function agree(a: Vector, b: Vector): boolean {
  return a.every((value, i) => value === undefined || b[i] === undefined || value === b[i]);
}

/** What is known in either. */
export function merge(a: Vector, b: Vector): Vector {
  return a.map((value, i) => value ?? b[i]);
}

/** The value that a vector has throughout; undefined where it changes. */
export function constantOf(vector: Vector): number | boolean | string | undefined {
  const known = vector.filter((value) => value !== undefined);
  return known.every((value) => value === known[0]) ? known[0] : undefined;
}

/**
 * A vector by arithmetic on a named one: the same, a multiple, a part, or half of it rounded down
 * (the padding of an odd kernel). Undefined where it is none of them.
 */
export function relate(vector: Vector, base: Vector, name: string): string | undefined {
  const pairs = vector.flatMap((value, i) => {
    const other = base[i];
    if (value === undefined) return [];
    return [[value, other] as const];
  });
  const known = pairs.every(([, b]) => b !== undefined);
  if (!known) return undefined;
  if (pairs.every(([a, b]) => a === b)) return `$${name}`;
  const numbers = pairs.flatMap(([a, b]) =>
    typeof a === 'number' && typeof b === 'number' ? [[a, b] as const] : [],
  );
  const [head] = numbers;
  if (!head || numbers.length < pairs.length) return undefined;
  const times = head[0] / head[1];
  const parts = head[1] / head[0];
  const all = (test: (a: number, b: number) => boolean) => numbers.every(([a, b]) => test(a, b));
  if (Number.isInteger(times) && all((a, b) => a === times * b)) return `$(${times} * ${name})`;
  if (Number.isInteger(parts) && all((a, b) => a * parts === b)) return `$(${name} // ${parts})`;
  if (all((a, b) => b % 2 === 1 && a === (b - 1) / 2)) return `$(${name} // 2)`;
  return undefined;
}
