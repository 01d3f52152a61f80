import type { Shape } from '../../protocol/layersResult';
import type { Attributes, GraphNode } from './graph';
import type { OperatorClass } from './network';
import { operatorClass, operatorMacs, operatorParameters, operatorWeight } from './operatorCounts';
import { kernelText } from './shapes';

/** What an operator counts for, by itself. */
export interface OperatorFigures {
  readonly weight: number;
  readonly macs: number;
  readonly parameters: number;
  readonly operatorClass: OperatorClass;
  /** For people, such as `conv 3×3 /2`. */
  readonly description: string;
}

interface Known {
  readonly op: string;
  readonly input: Shape;
  readonly output: Shape;
  readonly figures: OperatorFigures;
}

/** Figures last found for attributes: they are the same objects in the next version of a text. */
const known = new WeakMap<Attributes, Known>();

/** The figures of an operator with its first input's and its output's shape. */
export function operatorFigures(node: GraphNode, input: Shape, output: Shape): OperatorFigures {
  const last = known.get(node.attributes);
  if (last?.op === node.op && same(last.input, input) && same(last.output, output)) {
    return last.figures;
  }
  const figures = {
    weight: operatorWeight(node, input, output),
    macs: operatorMacs(node, input, output),
    parameters: operatorParameters(node, input, output),
    operatorClass: operatorClass(node, input),
    description: describe(node),
  };
  known.set(node.attributes, { op: node.op, input, output, figures });
  return figures;
}

function same(a: Shape, b: Shape): boolean {
  return a[0] === b[0] && a[1] === b[1] && a[2] === b[2];
}

function describe({ op, attributes }: GraphNode): string {
  const name = op.replaceAll('_', ' ');
  if (!attributes.kernel) return name;
  const text = kernelText(attributes);
  const kernel = text.includes('×') ? text : `${text}×${text}`;
  const stride = Math.max(...(attributes.stride ?? [1, 1]));
  return `${name} ${kernel}${stride > 1 ? ` /${stride}` : ''}`;
}
