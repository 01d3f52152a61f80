import { buildLayersModel } from '../../engine/cost/buildLayersModel';
import type { ProfileNearby } from '../../engine/cost/pickProfile';
import type { Network } from '../../engine/network/network';
import {
  layersRequest,
  sourceSpansRequest,
  type LayersParams,
  type LayersReply,
  type SourceSpansReply,
} from '../../protocol/panelRequests';
import type { NearbyProfiles } from '../adapters/nearbyProfiles';
import { analyse } from '../language/analysis';
import { measuredSpans } from '../language/measuredSpans';
import { findPlatform, foundOf, pathOf, type Found } from './found';
import { layersParamsSchema, readParams, sourceSpansParamsSchema } from './requestParams';
import type { ServerContext } from './serverContext';
import { untrustedRefusal } from './untrustedRefusal';

const staleNote = 'The text has errors: these are the layers of its last version without any.';

/** Answers the layers panel: counts, estimated and measured times, and the lines of each layer. */
export class LayersHandler {
  private shelf: NearbyProfiles | null = null;

  constructor(private readonly context: ServerContext) {}

  /** Answers the connection's requests from now on. */
  listen(): void {
    const { connection } = this.context;
    connection.onRequest<LayersReply, unknown>(layersRequest, (params: unknown) =>
      this.answer(readParams(layersParamsSchema, params)),
    );
    connection.onRequest<SourceSpansReply, unknown>(sourceSpansRequest, (params: unknown) =>
      this.spans(readParams(sourceSpansParamsSchema, params).networkUri),
    );
  }

  /** The lines of each layer, with measured times where a profile lies beside the network. */
  private async spans(networkUri: string): Promise<SourceSpansReply> {
    const { documents, language } = this.context;
    const document = documents.get(networkUri);
    if (document === undefined) return [];
    const spans = language.sourceSpans(document);
    const path = pathOf(networkUri);
    const network = language.lastNetwork(document);
    if (path === null || network === null) return spans;
    return measuredSpans(spans, network, await this.profilesBeside(path));
  }

  private async answer({ networkUri, platformUri }: LayersParams): Promise<LayersReply> {
    const network = await this.network(networkUri);
    if ('failure' in network) return { status: 'invalid', message: network.failure };
    const platform =
      platformUri === undefined ? null : await findPlatform(platformUri, this.context);
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
    return foundOf(await loadNetwork(path));
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

  private async profilesBeside(path: string): Promise<ProfileNearby[]> {
    if (this.shelf === null) {
      const { NearbyProfiles } = await import('../adapters/nearbyProfiles');
      this.shelf ??= new NearbyProfiles();
    }
    return this.shelf.beside(path);
  }
}
