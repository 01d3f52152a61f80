import { Heap } from '../../core/heap';

interface Head<T> {
  readonly value: T;
  readonly source: number;
  readonly iterator: Iterator<T>;
}

/**
 * Merges iterators, each in order already, into one in order: `before(a, b)` says that a comes first;
 * of equals the earlier iterator's. Holds one value of each, and takes log n comparisons a value.
 */
export function* mergeInOrder<T>(
  sources: readonly Iterator<T>[],
  before: (a: T, b: T) => boolean,
): Generator<T, undefined> {
  const heap = new Heap<Head<T>>((a, b) => {
    if (before(a.value, b.value)) return true;
    return !before(b.value, a.value) && a.source < b.source;
  });
  sources.forEach((iterator, source) => {
    const { done, value } = iterator.next();
    if (done !== true) heap.push({ value, source, iterator });
  });
  for (let head = heap.first; head !== undefined; head = heap.first) {
    yield head.value;
    const { done, value } = head.iterator.next();
    if (done === true) heap.dropFirst();
    else heap.replaceFirst({ ...head, value });
  }
}
