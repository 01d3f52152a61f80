import type { FileHandle } from 'node:fs/promises';

const pageBytes = 1 << 19;
const mostPages = 32;

/** Reads parts of a file; parts that lie side by side are read at once. */
export class PagedFile {
  private readonly pages = new Map<number, Promise<Buffer>>();

  constructor(private readonly handle: FileHandle) {}

  /** The bytes from `offset` to `end`, as text; fewer where the file ends before. */
  async text(offset: number, end: number): Promise<string> {
    const parts: Buffer[] = [];
    for (let page = Math.floor(offset / pageBytes); page * pageBytes < end; page += 1) {
      const bytes = await this.page(page);
      const begin = page * pageBytes;
      parts.push(bytes.subarray(Math.max(0, offset - begin), Math.max(0, end - begin)));
    }
    const [only] = parts;
    return (parts.length === 1 && only ? only : Buffer.concat(parts)).toString('utf8');
  }

  private page(index: number): Promise<Buffer> {
    const known = this.pages.get(index);
    if (known !== undefined) return known;
    for (const oldest of this.pages.keys()) {
      if (this.pages.size < mostPages) break;
      this.pages.delete(oldest);
    }
    const page = this.read(index);
    this.pages.set(index, page);
    return page;
  }

  private async read(index: number): Promise<Buffer> {
    const bytes = Buffer.allocUnsafe(pageBytes);
    let filled = 0;
    while (filled < pageBytes) {
      const at = index * pageBytes + filled;
      const { bytesRead } = await this.handle.read(bytes, filled, pageBytes - filled, at);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    return bytes.subarray(0, filled);
  }
}
