/** A binary heap, whose entry i comes before its children 2i + 1 and 2i + 2: log n comparisons a change. */
export class Heap<T> {
  private readonly entries: T[] = [];

  /** @param before says that an entry comes before another; of equals either comes first. */
  constructor(private readonly before: (a: T, b: T) => boolean) {}

  /** The entry before which no other comes; undefined for none. */
  get first(): T | undefined {
    return this.entries[0];
  }

  push(entry: T): void {
    let at = this.entries.length;
    while (at > 0) {
      const parent = this.entries[(at - 1) >> 1];
      if (parent === undefined || !this.before(entry, parent)) break;
      this.entries[at] = parent;
      at = (at - 1) >> 1;
    }
    this.entries[at] = entry;
  }

  dropFirst(): void {
    const last = this.entries.pop();
    if (last !== undefined && this.entries.length > 0) this.replaceFirst(last);
  }

  /** Drops the first and takes another instead. */
  replaceFirst(entry: T): void {
    let at = 0;
    for (;;) {
      const left = this.entries[2 * at + 1];
      const right = this.entries[2 * at + 2];
      const isRight = left !== undefined && right !== undefined && this.before(right, left);
      const child = isRight ? right : left;
      if (child === undefined || !this.before(child, entry)) break;
      this.entries[at] = child;
      at = 2 * at + (isRight ? 2 : 1);
    }
    this.entries[at] = entry;
  }
}
