/** The part of a JSON Schema that messages are made from. */
export interface SchemaNode {
  /** Our annotation: completes the sentence "… must be". */
  readonly expects?: string;
  readonly description?: string;
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly SchemaNode[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
}

/** What a schema accepts, so that it completes the sentence "… must be". */
export function describeSchema(schema: SchemaNode): string {
  if (schema.expects !== undefined) return schema.expects;
  if (schema.anyOf !== undefined) return alternatives(schema.anyOf.map(describeSchema));
  if (schema.const !== undefined) return String(schema.const);
  if (schema.enum !== undefined) return alternatives(schema.enum.map(String));
  switch (schema.type) {
    case 'integer':
      return `a whole number${describeBounds(schema)}`;
    case 'number':
      return `a number${describeBounds(schema)}`;
    case 'string':
      return 'a text';
    case 'boolean':
      return 'true or false';
    case 'array':
      return `a list${describeLength(schema)}`;
    case 'object':
      return 'a mapping of keys to values';
    case 'null':
      return 'empty';
    default:
      return 'another value';
  }
}

function describeBounds({ minimum, maximum, exclusiveMinimum }: SchemaNode): string {
  if (minimum !== undefined && maximum !== undefined) return ` from ${minimum} to ${maximum}`;
  if (exclusiveMinimum !== undefined) {
    return ` above ${exclusiveMinimum}${maximum === undefined ? '' : `, at most ${maximum}`}`;
  }
  if (minimum !== undefined) return ` of at least ${minimum}`;
  return maximum === undefined ? '' : ` of at most ${maximum}`;
}

function describeLength({ minItems, maxItems }: SchemaNode): string {
  if (minItems !== undefined && minItems === maxItems) return ` of ${minItems}`;
  if (minItems !== undefined) return ` of at least ${minItems}`;
  return maxItems === undefined ? '' : ` of at most ${maxItems}`;
}

function alternatives(parts: readonly string[]): string {
  const distinct = [...new Set(parts)];
  const last = distinct.pop() ?? 'another value';
  return distinct.length === 0 ? last : `${distinct.join(', ')} or ${last}`;
}
