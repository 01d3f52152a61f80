import type { RecordedStages } from '../../../protocol/replayRecord';
import { stageStart, type Configuration } from '../../pipeline/configuration';

/** A configuration as it is written: [first layer, layer after the last, place] of each stage. */
export function recordedStages(
  places: readonly { readonly name: string }[],
  configuration: Configuration,
): RecordedStages {
  return Array.from({ length: configuration.stages }, (_, stage) => [
    stageStart(configuration, stage),
    configuration.ends[stage] ?? 0,
    places[configuration.places[stage] ?? -1]?.name ?? '',
  ]);
}
