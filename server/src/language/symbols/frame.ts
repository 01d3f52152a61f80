/** A collection that is open where the scanner stands. */
export interface Frame {
  readonly kind: 'map' | 'seq';
  readonly flow: boolean;
  /** Where it begins; −1 for the root mapping. */
  readonly start: number;
  /** Column of a block's keys or dashes; −1 in flow style. */
  readonly column: number;
  /** Mapping: the key whose value comes now. */
  key: string | null;
  /** Sequence: number of the item that comes now. */
  index: number;
  /** True once the value or item that comes now has begun. */
  filled: boolean;
  /** Keys so far with the text of their scalars. */
  readonly given: Map<string, string>;
}

/** A collection that has just begun. */
export function openFrame(
  kind: Frame['kind'],
  flow: boolean,
  start: number,
  column: number,
): Frame {
  return { kind, flow, start, column, key: null, index: 0, filled: false, given: new Map() };
}
