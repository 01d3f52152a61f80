/**
 * Merges iterators, each in order already, into one in order: `before(a, b)` says that a comes first;
 * of equals the earlier iterator's. Holds one value of each, and takes log n comparisons a value.
 */
export function* mergeInOrder<T>(
  sources: readonly Iterator<T>[],
  before: (a: T, b: T) => boolean,
): Generator<T, undefined> {
  const heap = new Heap<T>(before);
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

interface Head<T> {
  readonly value: T;
  readonly source: number;
  readonly iterator: Iterator<T>;
}

/** A binary heap: entry i comes before its children 2i + 1 and 2i + 2. */
class Heap<T> {
  private readonly heads: Head<T>[] = [];

  constructor(private readonly before: (a: T, b: T) => boolean) {}

  get first(): Head<T> | undefined {
    return this.heads[0];
  }

  push(head: Head<T>): void {
    let at = this.heads.length;
    while (at > 0) {
      const parent = this.heads[(at - 1) >> 1];
      if (parent === undefined || !this.precedes(head, parent)) break;
      this.heads[at] = parent;
      at = (at - 1) >> 1;
    }
    this.heads[at] = head;
  }

  dropFirst(): void {
    const last = this.heads.pop();
    if (last !== undefined && this.heads.length > 0) this.replaceFirst(last);
  }

  replaceFirst(head: Head<T>): void {
    let at = 0;
    for (;;) {
      const left = this.heads[2 * at + 1];
      const right = this.heads[2 * at + 2];
      const isRight = left !== undefined && right !== undefined && this.precedes(right, left);
      const child = isRight ? right : left;
      if (child === undefined || !this.precedes(child, head)) break;
      this.heads[at] = child;
      at = 2 * at + (isRight ? 2 : 1);
    }
    this.heads[at] = head;
  }

  private precedes(a: Head<T>, b: Head<T>): boolean {
    if (this.before(a.value, b.value)) return true;
    return !this.before(b.value, a.value) && a.source < b.source;
  }
}
