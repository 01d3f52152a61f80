import type {
  HostMessage,
  PanelFailure,
  PanelMessage,
  PanelReply,
} from '../../../server/protocol/panelMessages';

/** What a panel needs of `acquireVsCodeApi()`. */
export interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): unknown;
}

/** Something that the host sends unasked: told by its type from everything else. */
export interface PanelEvent {
  readonly type: string;
}

/**
 * A panel's end of the wire: says `ready`, numbers its requests and settles each with the reply
 * that carries its number. Rejects with the host's error text.
 */
export class HostClient<Request, Event extends PanelEvent> {
  private readonly pending = new Map<number, { resolve(): void; reject(error: Error): void }>();
  private lastId = 0;

  /** @param eventTypes every type of `Event`; what is of another type is ignored. */
  constructor(
    private readonly api: Pick<VsCodeApi, 'postMessage'>,
    private readonly eventTypes: readonly Event['type'][],
    private readonly onEvent: (event: Event | PanelFailure) => void,
  ) {}

  /** Listens to the page's messages and errors, then tells the host that it may send. */
  connect(page: Window): void {
    page.addEventListener('message', (event: MessageEvent<unknown>) => this.receive(event.data));
    page.addEventListener('error', ({ error, message }) => {
      // A panel whose height follows its width is told so by the browser, without anything being wrong.
      if (!message.startsWith('ResizeObserver loop')) this.reportError(error ?? message);
    });
    page.addEventListener('unhandledrejection', (event) => this.reportError(event.reason));
    this.post({ type: 'ready' });
  }

  /** Sends a request; resolves when the host has done it. */
  request(request: Request): Promise<void> {
    const id = ++this.lastId;
    return new Promise((resolve, reject) => {
      this.pending.set(id, { resolve, reject });
      this.post({ type: 'request', id, request });
    });
  }

  /** Takes one message from the host; anything that is not one is ignored. */
  receive(message: unknown): void {
    if (!this.isFromHost(message)) return;
    if (isReply(message)) this.settle(message);
    else this.onEvent(message);
  }

  private settle({ id, error }: PanelReply): void {
    const waiting = this.pending.get(id);
    this.pending.delete(id);
    if (error === undefined) waiting?.resolve();
    else waiting?.reject(new Error(error));
  }

  private isFromHost(message: unknown): message is HostMessage<Event> {
    if (typeof message !== 'object' || message === null || !('type' in message)) return false;
    const known: readonly unknown[] = ['failure', 'reply', ...this.eventTypes];
    return known.includes(message.type);
  }

  private reportError(reason: unknown): void {
    const message = reason instanceof Error ? (reason.stack ?? reason.message) : String(reason);
    this.post({ type: 'error', message });
  }

  private post(message: PanelMessage<Request>): void {
    this.api.postMessage(message);
  }
}

function isReply(message: PanelEvent): message is PanelReply {
  return message.type === 'reply';
}
