import type { Shape } from '../../protocol/layersResult';
import { withFileSource } from '../../src/adapters/onnx/read/byteSource';
import { cuttableModel } from '../graph/cuttableModel';
import { nodeNames } from '../graph/nodeNames';
import { layerSeconds } from './layerSeconds';
import { medianInterval, type MedianInterval } from './medianInterval';
import { readNodeTimes } from './readNodeTimes';

/**
 * Times of a model's layers from the text of ONNX Runtime's own profile of it.
 * @throws Error in words where the text is no such profile, or one of another model.
 */
export function importTimes(
  text: string,
  model: { readonly path: string; readonly shape: Shape | null },
): MedianInterval[] {
  const cuttable = withFileSource(model.path, (source) => cuttableModel(source, model.shape ?? undefined)); // prettier-ignore
  const layerOf = nodeNames(cuttable);
  const runs = readNodeTimes(text);
  if (!runs.some((run) => run.some(({ name }) => layerOf(name) !== null))) {
    throw new Error('It names no node of this network.');
  }
  return layerSeconds(runs, layerOf, cuttable.layerCount).map(medianInterval);
}
