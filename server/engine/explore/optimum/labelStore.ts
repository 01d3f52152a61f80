/** Labels of a search: how a state was reached, and what that cost. Grows; labels are never removed. */
export class LabelStore {
  count = 0;
  /** Vector of places used before the stage. */
  used = new Float64Array(64);
  /** First layer of the stage × modes + mode. */
  stage = new Int32Array(64);
  cost = new Float64Array(64);
  latency = new Float64Array(64);
  /** Price of the places used before the stage. */
  paid = new Float64Array(64);
  parent = new Int32Array(64);
  /** 1 where a better label of the same state is known. */
  beaten = new Uint8Array(64);
  /** Next label of the same state; −1 for none. */
  private following = new Int32Array(64);
  private slots = new Int32Array(256).fill(-1);
  private states = 0;

  /**
   * Adds a label, unless one of the same state costs no more and takes no longer.
   * @returns its number; −1 where it was not added.
   */
  add(
    used: number,
    stage: number,
    cost: number,
    latency: number,
    paid: number,
    parent: number,
  ): number {
    let slot = this.slotOf(used, stage);
    const head = this.slots[slot] as number;
    for (let label = head; label >= 0; label = this.following[label] as number) {
      if ((this.cost[label] as number) <= cost && (this.latency[label] as number) <= latency)
        return -1;
    }
    for (let label = head; label >= 0; label = this.following[label] as number) {
      if (cost <= (this.cost[label] as number) && latency <= (this.latency[label] as number)) {
        this.beaten[label] = 1;
      }
    }
    if (head < 0) {
      this.states += 1;
      if (2 * this.states > this.slots.length) {
        this.rehash();
        slot = this.slotOf(used, stage);
      }
    }
    if (this.count === this.stage.length) this.grow();
    const label = this.count;
    this.count += 1;
    this.used[label] = used;
    this.stage[label] = stage;
    this.cost[label] = cost;
    this.latency[label] = latency;
    this.paid[label] = paid;
    this.parent[label] = parent;
    this.following[label] = head;
    this.slots[slot] = label;
    return label;
  }

  /** Slot of a state: that of its labels, or the free one where they would be. */
  private slotOf(used: number, stage: number): number {
    const mask = this.slots.length - 1;
    const low = used % 0x1_0000_0000;
    const high = (used - low) / 0x1_0000_0000;
    let hash =
      Math.imul(low ^ Math.imul(high, 0x9e3779b1), 0x85ebca6b) ^ Math.imul(stage, 0xc2b2ae35);
    hash ^= hash >>> 15;
    let slot = Math.imul(hash, 0x27d4eb2f) & mask;
    for (;;) {
      const label = this.slots[slot] as number;
      if (label < 0 || (this.used[label] === used && this.stage[label] === stage)) return slot;
      slot = (slot + 1) & mask;
    }
  }

  private rehash(): void {
    const heads = this.slots.filter((label) => label >= 0);
    this.slots = new Int32Array(2 * this.slots.length).fill(-1);
    for (const label of heads) {
      this.slots[this.slotOf(this.used[label] as number, this.stage[label] as number)] = label;
    }
  }

  private grow(): void {
    this.used = larger(this.used, new Float64Array(2 * this.count));
    this.stage = larger(this.stage, new Int32Array(2 * this.count));
    this.cost = larger(this.cost, new Float64Array(2 * this.count));
    this.latency = larger(this.latency, new Float64Array(2 * this.count));
    this.paid = larger(this.paid, new Float64Array(2 * this.count));
    this.parent = larger(this.parent, new Int32Array(2 * this.count));
    this.following = larger(this.following, new Int32Array(2 * this.count));
    this.beaten = larger(this.beaten, new Uint8Array(2 * this.count));
  }
}

function larger<T extends { set(array: T): void }>(array: T, room: T): T {
  room.set(array);
  return room;
}
