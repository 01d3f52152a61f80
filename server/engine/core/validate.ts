import type { Static, TSchema } from '@sinclair/typebox';
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import type { DataPath, Problem } from '../../protocol/problem';
import { translateErrors } from './translateErrors';

const ajv = new Ajv({
  allErrors: true,
  verbose: true,
  strict: false,
  strictNumbers: true,
  // A cold start pays for compiling: the schemas are our own, and each judges little data.
  meta: false,
  validateSchema: false,
  code: { optimize: false },
});
const compiled = new WeakMap<TSchema, ValidateFunction>();

/**
 * Judges plain data by a schema: a problem for each path that breaks it, none where all is well.
 * `path` is where the data stands in its file. A schema is compiled once.
 */
export function validate(schema: TSchema, data: unknown, path: DataPath = []): Problem[] {
  const check = compiled.get(schema) ?? compile(schema);
  if (check(data)) return [];
  const errors: readonly ErrorObject[] = check.errors ?? [];
  check.errors = null;
  return translateErrors(errors, data, path);
}

/** Whether plain data is of the type that a schema describes. */
export function matches<S extends TSchema>(schema: S, data: unknown): data is Static<S> {
  return (compiled.get(schema) ?? compile(schema))(data);
}

function compile(schema: TSchema): ValidateFunction {
  const check = ajv.compile(schema);
  compiled.set(schema, check);
  return check;
}
