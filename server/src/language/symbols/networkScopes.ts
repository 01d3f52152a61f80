import type { LayerEntry } from './nameIndex';
import type { NameCollector, NamedThing } from './nameCollector';

const copyNames: ReadonlySet<string> = new Set(['index', 'first', 'last']);

/** Blocks around a name that are looked into: a network has a few. */
const mostBlocks = 200;

/** A part of a layer's name: `c3_2.reduce` has `c3` with the suffix `_2`, and `reduce`. */
export interface LayerSegment {
  readonly name: string;
  readonly suffix: string;
  readonly thing: NamedThing | undefined;
}

/** Tells what names mean in a network, without expanding it. */
export class NetworkScopes {
  private readonly users: ReadonlyMap<string, ReadonlySet<string>>;
  private readonly repeated: ReadonlySet<string>;
  private readonly useOf: ReadonlyMap<string, string>;
  private readonly known = new Map<string, readonly NamedThing[]>();

  constructor(private readonly names: NameCollector) {
    const users = new Map<string, Set<string>>();
    const useOf = new Map<string, string>();
    for (const { use, block, name } of names.layers) {
      if (use === null) continue;
      users.set(use, (users.get(use) ?? new Set()).add(block));
      useOf.set(`${block}\0${name}`, use);
    }
    this.users = users;
    this.useOf = useOf;
    this.repeated = new Set(
      names.layers.filter((l) => l.repeats).map((l) => `${l.block}\0${l.name}`),
    );
  }

  /**
   * Parameters and constants that a name in an expression may mean: the block's own parameter, else
   * those of the templates that use the block, else the constant.
   */
  values(name: string, block: string): readonly NamedThing[] {
    const key = `${block}\0${name}`;
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const found = new Set<NamedThing>();
    this.collect(name, block, found, new Set());
    const things = [...found];
    this.known.set(key, things);
    return things;
  }

  /** True where a name means a copy's number. */
  isBuiltin(name: string, block: string, layer: LayerEntry | null): boolean {
    if (!copyNames.has(name)) return false;
    return layer?.repeats === true || this.values(name, block).length === 0;
  }

  /** The parts of a layer's name, as far as they are known. */
  layerSegments(block: string, text: string): LayerSegment[] {
    const segments: LayerSegment[] = [];
    let scope: string | undefined = block;
    for (const part of text.split('.')) {
      const segment = this.segment(scope, part);
      segments.push(segment);
      scope = scope === undefined ? scope : this.useOf.get(`${scope}\0${segment.name}`);
    }
    return segments;
  }

  private segment(block: string | undefined, text: string): LayerSegment {
    const plain = { name: text, suffix: '', thing: undefined };
    if (block === undefined) return plain;
    const exact = this.names.find('layer', block, text);
    if (exact !== undefined) return { ...plain, thing: exact };
    const [, base = '', suffix = ''] = /^(.+)(_[1-9]\d*)$/.exec(text) ?? [];
    const thing = this.names.find('layer', block, base);
    if (thing === undefined || !this.repeated.has(`${block}\0${base}`)) return plain;
    return { name: base, suffix, thing };
  }

  private collect(name: string, block: string, found: Set<NamedThing>, seen: Set<string>): void {
    if (seen.has(block) || seen.size >= mostBlocks) return;
    seen.add(block);
    const own = block === '' ? undefined : this.names.find('parameter', block, name);
    if (own !== undefined) {
      found.add(own);
      return;
    }
    const users = block === '' ? [] : [...(this.users.get(block) ?? [''])];
    for (const user of users) this.collect(name, user, found, seen);
    const constant = users.length === 0 ? this.names.find('constant', '', name) : undefined;
    if (constant !== undefined) found.add(constant);
  }
}
