/** Sent with `initialize` as its options; each is optional, so that any editor can start the server. */
export interface ServerOptions {
  /** The editor's command that tunes the network whose URI is its argument. No lens without it. */
  readonly runCommand?: string;
  readonly settings?: ServerSettings;
}

/** Sent with `workspace/didChangeConfiguration`. */
export interface ServerSettings {
  /** True where the person trusts the workspace: models outside of it may be read. Default false. */
  readonly trusted?: boolean;
  /** Hints in the text; each is shown unless it is switched off. */
  readonly inlayHints?: {
    /** Output shape and share of the weight, at each layer. */
    readonly layers?: boolean;
    /** Values, behind each expression. */
    readonly expressions?: boolean;
  };
}
