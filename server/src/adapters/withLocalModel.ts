import { join } from 'node:path';
import type { Network } from '../../engine/network/network';
import { fileKind } from './fileKind';
import { exportModel } from './onnx/write/exportModel';
import { withTemporaryFolder } from './temporaryFolder';

/**
 * Gives `use` an ONNX model of a network: the file itself where it is one, else a temporary model
 * with seeded weights, which is gone afterwards.
 */
export async function withLocalModel<T>(
  path: string,
  network: Network,
  seed: number,
  use: (modelPath: string) => Promise<T>,
): Promise<T> {
  if (fileKind(path) === 'onnx') return use(path);
  return withTemporaryFolder(async (folder) => {
    const model = join(folder, 'model.onnx');
    await exportModel(network, model, seed);
    return await use(model);
  });
}
