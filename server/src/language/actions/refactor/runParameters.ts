import type { Scalar } from 'yaml';
import { offsetsOf } from '../../yamlTree';
import type { LayerRun } from './layerRuns';

/** What differs between the copies of a run. */
export interface RunParameters {
  /** Parameters in order: name, and its text in each copy. */
  readonly parameters: readonly { readonly name: string; readonly texts: readonly string[] }[];
  /** Parameter that stands in for a scalar of the first copy. */
  readonly nameOf: ReadonlyMap<Scalar, string>;
}

/**
 * Makes a parameter of each value that differs between copies; values that differ alike share one.
 * @param taken names that would mean something else in the template.
 */
export function runParameters(
  text: string,
  { copies }: LayerRun,
  taken: ReadonlySet<string>,
): RunParameters {
  const parameters = new Map<string, { name: string; texts: readonly string[] }>();
  const nameOf = new Map<Scalar, string>();
  const names = new Set(taken);
  const [first = []] = copies;
  first.forEach(({ values }, position) => {
    values.forEach(({ key, scalar }, index) => {
      const texts = copies.map((copy) =>
        textOf(text, copy[position]?.values[index]?.scalar ?? scalar),
      );
      if (texts.every((value) => value === texts[0])) return;
      const vector = texts.join('\0');
      const known = parameters.get(vector);
      const name = known?.name ?? freeName(key, names);
      if (known === undefined) parameters.set(vector, { name, texts });
      names.add(name);
      nameOf.set(scalar, name);
    });
  });
  return { parameters: [...parameters.values()], nameOf };
}

/** A scalar as it stands in the text; nothing for an empty one. */
function textOf(text: string, scalar: Scalar): string {
  const offsets = offsetsOf(scalar);
  return offsets === null ? '' : text.slice(...offsets);
}

/** A name that is not taken: the wanted one, or one with a number. */
export function freeName(wanted: string, taken: ReadonlySet<string>): string {
  let name = wanted;
  for (let number = 2; taken.has(name); number += 1) name = `${wanted}${number}`;
  return name;
}
