import { dirname, join } from 'node:path';
import type { ReplayInterferenceParams } from '../../protocol/replayRequests';
import { pathOf } from './found';
import { stem } from './tuneTarget';

/** The files of a replay: its inputs and its result. Paths are absolute. */
export interface ReplayTarget {
  readonly networkPath: string;
  readonly platformPath: string;
  readonly scenarioPath: string;
  /** `<network>.<scenario>.replay.jsonl`, beside the network. */
  readonly resultPath: string;
}

/** The files of a replay, or why there can be none. */
export function replayTarget(params: ReplayInterferenceParams): ReplayTarget | string {
  const networkPath = pathOf(params.networkUri);
  const platformPath = pathOf(params.platformUri);
  const scenarioPath = pathOf(params.scenarioUri);
  if (networkPath === null) return 'Save the network to a file on this machine first.';
  if (platformPath === null) return 'Save the platform to a file on this machine first.';
  if (scenarioPath === null) return 'Save the scenario to a file on this machine first.';
  const name = `${stem(networkPath)}.${stem(scenarioPath)}.replay.jsonl`;
  const resultPath = join(dirname(networkPath), name);
  return { networkPath, platformPath, scenarioPath, resultPath };
}
