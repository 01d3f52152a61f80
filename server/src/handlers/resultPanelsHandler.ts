import { compareResults } from '../../engine/explore/compareResults';
import { buildConvergence, type NamedResult } from '../../engine/explore/buildConvergence';
import {
  compareRequest,
  convergenceRequest,
  type CompareParams,
  type CompareReply,
  type ConvergenceReply,
  type ResultsReply,
  type ResultText,
} from '../../protocol/panelRequests';
import type { TuningResult } from '../../protocol/tuningResult';
import { compareParamsSchema, convergenceParamsSchema, readParams } from './requestParams';
import type { ResultStore } from './resultStore';
import type { ServerContext } from './serverContext';

/** Answers the panels that show several results. */
export class ResultPanelsHandler {
  constructor(private readonly store: ResultStore<TuningResult>) {}

  /** Answers the connection's requests from now on. */
  listen({ connection }: Pick<ServerContext, 'connection'>): void {
    connection.onRequest<ConvergenceReply, unknown>(convergenceRequest, (params: unknown) => {
      const { results } = readParams(convergenceParamsSchema, params);
      return this.answer(results, buildConvergence);
    });
    connection.onRequest<CompareReply, unknown>(compareRequest, (params: unknown) => {
      const { left, right }: CompareParams = readParams(compareParamsSchema, params);
      return this.answer([left, right], ([first, second]) =>
        first && second ? compareResults(first, second) : null,
      );
    });
  }

  private answer<Model>(
    texts: readonly ResultText[],
    build: (results: readonly NamedResult[]) => Model | null,
  ): ResultsReply<Model> {
    const results: NamedResult[] = [];
    const keys: string[] = [];
    for (const { file, ...text } of texts) {
      const found = this.store.read(text);
      if (found.status === 'invalid') return { ...found, message: `${file}: ${found.message}` };
      if (found.status === 'unknown') keys.push(text.key);
      else results.push({ file, result: found.result });
    }
    if (keys.length > 0) return { status: 'unknown', keys };
    const model = build(results);
    return model === null
      ? { status: 'invalid', message: 'Too few results.' }
      : { status: 'ok', model };
  }
}
