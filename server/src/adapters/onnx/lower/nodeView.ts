import { OnnxError, type OnnxRule } from '../onnxError';
import { nodeText, type OnnxNode, type OnnxTensor } from '../read/onnxModel';
import { axisOf, type Constant, type Feature, type Tensor } from './tensor';

/** A node with the tensors that flow into it, and the questions that lowerings ask of it. */
export class NodeView {
  constructor(
    readonly node: OnnxNode,
    /** An input that is left out is undefined. */
    readonly inputs: readonly (Tensor | undefined)[],
  ) {}

  /** An error about this node, to be thrown. */
  error(rule: OnnxRule, message: string): OnnxError {
    return new OnnxError(rule, `${nodeText(this.node)}: ${message}`);
  }

  unsupported(message: string): OnnxError {
    return this.error('onnx-unsupported', message);
  }

  /** The feature at an input. */
  feature(index = 0): Feature {
    const tensor = this.inputs[index];
    if (tensor?.kind === 'feature') return tensor;
    throw tensor
      ? this.unsupported(`input ${index + 1} is a constant where a feature map is needed`)
      : this.error('onnx-malformed', `input ${index + 1} is missing`);
  }

  /** Every input as a feature. */
  features(): Feature[] {
    return this.inputs.map((_, index) => this.feature(index));
  }

  /** The constant at an input, such as a weight. */
  constant(index: number): Constant {
    const tensor = this.inputs[index];
    if (tensor?.kind === 'constant') return tensor;
    throw tensor
      ? this.unsupported(`input ${index + 1} is computed where a constant weight is needed`)
      : this.error('onnx-malformed', `input ${index + 1} is missing`);
  }

  number(name: string, otherwise: number): number {
    const attribute = this.node.attributes.get(name);
    return attribute?.kind === 'number' ? attribute.value : otherwise;
  }

  text(name: string, otherwise: string): string {
    const attribute = this.node.attributes.get(name);
    return attribute?.kind === 'text' ? attribute.value : otherwise;
  }

  numbers(name: string): readonly number[] | undefined {
    const attribute = this.node.attributes.get(name);
    return attribute?.kind === 'numbers' ? attribute.value : undefined;
  }

  tensor(name: string): OnnxTensor | undefined {
    const attribute = this.node.attributes.get(name);
    return attribute?.kind === 'tensor' ? attribute.value : undefined;
  }

  /**
   * Numbers that old operator sets give as an attribute and new ones as an input.
   * @throws OnnxError where the input's values are not known.
   */
  given(name: string, index: number): readonly number[] | undefined {
    const attribute = this.numbers(name);
    if (attribute) return attribute;
    const tensor = this.inputs[index];
    if (!tensor) return undefined;
    if (tensor.kind === 'constant' && tensor.values) return tensor.values;
    throw this.error(
      'onnx-dynamic',
      `the values of its input ${index + 1} (${name}) are not known`,
    );
  }

  /** An axis from 0. */
  axis(axis: number, rank: number): number {
    const found = axisOf(axis, rank);
    if (found !== undefined) return found;
    throw this.error('onnx-malformed', `axis ${axis} is not within ${rank} axes`);
  }
}
