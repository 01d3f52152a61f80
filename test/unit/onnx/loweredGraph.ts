import { buildNetwork } from '../../../server/engine/network/buildNetwork';
import { OnnxBuilder, type BuilderOptions } from '../../fixtures/onnx/onnxBuilder';
import { graphOf } from '../../fixtures/onnx/onnxOf';

/** Adds nodes, and names the tensor that comes out of them. */
export type Make = (net: OnnxBuilder) => string;

/** The operators that a model of these nodes is lowered to. */
export function graph(make: Make, options: BuilderOptions = {}) {
  const net = new OnnxBuilder(options);
  return graphOf(net.build(make(net)));
}

/** Shape of what comes out of these nodes: channels × height × width. */
export function outputShape(make: Make, options: BuilderOptions = {}) {
  const made = graph(make, options);
  const network = buildNetwork(made);
  if (!network.ok) throw new Error(network.problems[0]?.message);
  return network.value.shapes[made.outputs[0] ?? -1];
}

/** A 3 × 3 convolution of the input. */
export const conv = (net: OnnxBuilder, filters = 8) => net.conv(net.input, [3, filters], 3);
