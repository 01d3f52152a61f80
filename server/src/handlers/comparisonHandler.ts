import { comparisonCsv } from '../../engine/explore/comparison/comparisonCsv';
import { comparisonModel } from '../../engine/explore/comparison/comparisonModel';
import { readComparison } from '../../engine/explore/comparison/readComparison';
import {
  comparisonCsvRequest,
  comparisonRequest,
  type ComparisonCsvReply,
  type ComparisonReply,
} from '../../protocol/comparisonRequests';
import type { ComparisonResult } from '../../protocol/comparisonResult';
import type { ResultsReply } from '../../protocol/panelRequests';
import { comparisonTextSchema, readParams } from './requestParams';
import { ResultStore } from './resultStore';
import type { ServerContext } from './serverContext';

/** Answers the panel that shows a saved comparison. */
export class ComparisonHandler {
  private readonly store = new ResultStore('a comparison', readComparison);

  /** Answers the connection's requests from now on. */
  listen({ connection }: Pick<ServerContext, 'connection'>): void {
    connection.onRequest<ComparisonReply, unknown>(comparisonRequest, (params: unknown) =>
      this.answer(params, (result) => ({
        model: comparisonModel(result),
        sources: result.sources ?? {},
      })),
    );
    connection.onRequest<ComparisonCsvReply, unknown>(comparisonCsvRequest, (params: unknown) =>
      this.answer(params, comparisonCsv),
    );
  }

  private answer<Model>(
    params: unknown,
    build: (result: ComparisonResult) => Model,
  ): ResultsReply<Model> {
    const text = readParams(comparisonTextSchema, params);
    const found = this.store.read(text);
    if (found.status === 'unknown') return { status: 'unknown', keys: [text.key] };
    return found.status === 'ok' ? { status: 'ok', model: build(found.result) } : found;
  }
}
