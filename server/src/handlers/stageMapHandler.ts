import { buildStageMap } from '../../engine/explore/buildStageMap';
import type { StageMapParams, StageMapReply } from '../../protocol/requests';
import type { TuningResult } from '../../protocol/tuningResult';
import type { ResultStore } from './resultStore';

/** Answers stage map requests. */
export class StageMapHandler {
  constructor(private readonly store: ResultStore<TuningResult>) {}

  answer(params: StageMapParams): StageMapReply {
    const found = this.store.read(params);
    if (found.status !== 'ok') return found;
    const { result } = found;
    const model = buildStageMap(result, params.trial);
    return { status: 'ok', model, testbed: result.testbed, sources: result.sources ?? {} };
  }
}
