import type { Value } from './expression';

/** A layer as it stands in a descriptor, before its fields are checked. */
export type LayerData = Readonly<Record<string, unknown>>;

/** A template as it stands in a descriptor. */
export interface TemplateData {
  readonly parameters?: Readonly<Record<string, Value | null>>;
  readonly layers: readonly LayerData[];
}

/** A CNN descriptor that `descriptorSchema` accepts; its layers are not checked yet. */
export interface DescriptorData {
  readonly cnn: string;
  readonly input: readonly [number, number, number];
  readonly precision?: 'float32' | 'float16' | 'int8';
  readonly constants?: Readonly<Record<string, Value>>;
  readonly templates?: Readonly<Record<string, TemplateData>>;
  readonly layers: readonly LayerData[];
  readonly outputs?: readonly string[];
}

/** The text of a field, or undefined where it is no text. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** The mapping in a field, or an empty one. */
export function mappingOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : {};
}
