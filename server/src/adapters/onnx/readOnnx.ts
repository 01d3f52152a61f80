import { readAttributes } from '../../../engine/network/attributes';
import type { Graph, GraphNode } from '../../../engine/network/graph';
import { fail, succeed, type Result } from '../../../engine/core/result';
import type { Shape } from '../../../protocol/layersResult';
import { fuseIntoProducers } from './fuse/fuseIntoProducers';
import { recognizeActivations } from './fuse/recognizeActivations';
import { recognizeNormalization } from './fuse/recognizeNormalization';
import { mergeScales, nestConcats } from './fuse/simplify';
import { lowerModel } from './lower/lowerModel';
import { nameDrafts } from './nameDrafts';
import { OnnxError } from './onnxError';
import type { ByteSource } from './read/byteSource';
import { readModel } from './read/readModel';

/** What a model leaves open, or a caller wants otherwise. */
export interface OnnxOptions {
  /** Channels, height and width of the input. */
  readonly input?: Shape;
  /** Name of the network where the model's own says nothing, such as the file's. */
  readonly name?: string;
}

/**
 * Reads an ONNX model as a graph of our operators: weights are not read, batch normalisations and
 * activations are fused. Problems name the node and its operator.
 */
export function readOnnx(source: ByteSource, options: OnnxOptions = {}): Result<Graph> {
  try {
    const model = readModel(source);
    const lowered = lowerModel(model, options.input);
    const recognized = recognizeNormalization(recognizeActivations(lowered));
    const fused = fuseIntoProducers(nestConcats(mergeScales(recognized)));
    const names = nameDrafts(fused.drafts);
    const nodes = fused.drafts.map(({ op, inputs, fields, text }, index): GraphNode => {
      if (op === 'erf') {
        throw new OnnxError('onnx-unsupported', `${text}: only as a part of GELU`);
      }
      const attributes = readAttributes(op, fields);
      return { name: names[index] ?? '', op, inputs, attributes, path: [] };
    });
    const name = networkName(model.graphName, options.name);
    const elementBytes = halfTypes.has(lowered.elementType) ? 2 : 4;
    return succeed({ name, input: lowered.input, elementBytes, nodes, outputs: fused.outputs });
  } catch (error) {
    if (error instanceof OnnxError) return fail([error.problem]);
    throw error;
  }
}

/** `TensorProto.DataType` of float16 and bfloat16. */
const halfTypes: ReadonlySet<number> = new Set([10, 16]);

/** Names that exporters give to every graph. */
const genericName =
  /^(?:(?:main|torch|tf2onnx|paddle|keras|default|test)?[-_ ]?(?:jit|graph|model|export|onnx|net)?(?:[-_]export)?|mxnet_converted_model|model from paddlepaddle\.?|tf2onnx__?\d+|\d+)$/i;

function networkName(own: string, fallback: string | undefined): string {
  const name = own
    .replace(/[^\p{L}\p{N} ._+-]/gu, ' ')
    .trim()
    .slice(0, 80);
  return genericName.test(name) ? (fallback ?? 'network') : name;
}
