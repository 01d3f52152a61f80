import * as vscode from 'vscode';
import type { ReplayOptions } from '../../../server/protocol/replayRequests';
import { ids } from '../ids';

/** As the settings hold them: latencies in milliseconds, as people write them. */
interface Settings {
  readonly queries?: number;
  readonly policies?: readonly string[];
  readonly sloMilliseconds?: number | null;
  readonly seed?: number;
  readonly noise?: number;
}

/** The options of a replay as the settings give them for a scenario; the server knows the others. */
export function replayOptions(scenario: vscode.Uri): ReplayOptions {
  const { queries, policies, sloMilliseconds, seed, noise } = vscode.workspace
    .getConfiguration(ids.settings, scenario)
    .get<Settings>('replay', {});
  return {
    ...(queries !== undefined && { queries }),
    ...(policies !== undefined && { policies }),
    ...(typeof sloMilliseconds === 'number' && { sloSeconds: sloMilliseconds / 1000 }),
    ...(seed !== undefined && { seed }),
    ...(noise !== undefined && { noise }),
  };
}
