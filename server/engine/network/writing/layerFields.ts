import { OptionalKind, type TProperties } from '@sinclair/typebox';
import type { Attributes, GraphNode } from '../graph';
import { operators, type OperatorName } from '../operators';

/** A field's value with every number of it written out: pairs and quadruples are lists. */
export type FieldValue = number | boolean | string | readonly number[];

/** Fields of a layer as a descriptor has them, in the order in which people want to read them. */
export type Fields = ReadonlyMap<string, FieldValue>;

/** Every field of a node, defaults included; the opposite of `readAttributes`. */
export function layerFields({ attributes }: GraphNode): Fields {
  const fields = new Map<string, FieldValue>();
  const { kernel, filters, units, stride, padding, dilation, groups, multiplier } = attributes;
  const all: Record<string, FieldValue | undefined> = {
    function: attributes.function,
    shape: attributes.shape,
    order: attributes.order,
    axis: attributes.axis,
    scale: attributes.scale,
    size: attributes.size,
    window: attributes.window,
    start: attributes.start,
    end: attributes.end,
    parameters: attributes.parameters,
    kernel,
    filters,
    units,
    multiplier,
    stride,
    padding,
    output_padding: attributes.outputPadding,
    dilation,
    groups,
    channels: attributes.borderChannels,
    ceil: attributes.ceil,
    bias: attributes.bias,
    batch_norm: attributes.batchNorm,
    activation: attributes.activation,
  };
  for (const [name, value] of Object.entries(all)) if (value !== undefined) fields.set(name, value);
  return fields;
}

/** Fields whose default is a number, alone or in a list of it. */
export const numericDefaults: Readonly<Record<string, number>> = {
  stride: 1, padding: 0, output_padding: 0, dilation: 1, groups: 1, channels: 0, multiplier: 1, start: 0,
  parameters: 0, window: 5,
}; // prettier-ignore

/**
 * What two nodes must share to be one layer of a template: everything but the numbers. A 1×1 kernel
 * and a larger one are different things to a reader.
 */
export function nodeKind({ op, attributes, inputs }: GraphNode): string {
  const { activation, batchNorm, bias, ceil, padding, kernel, scale, order, axis } = attributes;
  const rule = typeof padding === 'string' ? padding : '';
  const pointwise = kernel?.every((k) => k === 1);
  const parts = [op, inputs.length, attributes.function, activation, batchNorm, bias, ceil, rule, pointwise, !!scale, order, axis];
  return parts.join('|');
} // prettier-ignore

/** Whether a layer of these fields may leave `field` out. */
export function isDefault(
  op: OperatorName,
  field: string,
  texts: ReadonlyMap<string, string>,
): boolean {
  const text = texts.get(field);
  const own: TProperties = operators[op].fields;
  const schema = own[field];
  if (schema && schema[OptionalKind] !== 'Optional') return false;
  switch (field) {
    case 'bias':
      return text === String(texts.get('batch_norm') !== 'true');
    case 'batch_norm':
    case 'ceil':
      return text === 'false';
    case 'axis':
      return text === 'channels';
    case 'stride':
      return text === (texts.has('ceil') ? texts.get('kernel') : '1');
    default:
      return Object.hasOwn(numericDefaults, field) && text === String(numericDefaults[field]);
  }
}

/** Every field of a node as a text, defaults included. */
export function fieldTexts(node: GraphNode): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  for (const [field, value] of layerFields(node))
    texts.set(field, fieldText(leavesOf(value).map(String)));
  return texts;
}

/** The fields that a layer must give. */
export function fieldEntries(
  op: OperatorName,
  texts: ReadonlyMap<string, string>,
): [field: string, text: string][] {
  return [...texts].filter(([field]) => !isDefault(op, field, texts));
}

/** A value for a descriptor: equal numbers of a list are written once. */
export function fieldText(parts: readonly string[]): string {
  const [a, b, c, d] = parts;
  if (parts.length === 4 && a === c && b === d) return fieldText(parts.slice(0, 2));
  if (parts.length === 2 && a === b) return a ?? '';
  return parts.length === 1 ? (a ?? '') : `[${parts.join(', ')}]`;
}

/** The numbers of a value, or the value itself, one text each. */
export function leavesOf(value: FieldValue): readonly (number | boolean | string)[] {
  return typeof value === 'object' ? value : [value];
}

/** True for attributes that mean the same. */
export function sameAttributes(a: Attributes, b: Attributes): boolean {
  const text = (attributes: Attributes) =>
    JSON.stringify(Object.entries(attributes).sort(([x], [y]) => (x < y ? -1 : 1)));
  return text(a) === text(b);
}
