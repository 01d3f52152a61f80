/** Beginnings of pipelines, in columns that grow. */
export class Beginnings {
  count = 0;
  /** The beginning that this one has a stage more than, by its number among those kept. */
  parent = new Int32Array(256);
  mode = new Int32Array(256);
  start = new Int32Array(256);
  end = new Int32Array(256);
  /** Price of the places that are left, less what the rest costs at least. */
  slack = new Float64Array(256);
  /** Of the places used: equal sets have equal hashes. */
  hash = new Int32Array(256);
  /** 0 where any class that has a place left may go on; else tells mode and end apart. */
  kind = new Int32Array(256);
  /** 1 where another one makes it needless. */
  needless = new Uint8Array(256);

  /** Adds one and gives its number. */
  add(
    parent: number,
    mode: number,
    start: number,
    end: number,
    slack: number,
    hash: number,
    kind: number,
  ): number {
    if (this.count === this.parent.length) this.grow();
    const index = this.count;
    this.count += 1;
    this.parent[index] = parent;
    this.mode[index] = mode;
    this.start[index] = start;
    this.end[index] = end;
    this.slack[index] = slack;
    this.hash[index] = hash;
    this.kind[index] = kind;
    this.needless[index] = 0;
    return index;
  }

  /** Some of them, by their numbers. */
  pick(indices: Int32Array): Beginnings {
    const some = new Beginnings();
    for (const index of indices) {
      some.add(
        this.parent[index] as number,
        this.mode[index] as number,
        this.start[index] as number,
        this.end[index] as number,
        this.slack[index] as number,
        this.hash[index] as number,
        this.kind[index] as number,
      );
    }
    return some;
  }

  private grow(): void {
    for (const name of ['parent', 'mode', 'start', 'end', 'hash', 'kind'] as const) {
      const column = new Int32Array(2 * this.count);
      column.set(this[name]);
      this[name] = column;
    }
    const slack = new Float64Array(2 * this.count);
    slack.set(this.slack);
    this.slack = slack;
    const needless = new Uint8Array(2 * this.count);
    needless.set(this.needless);
    this.needless = needless;
  }
}
