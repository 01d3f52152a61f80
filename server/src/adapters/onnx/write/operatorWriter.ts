import type { Random } from '../../../../engine/core/random';
import type { Attributes, GraphNode } from '../../../../engine/network/graph';
import type { Shape } from '../../../../protocol/layersResult';
import { OnnxError } from '../onnxError';
import type { AttributeSpec, OnnxNodeSpec, OnnxTensorSpec } from './onnxSpec';
import type { Power } from './power';
import { seededWeights, type Spread } from './seededWeights';

/** A tensor of the model that is being made. */
export interface Operand {
  readonly name: string;
  readonly shape: Shape;
  /** Whether it has two axes, batch and channels, instead of four. */
  readonly isFlat: boolean;
  readonly power: Power;
  /** Index of the schedulable layer that makes it; −1 for the network's input. */
  readonly layer: number;
}

/** What an operator makes: the tensor that leaves it. */
export type Made = Pick<Operand, 'name' | 'isFlat' | 'power'>;

/** Writes an operator on its inputs as ONNX nodes. */
export type WriteOperator = (to: OperatorWriter, inputs: readonly [Operand, ...Operand[]]) => Made;

/** The model that is being made. */
export interface ModelParts {
  readonly nodes: OnnxNodeSpec[];
  readonly initializers: OnnxTensorSpec[];
  readonly random: Random;
  /** `TensorProto.DataType` of activations and weights: 1 float, 10 float16. */
  readonly elementType: number;
}

/**
 * Writes the nodes of one operator: the first is named as the operator is, further ones behind a
 * slash, and every tensor as the node that makes it.
 */
export class OperatorWriter {
  private readonly mapped = new Map<string, string>();

  constructor(
    private readonly model: ModelParts,
    private readonly node: GraphNode,
    /** Shape of what the operator gives. */
    readonly shape: Shape,
  ) {}

  get attributes(): Attributes {
    return this.node.attributes;
  }

  /**
   * Adds a node with one output.
   * @param part tells it from the operator's main node.
   * @returns the name of what it makes.
   */
  add(
    op: string,
    inputs: readonly string[],
    attributes: Readonly<Record<string, AttributeSpec>> = {},
    part?: string,
  ): string {
    const name = part === undefined ? this.node.name : this.partName(part);
    this.model.nodes.push({ op, name, inputs, outputs: [name], attributes });
    return name;
  }

  /** An operand with four axes: batch, channels, height and width. */
  map({ name, isFlat, shape }: Operand): string {
    if (!isFlat) return name;
    const known = this.mapped.get(name);
    if (known !== undefined) return known;
    const part = `map${this.mapped.size || ''}`;
    const made = this.add('Reshape', [name, this.integers(part, [1, ...shape])], {}, part);
    this.mapped.set(name, made);
    return made;
  }

  /** A learned parameter: random values of a spread. */
  weight(part: string, dims: readonly number[], spread: Spread): string {
    const { random, elementType: type } = this.model;
    const count = dims.reduce((product, d) => product * d, 1);
    const data = seededWeights(random, count, spread, type === 10);
    return this.initializer({ name: this.partName(part), dims, type, data });
  }

  /** A known number. */
  number(part: string, value: number): string {
    const { elementType: type } = this.model;
    return this.initializer({ name: this.partName(part), dims: [], type, values: [value] });
  }

  /** Whole numbers, such as a shape. */
  integers(part: string, values: readonly number[]): string {
    const name = `${this.partName(part)}/values`;
    return this.initializer({ name, dims: [values.length], type: 7, values });
  }

  /** Scale factors of the axes, which are floats whatever the tensors are. */
  factors(part: string, values: readonly number[]): string {
    return this.initializer({ name: this.partName(part), dims: [values.length], type: 1, values });
  }

  /** What ONNX cannot express. */
  unsupported(why: string): OnnxError {
    return new OnnxError(
      'not-in-onnx',
      `${this.node.name} (${this.node.op}): ${why}`,
      this.node.path,
    );
  }

  private initializer(tensor: OnnxTensorSpec & { readonly name: string }): string {
    this.model.initializers.push(tensor);
    return tensor.name;
  }

  private partName(part: string): string {
    return `${this.node.name}/${part}`;
  }
}
