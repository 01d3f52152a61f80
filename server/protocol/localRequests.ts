/** Custom request, with {@link LocalPlatformsParams}: which platforms can run on this machine. */
export const localPlatformsRequest = 'cnnTuner/localPlatforms';

/** Platforms to choose from. */
export interface LocalPlatformsParams {
  readonly platformUris: readonly string[];
}

/** Those whose places all name cores that this machine has, as they were given and in that order. */
export type LocalPlatformsReply = readonly string[];

/** Custom request, with {@link LocalExplorersParams}: what can tune a network on this machine. */
export const localExplorersRequest = 'cnnTuner/localExplorers';

/** The network to tune, on a platform whose places name cores. */
export interface LocalExplorersParams {
  readonly networkUri: string;
  readonly platformUri: string;
}

/** Explorers whose trials this machine can run, with what they may read. */
export interface LocalExplorersReply {
  /** The one to begin with first. */
  readonly explorers: readonly {
    readonly name: string;
    readonly title: string;
    readonly summary: string;
  }[];
  /** A profile of the network on the platform, which lies beside the network; null for none. */
  readonly profileUri: string | null;
}
