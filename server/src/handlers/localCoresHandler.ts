import { URI } from 'vscode-uri';
import { explorerFacts, isExplorerName } from '../../engine/explore/explorerFacts';
import {
  localExplorersRequest,
  localPlatformsRequest,
  type LocalExplorersParams,
  type LocalExplorersReply,
  type LocalPlatformsReply,
} from '../../protocol/localRequests';
import { coreCount } from '../../runtime/coreCount';
import { planWhole } from '../../runtime/localPlan';
import { localRefusal } from '../../runtime/testbed/localRefusal';
import { findPlatform } from './found';
import {
  localExplorersParamsSchema,
  localPlatformsParamsSchema,
  readParams,
} from './requestParams';
import type { ServerContext } from './serverContext';
import { tuneTarget } from './tuneTarget';

/** The explorer that needs fewest trials, which take real time here. */
const bestForTrials = 'calibrated';

/** Answers what can be done on this machine's cores: with which platforms, by which explorers. */
export class LocalCoresHandler {
  constructor(private readonly context: ServerContext) {}

  /** Answers the connection's requests from now on. */
  listen(): void {
    const { connection } = this.context;
    connection.onRequest<LocalPlatformsReply, unknown>(localPlatformsRequest, (params: unknown) =>
      this.platforms(readParams(localPlatformsParamsSchema, params).platformUris),
    );
    connection.onRequest<LocalExplorersReply, unknown>(localExplorersRequest, (params: unknown) =>
      this.explorers(readParams(localExplorersParamsSchema, params)),
    );
  }

  private async platforms(uris: readonly string[]): Promise<LocalPlatformsReply> {
    const fits = await Promise.all(uris.map((uri) => this.isThisMachine(uri)));
    return uris.filter((_, index) => fits[index]);
  }

  private async isThisMachine(uri: string): Promise<boolean> {
    const found = await findPlatform(uri, this.context);
    if ('failure' in found) return false;
    return planWhole({ path: '', shape: null }, found.value, 1, coreCount()).ok;
  }

  private async explorers({
    networkUri,
    platformUri,
  }: LocalExplorersParams): Promise<LocalExplorersReply> {
    const profileUri = await profileBeside(networkUri, platformUri);
    const names = Object.keys(explorerFacts)
      .filter(isExplorerName)
      .filter((name) => localRefusal(name, profileUri !== null, 1) === null);
    const explorers = names
      .toSorted((a, b) => Number(b === bestForTrials) - Number(a === bestForTrials))
      .map((name) => {
        const { title, summary } = explorerFacts[name];
        return { name, title, summary };
      });
    return { explorers, profileUri };
  }
}

/** The profile that *Profile on Local Cores* writes, where it is there and can be read. */
async function profileBeside(networkUri: string, platformUri: string): Promise<string | null> {
  const target = tuneTarget(networkUri, platformUri, '.profile.json');
  if (typeof target === 'string') return null;
  const { loadProfile } = await import('../adapters/files');
  const loaded = await loadProfile(target.resultPath);
  return loaded.ok ? URI.file(target.resultPath).toString() : null;
}
