import type { TSchema } from '@sinclair/typebox';
import type { SchemaNode } from '../../../engine/core/describeSchema';
import {
  descriptorSchema,
  operatorSchemas,
  useSchema,
} from '../../../engine/network/descriptorSchema';
import { isOperatorName, operators } from '../../../engine/network/operators';
import { scenarioSchema } from '../../../engine/interference/scenario/scenarioSchema';
import { platformSchema } from '../../../engine/platform/platformSchema';
import type { DataPath } from '../../../protocol/problem';
import type { FileKind } from '../fileKind';

/** The part of a JSON Schema that help is made from. */
export interface SchemaView extends SchemaNode {
  readonly properties?: Readonly<Record<string, SchemaView>>;
  readonly patternProperties?: Readonly<Record<string, SchemaView>>;
  readonly anyOf?: readonly SchemaView[];
  readonly items?: SchemaView | readonly SchemaView[];
  readonly required?: readonly string[];
}

/** What decides which fields a layer may have. */
export interface LayerKind {
  readonly op: string | null;
  readonly use: boolean;
}

const unknownLayer: SchemaView = {
  properties: {
    ...useSchema.properties,
    op: {
      description: 'The operator: what the layer computes.',
      anyOf: Object.entries(operators).map(([name, { summary }]) => ({
        const: name,
        description: summary,
      })),
    },
  },
  required: ['name'],
};

/** Schema of a layer of a kind; the fields of all layers while the kind is not known. */
function layerSchema({ op, use }: LayerKind): SchemaView {
  if (isOperatorName(op)) return operatorSchemas[op];
  return use ? useSchema : unknownLayer;
}

const roots: Readonly<Record<Exclude<FileKind, 'other'>, TSchema>> = {
  network: descriptorSchema,
  platform: platformSchema,
  interference: scenarioSchema,
};

/** Schema of what stands at a path; undefined where nothing may stand. */
export function schemaAt(kind: FileKind, path: DataPath, layer: LayerKind): SchemaView | undefined {
  if (kind === 'other') return undefined;
  const depth = kind === 'network' ? layerDepth(path) : 0;
  if (depth > 0) return descend(layerSchema(layer), path.slice(depth));
  return descend(roots[kind], path);
}

/** Length of the path of the layer that a network's path leads through; 0 for none. */
export function layerDepth(path: DataPath): number {
  if (path[0] === 'layers' && path.length >= 2) return 2;
  return path[0] === 'templates' && path[2] === 'layers' && path.length >= 4 ? 4 : 0;
}

/** Template that a path leads into; empty for none. */
export function blockOf(path: DataPath): string {
  return path[0] === 'templates' && path.length > 1 ? String(path[1]) : '';
}

function descend(schema: SchemaView | undefined, path: DataPath): SchemaView | undefined {
  let node = schema;
  for (const step of path) node = node && childOf(node, step);
  return node;
}

function childOf(schema: SchemaView, step: string | number): SchemaView | undefined {
  const { properties, patternProperties, items, anyOf } = schema;
  if (typeof step === 'number' && items !== undefined) {
    return 'length' in items ? items[step] : items;
  }
  if (typeof step === 'string') {
    if (properties !== undefined && Object.hasOwn(properties, step)) return properties[step];
    if (patternProperties !== undefined) return Object.values(patternProperties)[0];
  }
  for (const choice of anyOf ?? []) {
    const found = childOf(choice, step);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Words that a schema accepts besides numbers: those of enumerations, and true and false. */
export function wordsOf(schema: SchemaView | undefined): string[] {
  if (schema === undefined) return [];
  if (schema.const !== undefined) return [String(schema.const)];
  if (schema.type === 'boolean') return ['true', 'false'];
  return (schema.anyOf ?? []).flatMap(wordsOf);
}

/** True where an expression may stand. */
export function takesExpression(schema: SchemaView | undefined): boolean {
  return (schema?.anyOf ?? []).some((choice) => 'pattern' in choice && choice.pattern === '^\\$');
}
