import type { Shape } from '../../../../protocol/layersResult';
import { OnnxError } from '../onnxError';
import { nodeText, type OnnxModel, type OnnxNode } from '../read/onnxModel';
import { arithmetic } from './arithmetic';
import { foldConstant } from './foldConstant';
import { convolutions } from './convolutions';
import type { Draft } from './draft';
import { findInput, type InputTensor } from './findInput';
import { layout } from './layout';
import { Lowerer } from './lowerer';
import type { Lowerings } from './lowering';
import { matrixProducts } from './matrixProducts';
import { normalizations } from './normalizations';
import { NodeView } from './nodeView';
import { orderNodes } from './orderNodes';
import { parts } from './parts';
import { pointwise } from './pointwise';
import { pools } from './pools';
import { sizes } from './sizes';
import type { Constant, Tensor } from './tensor';

/** A model as drafts in topological order. */
export interface LoweredModel {
  readonly input: Shape;
  readonly elementType: number;
  readonly drafts: readonly Draft[];
  readonly outputs: readonly number[];
}

const lowerings: Lowerings = {
  ...convolutions, ...matrixProducts, ...pools, ...pointwise, ...normalizations, ...arithmetic,
  ...layout, ...parts, ...sizes,
}; // prettier-ignore

const controlFlow: ReadonlySet<string> = new Set(['If', 'Loop', 'Scan', 'SequenceMap']);
const quantized = /^(QLinear|Quantize|Dequantize|DynamicQuantize)|Integer$/;

/**
 * Turns a model into drafts of our operators; what does not lead to an output is left out.
 * @param given shape of the input, where the model leaves it open or another is wanted
 * @throws OnnxError that names the node which cannot be expressed.
 */
export function lowerModel(model: OnnxModel, given?: Shape): LoweredModel {
  const input = findInput(model, given);
  const to = new Lowerer(input.shape);
  const known: Known = {
    input,
    tensors: new Map([[input.name, input.feature]]),
    unmade: new Map(),
  };
  for (const [name, { dims, elementType, values }] of model.initializers) {
    if (name === input.name) continue;
    const constant: Constant = { kind: 'constant', dims, elementType, name };
    known.tensors.set(name, values ? { ...constant, values } : constant);
  }
  for (const node of orderNodes(model)) lowerFitting(node, to, known);
  const outputs = model.outputs.flatMap(({ name }) => {
    const tensor = find(name, known, 'the model');
    return tensor.kind === 'feature' && tensor.source >= 0 ? [tensor.source] : [];
  });
  if (outputs.length === 0) {
    throw new OnnxError('onnx-unsupported', 'no output of the model depends on its input');
  }
  const { shape, elementType } = input;
  return { input: shape, elementType, drafts: to.drafts, outputs: [...new Set(outputs)] };
}

/** What is known of the model's tensors so far. */
interface Known {
  readonly input: InputTensor;
  readonly tensors: Map<string, Tensor>;
  /** Second outputs that no lowering makes, and their nodes. */
  readonly unmade: Map<string, OnnxNode>;
}

function find(name: string, { tensors, unmade, input }: Known, reader: string): Tensor {
  const tensor = tensors.get(name);
  if (tensor) return tensor;
  if (input.others.has(name)) {
    const message = `${reader} reads “${name}”, a second input beside “${input.name}”`;
    throw new OnnxError('onnx-unsupported', message);
  }
  const maker = unmade.get(name);
  if (maker) {
    const message = `${nodeText(maker)}: its output “${name}” cannot be expressed, but ${reader} reads it`;
    throw new OnnxError('onnx-unsupported', message);
  }
  throw new OnnxError('onnx-malformed', `${reader} reads “${name}”, which nothing makes`);
}

/** Lowers a node; where shapes do not fit, says so of an input that the model does not want. */
function lowerFitting(node: OnnxNode, to: Lowerer, known: Known): void {
  try {
    lowerNode(node, to, known);
  } catch (error) {
    const { name, contradicted } = known.input;
    const misfit = error instanceof OnnxError && error.problem.code === 'shape-mismatch';
    if (!misfit || contradicted === undefined) throw error;
    const hint = `the model says that its input “${name}” is ${contradicted}`;
    throw new OnnxError('shape-mismatch', `${error.message}; ${hint}`);
  }
}

function lowerNode(node: OnnxNode, to: Lowerer, known: Known): void {
  checkOperator(node);
  const inputs = node.inputs.map((name) =>
    name === '' ? undefined : find(name, known, nodeText(node)),
  );
  const view = new NodeView(node, inputs);
  const made = foldConstant(view) ?? lowerFeature(view, to);
  const results: readonly Tensor[] = 'kind' in made ? [made] : made;
  node.outputs.forEach((name, i) => {
    const result = results[i];
    if (name === '') return;
    if (result) known.tensors.set(name, result);
    else known.unmade.set(name, node);
  });
}

function lowerFeature(view: NodeView, to: Lowerer): Tensor | readonly Tensor[] {
  const { op } = view.node;
  const lowering = Object.hasOwn(lowerings, op) ? lowerings[op] : undefined;
  if (!lowering) throw view.unsupported('this operator is not known in a pipeline of CNN layers');
  return lowering(view, to);
}

function checkOperator(node: OnnxNode): void {
  const unsupported = (why: string) =>
    new OnnxError('onnx-unsupported', `${nodeText(node)}: ${why}`);
  const hasGraph = [...node.attributes.values()].some((attribute) => attribute.kind === 'graph');
  if (controlFlow.has(node.op) || hasGraph) throw unsupported('control flow has no fixed layers');
  if (node.domain !== '' && node.domain !== 'ai.onnx') {
    throw unsupported(`operators of the domain “${node.domain}” are not known`);
  }
  if (quantized.test(node.op))
    throw unsupported('quantised models are not known; import the float model');
}
