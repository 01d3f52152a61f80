/** A layer or a use as keys and texts that are YAML already; the first entry is its name. */
export type Item = readonly (readonly [key: string, text: string])[];

/**
 * Items that are copies of the one before them, by their names too (`c3_1`, `c3_2`, …), as one item with
 * `repeat`. Each copy reads the one before it.
 * @param isFree whether no item of the block has a name
 */
export function repeatedItems(items: readonly Item[], isFree: (name: string) => boolean): Item[] {
  const written: Item[] = [];
  for (let start = 0; start < items.length;) {
    const first = items[start] ?? [];
    const copies = copiesFrom(items, start);
    const base = nameOf(first).replace(/_1$/, '');
    const name = copies > 1 && isFree(base) ? base : undefined;
    const [, kind, ...others] = first;
    const repeat = ['repeat', String(copies)] as const;
    written.push(name !== undefined && kind ? [['name', name], kind, repeat, ...others] : first);
    start += name === undefined ? 1 : copies;
  }
  return written;
}

const nameOf = ([name]: Item): string => name?.[1] ?? '';

/** How many items from here are copies of the first, which alone may say what it reads. */
function copiesFrom(items: readonly Item[], start: number): number {
  const first = items[start] ?? [];
  const name = nameOf(first);
  if (!/^\w*[A-Za-z]\w*_1$/.test(name)) return 1;
  const base = name.slice(0, -1);
  const body = JSON.stringify(first.slice(1).filter(([key]) => key !== 'from'));
  let end = start + 1;
  for (; end < items.length; end += 1) {
    const item = items[end] ?? [];
    const isNext = nameOf(item) === `${base}${end - start + 1}`;
    if (!isNext || JSON.stringify(item.slice(1)) !== body) break;
  }
  return end - start;
}
