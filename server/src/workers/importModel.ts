import type { Shape } from '../../protocol/layersResult';

/** What a worker needs to import a model. Plain data only. */
export interface ImportTask {
  readonly path: string;
  /** Channels, height, width, where the model leaves them open. */
  readonly input?: Shape;
}

/** What a worker gives back. Plain data only. */
export type ImportOutcome =
  | { readonly status: 'read'; readonly descriptor: string; readonly layers: number }
  | { readonly status: 'needsInput' | 'failed'; readonly message: string };

/** Reads an ONNX model in a worker thread and gives its descriptor. */
export async function importModel({ path, input }: ImportTask): Promise<ImportOutcome> {
  const { loadOnnx } = await import('../adapters/loadOnnx');
  const loaded = loadOnnx(path, input);
  if (loaded.ok) {
    const { descriptor, network } = loaded.value;
    return { status: 'read', descriptor, layers: network.layers.length };
  }
  const errors = loaded.problems
    .map(({ problem }) => problem)
    .filter(({ severity }) => severity === 'error');
  const [first] = errors;
  const others = errors.length > 1 ? ` (and ${errors.length - 1} more)` : '';
  return {
    status: first?.code === 'onnx-dynamic' ? 'needsInput' : 'failed',
    message: `${first?.message ?? 'The model cannot be read.'}${others}`,
  };
}
