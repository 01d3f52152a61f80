import { readAttributes, type CheckedFields } from '../../../../engine/network/attributes';
import { inferShape } from '../../../../engine/network/shapes';
import type { Shape } from '../../../../protocol/layersResult';
import { nodeText } from '../read/onnxModel';
import { isPart, type Draft } from './draft';
import { movementOf } from './movement';
import type { NodeView } from './nodeView';
import { dimsOf, isPlain, sameDims, shapeOf, transposed, type Feature } from './tensor';

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
    const shape = this.infer(op, fields, shapes);
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
    const { source, base, order } = feature;
    if (!order) return feature;
    const still = transposed({ kind: 'feature', source, base }, order);
    if (!still.order) return still;
    const key = `${source}|${base.join()}|${order.join()}`;
    const made = this.arranged.get(key) ?? this.move(view, feature);
    this.arranged.set(key, made);
    return { kind: 'feature', source: made, base: dimsOf(feature) };
  }

  private move(view: NodeView, feature: Feature): number {
    const { source } = feature;
    const movement = movementOf(feature, this.shape(source));
    switch (movement?.kind) {
      case 'shuffle':
        return this.emit(view, 'channel_shuffle', [source], { groups: movement.groups });
      case 'transpose': {
        const { shape, order } = movement;
        const seen = sameDims(shape, this.shape(source)) ? source : this.arrange(view, source, shape); // prettier-ignore
        return this.emit(view, 'transpose', [seen], { order });
      }
      default:
        // As many values, which is what counts for a pipeline, though not each in its place.
        return this.emit(view, 'reshape', [source], { shape: shapeOf(dimsOf(feature)) });
    }
  }

  /** A draft whose own shape is `shapeOf` the feature's dimensions. */
  materialize(view: NodeView, feature: Feature): number {
    const { source, base } = this.settle(view, feature);
    const shape = shapeOf(base);
    return sameDims(shape, this.shape(source)) ? source : this.arrange(view, source, shape);
  }

  /** The feature as plain channels, height and width, where only the axes' order may differ. */
  plain(view: NodeView, feature: Feature): Feature {
    const { source, base } = feature;
    if (isPlain(base, this.shape(source))) return feature;
    if (base.length > 1 && base[0] === 1) {
      return { ...feature, source: this.materialize(view, { kind: 'feature', source, base }) };
    }
    const dims = dimsOf(feature);
    const own = dims[0] === 1 && dims.length > 1 ? dims : [1, ...dims];
    return { kind: 'feature', source: this.materialize(view, feature), base: own };
  }

  private arrange(view: NodeView, source: number, shape: Shape): number {
    // Of two shapes in a row only the second matters.
    const before = this.drafts[source];
    const origin =
      before?.op === 'reshape' || before?.op === 'flatten' ? before.inputs[0] : undefined;
    const from = origin ?? source;
    const key = `${origin === undefined ? '' : source}|${from}|${shape.join()}`;
    const known = this.arranged.get(key);
    if (known !== undefined) return known;
    const flat = shape[1] === 1 && shape[2] === 1;
    const made = flat
      ? this.emit(view, 'flatten', [from])
      : this.emit(view, 'reshape', [from], { shape });
    this.arranged.set(key, made);
    return made;
  }

  private infer(op: Draft['op'], fields: CheckedFields, shapes: readonly Shape[]): Shape | string {
    if (isPart(op)) return shapes[0] ?? this.input;
    const attributes = readAttributes(op, fields);
    return inferShape({ name: '', op, inputs: [], attributes, path: [] }, shapes);
  }
}
