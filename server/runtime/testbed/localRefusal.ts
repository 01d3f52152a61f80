import { explorerFacts, type ExplorerFacts } from '../../engine/explore/explorerFacts';
import type { TuneRequest } from '../../engine/explore/tune';

/** Why an explorer cannot tune on this machine; null where it can. */
export function localRefusal(
  explorer: TuneRequest['explorer'],
  hasProfile: boolean,
  maxReplicas: number,
): string | null {
  if (maxReplicas > 1) return 'stages with replicas do not run on this machine’s cores';
  const { readsTimes = false }: ExplorerFacts = explorerFacts[explorer];
  if (!readsTimes || hasProfile) return null;
  return `${explorer} reads the times of layers, which are not known before they are measured: measure them with \`cnn-tuner profile\`, and give --profile <file> as well`;
}
