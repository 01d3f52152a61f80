import type { StageMapModel } from './stageMapModel';

/** Sent by a panel to the host. The first is always `ready`; requests carry an id and get one reply. */
export type PanelMessage<Request> =
  | { readonly type: 'ready' }
  | { readonly type: 'request'; readonly id: number; readonly request: Request }
  | { readonly type: 'error'; readonly message: string };

/** Sent by the host to a panel: what to show, why there is nothing to show, or a reply. */
export type HostMessage<Event> = Event | PanelFailure | PanelReply;

/** Why there is nothing to show. */
export interface PanelFailure {
  readonly type: 'failure';
  readonly message: string;
}

/** Answers the request with the same id. */
export interface PanelReply {
  readonly type: 'reply';
  readonly id: number;
  /** Why the request could not be done. */
  readonly error?: string;
}

/** What the stage map asks of its host. */
export type StageMapPanelRequest =
  | { readonly kind: 'showTrial'; readonly trial: number }
  | { readonly kind: 'revealLayer'; readonly layer: string }
  | { readonly kind: 'command'; readonly command: 'tuneAgain' | 'openAsText' };

/** What the stage map shows. */
export interface StageMapEvent {
  readonly type: 'stageMap';
  readonly model: StageMapModel;
}
