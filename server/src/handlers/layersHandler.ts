import { URI } from 'vscode-uri';
import { buildLayersModel } from '../../engine/cost/layersModel';
import type { ProfileNearby } from '../../engine/cost/pickProfile';
import type { Network } from '../../engine/network/network';
import type { Platform } from '../../engine/platform/platform';
import {
  layersRequest,
  sourceSpansRequest,
  type LayersParams,
  type LayersReply,
  type SourceSpansReply,
} from '../../protocol/panelRequests';
import type { Loaded } from '../adapters/fileProblem';
import type { NearbyProfiles } from '../adapters/nearbyProfiles';
import { analyse } from '../language/analysis';
import { layersParamsSchema, readParams, sourceSpansParamsSchema } from './requestParams';
import type { ServerContext } from './serverContext';
import { untrustedRefusal } from './untrustedRefusal';

/** A value with what is to be said of it, or why there is none. */
type Found<T> = { readonly value: T; readonly note: string | null } | { readonly failure: string };

const staleNote = 'The text has errors: these are the layers of its last version without any.';

/** Answers the layers panel: counts, estimated and measured times, and the lines of each layer. */
export class LayersHandler {
  private shelf: NearbyProfiles | null = null;

  constructor(private readonly context: ServerContext) {}

  /** Answers the connection's requests from now on. */
  listen(): void {
    const { connection, documents, language } = this.context;
    connection.onRequest<LayersReply, unknown>(layersRequest, (params: unknown) =>
      this.answer(readParams(layersParamsSchema, params)),
    );
    connection.onRequest<SourceSpansReply, unknown>(sourceSpansRequest, (params: unknown) => {
      const document = documents.get(readParams(sourceSpansParamsSchema, params).networkUri);
      return document === undefined ? [] : language.sourceSpans(document);
    });
  }

  private async answer({ networkUri, platformUri }: LayersParams): Promise<LayersReply> {
    const network = await this.network(networkUri);
    if ('failure' in network) return { status: 'invalid', message: network.failure };
    const platform = platformUri === undefined ? null : await this.platform(platformUri);
    const path = pathOf(networkUri);
    const failed = platform !== null && 'failure' in platform;
    const notes = [network.note, failed ? `No estimated times: ${platform.failure}` : null];
    const model = buildLayersModel({
      network: network.value,
      platform: platform === null || failed ? null : platform.value,
      profiles: path === null ? [] : await this.profilesBeside(path),
      notes: notes.filter((note) => note !== null),
    });
    return { status: 'ok', model };
  }

  /** What stands in the editor counts, saved or not. */
  private async network(uri: string): Promise<Found<Network>> {
    const { documents, language } = this.context;
    const document = documents.get(uri);
    if (document !== undefined) {
      const current = language.analyse(document)?.network ?? null;
      const value = current ?? language.lastNetwork(document);
      if (value !== null) return { value, note: current === null ? staleNote : null };
      return { failure: 'The network has errors: mend them to see its layers.' };
    }
    const path = pathOf(uri);
    if (path === null) return { failure: 'Save the network to a file on this machine first.' };
    if (path.toLowerCase().endsWith('.onnx')) return this.model(path);
    const { loadNetwork } = await import('../adapters/files');
    return loaded(await loadNetwork(path));
  }

  /** Models are read in a worker: a large one takes seconds. */
  private async model(path: string): Promise<Found<Network>> {
    const refusal = untrustedRefusal(path, this.context);
    if (refusal !== null) return { failure: refusal };
    const outcome = await this.context.pool.importModel({ path });
    if (outcome.status !== 'read') return { failure: outcome.message };
    const { network } = analyse('network', outcome.descriptor);
    return network === null
      ? { failure: 'The model has no layers that can be scheduled.' }
      : { value: network, note: null };
  }

  private async platform(uri: string): Promise<Found<Platform>> {
    const { documents, language } = this.context;
    const document = documents.get(uri);
    if (document !== undefined) {
      const platform = language.analyse(document)?.platform ?? null;
      return platform === null
        ? { failure: 'the platform has errors.' }
        : { value: platform, note: null };
    }
    const path = pathOf(uri);
    if (path === null) return { failure: 'the platform is not a file on this machine.' };
    const { loadPlatform } = await import('../adapters/files');
    return loaded(await loadPlatform(path));
  }

  private async profilesBeside(path: string): Promise<ProfileNearby[]> {
    if (this.shelf === null) {
      const { NearbyProfiles } = await import('../adapters/nearbyProfiles');
      this.shelf ??= new NearbyProfiles();
    }
    return this.shelf.beside(path);
  }
}

function loaded<T>(result: Loaded<T>): Found<T> {
  if (result.ok) return { value: result.value, note: null };
  const first = result.problems.find(({ problem }) => problem.severity === 'error');
  return { failure: first?.problem.message ?? 'The file cannot be read.' };
}

function pathOf(uri: string): string | null {
  const parsed = URI.parse(uri);
  return parsed.scheme === 'file' ? parsed.fsPath : null;
}
