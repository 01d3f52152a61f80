import type {
  HostMessage,
  PanelMessage,
  PanelRequest,
} from '../../../server/protocol/panelMessages';

/** What a panel needs of `acquireVsCodeApi()`. */
export interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): unknown;
}

/** Everything that the host sends except replies, which answer requests. */
export type HostEvent = Exclude<HostMessage, { type: 'reply' }>;

/**
 * A panel's end of the wire: says `ready`, numbers its requests and settles each with the reply
 * that carries its number. Rejects with the host's error text.
 */
export class HostClient {
  private readonly pending = new Map<number, { resolve(): void; reject(error: Error): void }>();
  private lastId = 0;

  constructor(
    private readonly api: Pick<VsCodeApi, 'postMessage'>,
    private readonly onEvent: (event: HostEvent) => void,
  ) {}

  /** Listens to the page's messages and errors, then tells the host that it may send. */
  connect(page: Window): void {
    page.addEventListener('message', (event: MessageEvent<unknown>) => this.receive(event.data));
    page.addEventListener('error', (event) => this.reportError(event.error ?? event.message));
    page.addEventListener('unhandledrejection', (event) => this.reportError(event.reason));
    this.post({ type: 'ready' });
  }

  /** Sends a request; resolves when the host has done it. */
  request(request: PanelRequest): Promise<void> {
    const id = ++this.lastId;
    return new Promise((resolve, reject) => {
      this.pending.set(id, { resolve, reject });
      this.post({ type: 'request', id, request });
    });
  }

  /** Takes one message from the host; anything that is not one is ignored. */
  receive(message: unknown): void {
    if (!isHostMessage(message)) return;
    if (message.type !== 'reply') {
      this.onEvent(message);
      return;
    }
    const waiting = this.pending.get(message.id);
    this.pending.delete(message.id);
    if (message.error === undefined) waiting?.resolve();
    else waiting?.reject(new Error(message.error));
  }

  private reportError(reason: unknown): void {
    const message = reason instanceof Error ? (reason.stack ?? reason.message) : String(reason);
    this.post({ type: 'error', message });
  }

  private post(message: PanelMessage): void {
    this.api.postMessage(message);
  }
}

const hostMessageTypes: readonly unknown[] = [
  'stageMap',
  'failure',
  'reply',
] satisfies HostMessage['type'][];

function isHostMessage(message: unknown): message is HostMessage {
  return (
    typeof message === 'object' &&
    message !== null &&
    'type' in message &&
    hostMessageTypes.includes(message.type)
  );
}
