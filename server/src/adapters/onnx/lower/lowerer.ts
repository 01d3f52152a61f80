import { readAttributes, type CheckedFields } from '../../../../engine/network/attributes';
import { inferShape } from '../../../../engine/network/shapes';
import type { Shape } from '../../../../protocol/layersResult';
import { nodeText } from '../read/onnxModel';
import type { Draft } from './draft';
import type { NodeView } from './nodeView';
import { count, dimsOf, isPlain, sameDims, shapeOf, type Feature } from './tensor';

/** What a lowering may say about a draft beside its operator and fields. */
export interface DraftExtra extends Pick<Draft, 'affine' | 'sixth'> {
  /** Name of the weight, from which a layer is best named. */
  readonly weight?: string | undefined;
}

/** Turns ONNX nodes into drafts; knows the shape of each, and moves data where views ask for it. */
export class Lowerer {
  readonly drafts: Draft[] = [];
  /** Data movements made so far, by source and shape, so that each is made once. */
  private readonly arranged = new Map<string, number>();

  constructor(private readonly input: Shape) {}

  shape(source: number): Shape {
    return this.drafts[source]?.shape ?? this.input;
  }

  /**
   * Adds a draft for a node; its index.
   * @throws OnnxError where the inputs' shapes do not fit.
   */
  emit(
    view: NodeView,
    op: Draft['op'],
    inputs: readonly number[],
    fields: CheckedFields = {},
    { weight, ...extra }: DraftExtra = {},
  ): number {
    const shapes = inputs.map((source) => this.shape(source));
    const shape = op === 'erf' ? this.shape(inputs[0] ?? -1) : this.infer(op, fields, shapes);
    if (typeof shape === 'string') throw view.error('shape-mismatch', shape);
    const { node } = view;
    const output = node.outputs.find((name) => name !== '') ?? '';
    const names = { node: node.name, output, op: node.op, ...(weight !== undefined && { weight }) };
    this.drafts.push({ op, inputs, fields, shape, names, text: nodeText(node), ...extra });
    return this.drafts.length - 1;
  }

  /** Adds an operator that works element by element: its view of the axes stays as it is. */
  pointwise(
    view: NodeView,
    op: Draft['op'],
    feature: Feature,
    fields: CheckedFields = {},
    extra: DraftExtra = {},
  ): Feature {
    return { ...feature, source: this.emit(view, op, [feature.source], fields, extra) };
  }

  /** The feature with its values in the order of its axes. */
  settle(view: NodeView, feature: Feature): Feature {
    if (!feature.order) return feature;
    const dims = dimsOf(feature);
    const groups = shuffledGroups(feature, this.shape(feature.source));
    const source =
      groups === undefined
        ? this.arrange(view, feature.source, shapeOf(dims), feature.order.join())
        : this.emit(view, 'channel_shuffle', [feature.source], { groups });
    return { kind: 'feature', source, base: dims };
  }

  /** A draft whose own shape is `shapeOf` the feature's dimensions. */
  materialize(view: NodeView, feature: Feature): number {
    const { source, base } = this.settle(view, feature);
    const shape = shapeOf(base);
    return sameDims(shape, this.shape(source)) ? source : this.arrange(view, source, shape);
  }

  /** The feature as plain channels, height and width, where only the axes' order may differ. */
  plain(view: NodeView, feature: Feature): Feature {
    if (isPlain(feature.base, this.shape(feature.source))) return feature;
    const dims = dimsOf(feature);
    const base = dims[0] === 1 && dims.length > 1 ? dims : [1, ...dims];
    return { kind: 'feature', source: this.materialize(view, feature), base };
  }

  private arrange(view: NodeView, source: number, shape: Shape, movement = ''): number {
    // Of two movements in a row only the second matters.
    const before = this.drafts[source];
    const origin =
      before?.op === 'reshape' || before?.op === 'flatten' ? before.inputs[0] : undefined;
    const from = origin ?? source;
    const key = `${origin === undefined ? '' : source}|${from}|${shape.join()}|${movement}`;
    const known = this.arranged.get(key);
    if (known !== undefined) return known;
    const flat = shape[1] === 1 && shape[2] === 1 && movement === '';
    const made = flat
      ? this.emit(view, 'flatten', [from])
      : this.emit(view, 'reshape', [from], { shape });
    this.arranged.set(key, made);
    return made;
  }

  private infer(
    op: Exclude<Draft['op'], 'erf'>,
    fields: CheckedFields,
    shapes: readonly Shape[],
  ): Shape | string {
    const attributes = readAttributes(op, fields);
    return inferShape({ name: '', op, inputs: [], attributes, path: [] }, shapes);
  }
}

/**
 * Groups of a channel shuffle: the channels, seen as groups × members, change places while height
 * and width stay; undefined for any other movement.
 */
function shuffledGroups({ base, order = [] }: Feature, shape: Shape): number | undefined {
  const long = order.filter((axis) => base[axis] !== 1);
  // Axes that stay neighbours are one axis.
  const runs: { first: number; length: number }[] = [];
  let previous = -2;
  const rank = [...long].sort((a, b) => a - b);
  for (const axis of long) {
    const place = rank.indexOf(axis);
    const length = base[axis] ?? 1;
    const run = runs.at(-1);
    if (run && place === previous + 1) run.length *= length;
    else runs.push({ first: place, length });
    previous = place;
  }
  const places = [...runs].sort((a, b) => a.first - b.first).map((run) => runs.indexOf(run));
  const [members, groups, map = { length: 1 }] = runs;
  const swapped = places[0] === 1 && places[1] === 0 && (places.length === 2 || places[2] === 2);
  if (!swapped || places.length > 3 || !members || !groups) return undefined;
  const fits = members.length * groups.length === shape[0] && map.length === count(shape.slice(1));
  return fits ? groups.length : undefined;
}
