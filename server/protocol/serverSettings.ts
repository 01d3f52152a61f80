/** Sent with `initialize` as its options; each is optional, so that any editor can start the server. */
export interface ServerOptions {
  /** The editor's command that tunes the network whose URI is its argument. No lens without it. */
  readonly runCommand?: string;
  /** The editor's command that compares explorers on the network whose URI is its argument. */
  readonly compareCommand?: string;
  /** The editor's command that shows the layers of the network whose URI is its argument. */
  readonly layersCommand?: string;
  /** The editor's command that replays the scenario whose URI is its argument. No lens without it. */
  readonly replayCommand?: string;
  /** The editor's command that opens the result whose URI is its argument. No lens without it. */
  readonly openResultCommand?: string;
  /** Address of a rule's documentation, with `{rule}` for its id. Diagnostics link to it. */
  readonly ruleHref?: string;
  /** True where the editor answers {@link platformForRequest}. */
  readonly answersPlatform?: boolean;
  /** True where the editor judges JSON files by our schemas itself: the server adds what they cannot say. */
  readonly validatesJson?: boolean;
  readonly settings?: ServerSettings;
}

/** Sent with `workspace/didChangeConfiguration`. */
export interface ServerSettings {
  /** True where the person trusts the workspace: models outside of it may be read. Default false. */
  readonly trusted?: boolean;
  /** Severities of rules by their ids: error, warning, information, hint or off. */
  readonly rules?: Readonly<Record<string, unknown>>;
  /** Path of the platform that networks are judged on, where the editor does not answer for each. */
  readonly platform?: string;
  /** Hints in the text; each is shown unless it is switched off. */
  readonly inlayHints?: {
    /** Output shape and share of the weight, at each layer. */
    readonly layers?: boolean;
    /** Values, behind each expression. */
    readonly expressions?: boolean;
  };
}

/** Asked of the editor: which platform a network is for. Its reply is a URI, or null for none. */
export const platformForRequest = 'cnnTuner/platformFor';

/** The network whose platform is asked for. */
export interface PlatformForParams {
  readonly networkUri: string;
}

/** Told by the editor: a network is for another platform now. */
export const platformsChangedNotification = 'cnnTuner/platformsChanged';
