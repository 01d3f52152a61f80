import * as vscode from 'vscode';
import { ids } from '../ids';
import { chooseNetwork } from '../chooseNetwork';
import { registerItemCommand } from '../registerCommand';
import type { ServerConnection } from '../serverConnection';
import { requireTrustToRun } from '../trust';
import type { LocalPlatforms } from './localPlatforms';
import { profileLayers } from './profileLayers';
import { tuneOnCores } from './tuneOnCores';

/** Registers the commands that measure and tune a network on this machine's cores. */
export function registerLocalCores(
  server: ServerConnection,
  platforms: LocalPlatforms,
): vscode.Disposable {
  const onCores =
    (work: typeof profileLayers) =>
    async (argument: unknown): Promise<void> => {
      if (!(await requireTrustToRun())) return;
      const network = await chooseNetwork(argument);
      if (network === undefined) return;
      const platform = await platforms.platformFor(network);
      if (platform !== undefined) await work(server, network, platform);
    };
  return vscode.Disposable.from(
    registerItemCommand(ids.profileLayers, onCores(profileLayers)),
    registerItemCommand(ids.tuneOnCores, onCores(tuneOnCores)),
  );
}
