import type { MessagePort } from 'node:worker_threads';
import type { StageMessage } from './messages';

/** Less memory is made anew faster than it comes back. */
const leastBytes = 64 * 1024;
/** A message costs its sender and its receiver some time between two queries: it carries several. */
const mostQueries = 2;

/** Collects memory that goes back to the stage before. */
export class WayBack {
  private names: string[] = [];
  private buffers: ArrayBuffer[] = [];
  private queries = 0;

  constructor(private readonly port: Pick<MessagePort, 'postMessage'>) {}

  /** Adds a tensor's memory. */
  add(name: string, buffer: ArrayBuffer): void {
    if (buffer.byteLength < leastBytes) return;
    this.names.push(name);
    this.buffers.push(buffer);
  }

  /** Another query is done: sends what there is, unless the next query waits and there is little. */
  send(isBusy: boolean): void {
    this.queries += 1;
    if (isBusy && this.queries < mostQueries) return;
    this.queries = 0;
    if (this.buffers.length === 0) return;
    const { names, buffers } = this;
    this.names = [];
    this.buffers = [];
    this.port.postMessage({ kind: 'recycle', names, buffers } satisfies StageMessage, buffers);
  }
}
