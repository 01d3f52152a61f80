import { readAttributes } from '../../../engine/network/attributes';
import type { Graph, GraphNode } from '../../../engine/network/graph';
import { operators } from '../../../engine/network/operators';
import { fail, succeed, type Result } from '../../../engine/core/result';
import type { Shape } from '../../../protocol/layersResult';
import { fuseIntoProducers } from './fuse/fuseIntoProducers';
import { recognizeActivations } from './fuse/recognizeActivations';
import { recognizeGroupNorm } from './fuse/recognizeGroupNorm';
import { recognizeLayerNorm } from './fuse/recognizeLayerNorm';
import { recognizeNormalization } from './fuse/recognizeNormalization';
import { mergeScales, nestConcats } from './fuse/simplify';
import { isPart, partOps } from './lower/draft';
import { lowerModel } from './lower/lowerModel';
import { keepNames } from './keepNames';
import { nameDrafts } from './nameDrafts';
import { OnnxError } from './onnxError';
import type { ByteSource } from './read/byteSource';
import type { OnnxModel } from './read/onnxModel';
import { readModel } from './read/readModel';
import { ownProducer } from './write/ownProducer';

/** What a model leaves open, or a caller wants otherwise. */
export interface OnnxOptions {
  /** Channels, height and width of the input. */
  readonly input?: Shape;
  /** Name of the network where the model's own says nothing, such as the file's. */
  readonly name?: string;
}

/** A graph that was read from an ONNX model. */
export interface OnnxGraph extends Graph {
  /** Whether its names are a descriptor's, which was exported. */
  readonly keepsNames: boolean;
}

/**
 * Reads an ONNX model as a graph of our operators: weights are not read, batch normalisations and
 * activations are fused. Problems name the node and its operator.
 */
export function readOnnx(source: ByteSource, options: OnnxOptions = {}): Result<OnnxGraph> {
  try {
    const model = readModel(source);
    const fused = fusedDrafts(model, options.input);
    const keepsNames = model.producer === ownProducer;
    const names = keepsNames ? keepNames(fused.drafts) : nameDrafts(fused.drafts);
    const nodes = fused.drafts.map(({ op, inputs, fields, text }, index): GraphNode => {
      if (isPart(op)) {
        throw new OnnxError('onnx-unsupported', `${text}: only as a part of ${partOps[op]}`);
      }
      const attributes = readAttributes(op, fields);
      return { name: names[index] ?? '', op, inputs, attributes, path: [] };
    });
    const own = keepsNames ? model.graphName : '';
    const name = own || networkName(model.graphName, options.name);
    const elementBytes = halfTypes.has(fused.elementType) ? 2 : 4;
    const { input, outputs } = fused;
    return succeed({ name, input, elementBytes, nodes, outputs, keepsNames });
  } catch (error) {
    if (error instanceof OnnxError) return fail([error.problem]);
    throw error;
  }
}

/**
 * For each schedulable layer of a model, in order, the tensor that its compute operator makes.
 * @throws OnnxError where the model is no CNN that can be read.
 */
export function computedTensors(model: OnnxModel, input?: Shape): string[] {
  const { drafts } = fusedDrafts(model, input);
  return drafts.flatMap(({ op, names }) => (!isPart(op) && operators[op].compute ? [names.output] : [])); // prettier-ignore
}

function fusedDrafts(model: OnnxModel, input: Shape | undefined) {
  const lowered = lowerModel(model, input);
  const parts = recognizeGroupNorm(recognizeLayerNorm(recognizeActivations(lowered)));
  const recognized = recognizeNormalization(parts);
  return { ...lowered, ...fuseIntoProducers(nestConcats(mergeScales(recognized))) };
}

/** `TensorProto.DataType` of float16 and bfloat16. */
const halfTypes: ReadonlySet<number> = new Set([10, 16]);

/** Names that exporters give to every graph. */
const genericName =
  /^(?:(?:main|torch|tf2onnx|paddle|keras|default|test)?[-_ ]?(?:jit|graph|model|export|onnx|net)?(?:[-_]export)?|mxnet_converted_model|model from paddlepaddle\.?|tf2onnx__?\d+|\d+|[0-9a-f]{32})$/i;

function networkName(own: string, fallback: string | undefined): string {
  const name = own
    .replace(/[^\p{L}\p{N} ._+-]/gu, ' ')
    .replace(/^[ ._+-]+/, '')
    .trim()
    .slice(0, 80);
  return genericName.test(name) ? (fallback ?? 'network') : name;
}
