import type { AnyMessage, OpenOptions, Panel } from './panelHost';

/** A picture to take: what is sent, and what a person does before it is taken. */
export interface Scene {
  readonly message?: AnyMessage;
  readonly options?: OpenOptions;
  act?(panel: Panel): Promise<void>;
}
