import type { StageMapModel } from './stageMapModel';

/** Sent by a panel to the host. The first is always `ready`; requests carry an id and get one reply. */
export type PanelMessage =
  | { readonly type: 'ready' }
  | { readonly type: 'request'; readonly id: number; readonly request: PanelRequest }
  | { readonly type: 'error'; readonly message: string };

/** What a panel may ask of its host. */
export type PanelRequest =
  | { readonly kind: 'showTrial'; readonly trial: number }
  | { readonly kind: 'revealLayer'; readonly layer: string }
  | { readonly kind: 'command'; readonly command: 'tuneAgain' | 'openAsText' };

/** Sent by the host to a panel. */
export type HostMessage =
  | { readonly type: 'stageMap'; readonly model: StageMapModel }
  | { readonly type: 'failure'; readonly message: string }
  | { readonly type: 'reply'; readonly id: number; readonly error?: string };
