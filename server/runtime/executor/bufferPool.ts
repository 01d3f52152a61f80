/** Memory for tensors of known names and sizes: it comes back when it was read for the last time. */
export class BufferPool {
  private readonly free = new Map<string, ArrayBuffer[]>();

  /** @param bytes of each tensor, by its name. */
  constructor(private readonly bytes: ReadonlyMap<string, number>) {}

  /** Whether a tensor's memory comes from here. */
  owns(name: string): boolean {
    return this.bytes.has(name);
  }

  /** Memory for a tensor, used before where there is some. */
  take(name: string): ArrayBuffer {
    return this.free.get(name)?.pop() ?? new ArrayBuffer(this.bytes.get(name) ?? 0);
  }

  /** Takes memory back. */
  give(name: string, buffer: ArrayBuffer): void {
    const free = this.free.get(name);
    if (free) free.push(buffer);
    else this.free.set(name, [buffer]);
  }
}
