import type { TSchema } from '@sinclair/typebox';
import { descriptorSchema, operatorSchemas, useSchema } from './descriptorSchema';

/** The JSON Schema of `*.cnn.yaml` for other tools: the schemas that validation uses, put together. */
export function networkJsonSchema(): object {
  const layer = { anyOf: [...Object.values(operatorSchemas), useSchema] };
  const { layers, templates, ...rest } = descriptorSchema.properties;
  const list = { ...layers, items: { $ref: '#/definitions/layer' } };
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'CNN descriptor',
    ...descriptorSchema,
    properties: { ...rest, templates: withLayers(templates, list), layers: list },
    definitions: { layer },
  };
}

/** The schema of templates with their layers spelt out. */
function withLayers(templates: TSchema, list: object): object {
  const replace = (key: string, value: unknown): unknown =>
    key === 'layers' && typeof value === 'object' ? list : value;
  const copy: unknown = JSON.parse(JSON.stringify(templates, replace));
  return typeof copy === 'object' && copy !== null ? copy : {};
}
