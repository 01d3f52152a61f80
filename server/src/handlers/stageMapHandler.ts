import { buildStageMap } from '../../engine/explore/stageMap';
import type { StageMapParams, StageMapReply } from '../../protocol/requests';
import type { TuningStore } from './tuningStore';

/** Answers stage map requests. */
export class StageMapHandler {
  constructor(private readonly store: TuningStore) {}

  answer(params: StageMapParams): StageMapReply {
    const result = this.store.read(params);
    if (result === null) return { status: 'unknown' };
    if (typeof result === 'string') return { status: 'invalid', message: result };
    const model = buildStageMap(result, params.trial);
    return { status: 'ok', model, sources: result.sources ?? {} };
  }
}
