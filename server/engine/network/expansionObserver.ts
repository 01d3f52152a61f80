import type { DataPath } from '../../protocol/problem';
import type { Value } from './expression';

/** Hears of values while a descriptor is expanded. */
export interface ExpansionObserver {
  /** An expression at `path` was evaluated for the layer or use of that full name. */
  expression(path: DataPath, name: string, value: Value): void;
  /** A template's parameter has a value in the use of that full name. */
  parameter(template: string, parameter: string, name: string, value: Value): void;
}
