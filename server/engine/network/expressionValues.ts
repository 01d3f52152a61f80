import type { DataPath } from '../../protocol/problem';
import { matches } from '../core/validate';
import type { DescriptorData } from './descriptorData';
import { descriptorSchema } from './descriptorSchema';
import { expandDescriptor } from './expandDescriptor';
import type { Value } from './expression';

/** Values of one expression or parameter in all its uses. */
export interface ValuesInUses {
  /** How often it was evaluated. */
  readonly count: number;
  /** The first few, with the full name of the layer or use; empty for a constant's. */
  readonly first: readonly { readonly name: string; readonly value: Value }[];
  /** Different values in the order of their appearance; null for too many to keep. */
  readonly distinct: readonly Value[] | null;
}

/** What a descriptor's expressions and parameters are worth. */
export interface ExpressionValues {
  /** Of the expression at a path; undefined for one that is not evaluated. */
  at(path: DataPath): ValuesInUses | undefined;
  /** Of a template's parameter; undefined for a template that nothing uses. */
  parameter(template: string, parameter: string): ValuesInUses | undefined;
}

/** Most uses and different values that are kept for each. */
const mostKept = 8;

/** Evaluates every expression of a descriptor that `readDescriptor` accepts; of others what it can. */
export function expressionValues(data: unknown): ExpressionValues {
  const values = new Map<string, OpenValues>();
  const add = (key: string, name: string, value: Value): void => {
    const known = values.get(key) ?? new OpenValues();
    values.set(key, known);
    known.add(name, value);
  };
  if (isDescriptor(data)) {
    expandDescriptor(data, {
      expression: (path, name, value) => add(pathKey(path), name, value),
      parameter: (template, parameter, name, value) =>
        add(parameterKey(template, parameter), name, value),
    });
  }
  return {
    at: (path) => values.get(pathKey(path)),
    parameter: (template, parameter) => values.get(parameterKey(template, parameter)),
  };
}

class OpenValues implements ValuesInUses {
  count = 0;
  readonly first: { name: string; value: Value }[] = [];
  distinct: Value[] | null = [];

  add(name: string, value: Value): void {
    this.count += 1;
    if (this.first.length < mostKept) this.first.push({ name, value });
    if (this.distinct === null || this.distinct.includes(value)) return;
    if (this.distinct.length < mostKept) this.distinct.push(value);
    else this.distinct = null;
  }
}

const pathKey = (path: DataPath): string => path.join('\0');
const parameterKey = (template: string, parameter: string): string =>
  pathKey(['parameter', template, parameter]);

function isDescriptor(data: unknown): data is DescriptorData {
  return matches(descriptorSchema, data);
}
