import { mappingOf, type DescriptorData, type LayerData } from './descriptorData';
import type { Lookup } from './evaluateExpression';
import { expansionBounds } from './expansionBounds';
import type { ExpansionLog } from './expansionLog';
import type { ExpansionObserver } from './expansionObserver';
import type { Value } from './expression';
import type { FieldReader, ReadingPlace } from './fieldReader';

/** Reads what decides of an expansion: constants, parameters of templates, `repeat` and `when`. */
export class ExpansionFields {
  constructor(
    private readonly data: DescriptorData,
    private readonly reader: FieldReader,
    private readonly log: ExpansionLog,
    private readonly observer?: ExpansionObserver,
  ) {}

  /** Values of the constants: each may name those before it. */
  constants(): Map<string, Value> {
    const known = new Map<string, Value>();
    const lookup: Lookup = (name) => known.get(name);
    for (const [name, source] of Object.entries(this.data.constants ?? {})) {
      const value = this.reader.value(source, { lookup, path: ['constants', name], name: '' });
      if (value !== undefined) known.set(name, value);
    }
    return known;
  }

  /** How many copies there are of a layer; 0 where that is wrong. */
  repeat(layer: LayerData, place: ReadingPlace): number {
    if (layer['repeat'] === undefined) return 1;
    const path = [...place.path, 'repeat'];
    const count = this.reader.value(layer['repeat'], { ...place, path });
    if (count === undefined) return 0;
    if (typeof count !== 'number' || !Number.isInteger(count) || count < 1) {
      const message = `${place.name}: \`repeat\` must be a whole number of at least 1, not ${count}`;
      this.log.report('expression-value', path, message);
      return 0;
    }
    if (count > expansionBounds.layers) {
      this.log.stop(
        path,
        `${place.name}: ${count} copies are more than the limit of ${expansionBounds.layers}`,
      );
    }
    return count;
  }

  /** Values of a template's parameters in one copy: what the use gives, otherwise the defaults. */
  parameters(layer: LayerData, template: string, place: ReadingPlace): Map<string, Value> {
    const given = mappingOf(layer['with']);
    const values = new Map<string, Value>();
    const declared = this.data.templates?.[template]?.parameters ?? {};
    for (const [key, initial] of Object.entries(declared)) {
      const own = Object.hasOwn(given, key);
      const value = this.reader.value(own ? given[key] : initial, {
        name: place.name,
        path: own ? [...place.path, 'with', key] : ['templates', template, 'parameters', key],
        // A default may name constants and the parameters before it.
        lookup: own ? place.lookup : (name) => values.get(name) ?? place.lookup(name),
      });
      if (value === undefined) continue;
      values.set(key, value);
      this.observer?.parameter(template, key, place.name, value);
    }
    return values;
  }

  /** False where `when` leaves a copy out. */
  isPresent(layer: LayerData, place: ReadingPlace): boolean {
    if (layer['when'] === undefined) return true;
    const path = [...place.path, 'when'];
    const value = this.reader.value(layer['when'], { ...place, path });
    if (typeof value === 'boolean') return value;
    if (value !== undefined) {
      const message = `${place.name}: \`when\` must be true or false, not ${value}`;
      this.log.report('expression-value', path, message);
    }
    return true;
  }
}
