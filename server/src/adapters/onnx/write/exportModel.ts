import { writeFile } from 'node:fs/promises';
import type { Network } from '../../../../engine/network/network';
import { fail, succeed, type Result } from '../../../../engine/core/result';
import { formatBytes } from '../../../../engine/core/units';
import { explainSystemError } from '../../explainSystemError';
import { WriteError } from '../../writeWhole';
import { OnnxError } from '../onnxError';
import { modelPieces } from './encodeModel';
import { onnxGraph } from './onnxGraph';
import { ownProducer } from './ownProducer';
import type { Pieces } from './wire';

/** What a message of protobuf, and so an ONNX file, may hold. */
const mostBytes = 2 ** 31 - 1;

/** A network as an ONNX model with seeded weights, which are made as its bytes are taken, once. */
export function exportedModel(network: Network, seed: number): Result<Pieces> {
  try {
    const model = modelPieces(onnxGraph(network, seed), { producer: ownProducer });
    if (model.length <= mostBytes) return succeed(model);
    const message = `the weights of ${network.name} take ${formatBytes(model.length)}; an ONNX file holds at most 2 GB`; // prettier-ignore
    throw new OnnxError('too-large', message);
  } catch (error) {
    if (error instanceof OnnxError) return fail([error.problem]);
    throw error;
  }
}

/**
 * Writes a network as an ONNX model with seeded weights into a temporary folder.
 * @throws Error with the problem's message where ONNX cannot hold the network, or a WriteError.
 */
export async function exportModel(network: Network, path: string, seed: number): Promise<void> {
  const model = exportedModel(network, seed);
  if (!model.ok) throw new Error(model.problems.map(({ message }) => message).join('; '));
  try {
    await writeFile(path, model.value.pieces());
  } catch (error) {
    throw new WriteError(`${path} cannot be written: ${explainSystemError(error)}.`, { cause: error }); // prettier-ignore
  }
}
