import { URI } from 'vscode-uri';
import { formatCount } from '../../engine/core/units';
import type { Network } from '../../engine/network/network';
import {
  describeMachineRequest,
  importModelRequest,
  networkSummaryRequest,
  type DescribeMachineReply,
  type ImportModelParams,
  type ImportModelReply,
  type NetworkSummaryReply,
} from '../../protocol/explorerRequests';
import { importModelParamsSchema, networkSummaryParamsSchema, readParams } from './requestParams';
import type { ServerContext } from './serverContext';
import { untrustedRefusal } from './untrustedRefusal';

/** Answers what a list of the workspace's files asks: import, this machine, a network's size. */
export class ExplorerHandler {
  constructor(private readonly context: ServerContext) {}

  /** Answers the connection's requests from now on. */
  listen(): void {
    const { connection } = this.context;
    connection.onRequest<ImportModelReply, never>(importModelRequest, (params: unknown) =>
      this.importModel(readParams(importModelParamsSchema, params)),
    );
    connection.onRequest<DescribeMachineReply, never>(describeMachineRequest, () =>
      this.describeMachine(),
    );
    connection.onRequest<NetworkSummaryReply, never>(networkSummaryRequest, (params: unknown) =>
      this.networkSummary(readParams(networkSummaryParamsSchema, params).networkUri),
    );
  }

  /** Writes the descriptor of a model; whatever goes wrong is a failed reply. */
  async importModel(params: ImportModelParams): Promise<ImportModelReply> {
    const { modelUri, targetUri, input } = params;
    const path = filePath(modelUri);
    const target = filePath(targetUri);
    if (path === null || target === null) {
      return {
        status: 'failed',
        message: 'Models are imported from and to files on this machine.',
      };
    }
    const refusal = untrustedRefusal(path, this.context);
    if (refusal !== null) return { status: 'failed', message: refusal };
    const outcome = await this.context.pool.importModel({ path, ...(input && { input }) });
    if (outcome.status !== 'read') return outcome;
    try {
      await this.context.writeFile(target, outcome.descriptor);
    } catch (error) {
      return { status: 'failed', message: error instanceof Error ? error.message : String(error) };
    }
    return { status: 'done', layers: outcome.layers };
  }

  /** Asks the operating system what this machine is. */
  async describeMachine(): Promise<DescribeMachineReply> {
    const { describeMachine } = await import('../adapters/machine/describeMachine');
    return { descriptor: await describeMachine() };
  }

  /** The size of a descriptor's network; models are not read for it, since that takes long. */
  async networkSummary(networkUri: string): Promise<NetworkSummaryReply> {
    const { documents, language } = this.context;
    const open = documents.get(networkUri);
    const network = open ? language.analyse(open)?.network : await readNetwork(networkUri);
    if (!network) return null;
    const weight = network.layers.reduce((sum, layer) => sum + layer.weight, 0);
    return { layers: network.layers.length, weight: formatCount(weight) };
  }
}

async function readNetwork(uri: string): Promise<Network | null> {
  const path = filePath(uri);
  if (path === null || !/\.cnn\.ya?ml$/i.test(path)) return null;
  const { loadNetwork } = await import('../adapters/files');
  const loaded = await loadNetwork(path);
  return loaded.ok ? loaded.value : null;
}

function filePath(uri: string): string | null {
  const parsed = URI.parse(uri);
  return parsed.scheme === 'file' ? parsed.fsPath : null;
}
