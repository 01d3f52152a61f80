/** Custom request, with {@link LocalPlatformsParams}: which platforms can run on this machine. */
export const localPlatformsRequest = 'cnnTuner/localPlatforms';

export interface LocalPlatformsParams {
  readonly platformUris: readonly string[];
}

/** Those whose places all name cores that this machine has, as they were given and in that order. */
export type LocalPlatformsReply = readonly string[];

/** Custom request, with {@link LocalExplorersParams}: what can tune a network on this machine. */
export const localExplorersRequest = 'cnnTuner/localExplorers';

export interface LocalExplorersParams {
  readonly networkUri: string;
  readonly platformUri: string;
}

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
