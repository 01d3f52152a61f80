import { isMap, isScalar, isSeq } from 'yaml';
import type { DocumentSymbol } from 'vscode-languageserver';
import { shapeText } from '../../../engine/network/shapes';
import { everyPlace } from '../../../engine/interference/scenario/scenarioPlaces';
import type { Analysis } from '../analysis';
import type { Known } from '../facts/known';
import type { LayerEntry } from '../symbols/nameIndex';
import { entrySummary } from '../scenarioWords';
import { nameIndexOf } from '../symbols/nameIndexOf';
import {
  entriesOf,
  itemsOf,
  mapsOf,
  scalarText,
  valueOf,
  type Entry,
} from '../symbols/treeReading';
import { offsetsOf, type Offsets } from '../yamlTree';

/** Kinds of the protocol that stand for ours: editors show an icon for each. */
const symbolKinds = {
  section: 3,
  template: 5,
  layer: 12,
  parameter: 13,
  constant: 14,
  value: 15,
  memory: 19,
  place: 23,
  episode: 24,
} as const;

/** Deepest entries of files whose meaning is not known. */
const mostDepth = 4;

/** The outline of a text, as far as it can be read. */
export function outlineOf(analysis: Analysis, known: Known): DocumentSymbol[] {
  const writer = new OutlineWriter(analysis, known);
  return entriesOf(analysis.file.root).flatMap((entry) => writer.section(entry));
}

class OutlineWriter {
  private readonly layerAt: ReadonlyMap<unknown, LayerEntry>;

  constructor(
    private readonly analysis: Analysis,
    private readonly known: Known,
  ) {
    this.layerAt = new Map(nameIndexOf(analysis).layers.map((layer) => [layer.map, layer]));
  }

  section(entry: Entry): DocumentSymbol[] {
    const { kind } = this.analysis;
    const { key, value } = entry;
    if (kind === 'other') return [this.generic(entry, 1)];
    switch (key) {
      case 'constants':
        return [this.symbol(entry, 'section', '', this.pairs(value, 'constant'))];
      case 'templates':
        return [
          this.symbol(
            entry,
            'section',
            '',
            entriesOf(value).map((e) => this.template(e)),
          ),
        ];
      case 'layers':
        return [this.symbol(entry, 'section', count(value, 'layer'), this.layers(value))];
      case 'memories':
        return [this.symbol(entry, 'section', '', this.pairs(value, 'memory'))];
      case 'episodes':
      case 'random': {
        const what = key === 'random' ? 'entry' : 'episode';
        return [this.symbol(entry, 'section', count(value, what), this.episodes(value, key))];
      }
      case 'execution_places':
        return [this.symbol(entry, 'section', count(value, 'entry'), this.places(value))];
      default:
        return [this.generic(entry, 1)];
    }
  }

  private template(entry: Entry): DocumentSymbol {
    const parameters = this.pairs(valueOf(entry.value, 'parameters'), 'parameter');
    const layers = this.layers(valueOf(entry.value, 'layers'));
    const names = parameters.map((p) => p.name).join(', ');
    return this.symbol(entry, 'template', names === '' ? '' : `(${names})`, [...parameters, ...layers]); // prettier-ignore
  }

  private pairs(map: unknown, kind: 'constant' | 'parameter' | 'memory'): DocumentSymbol[] {
    return entriesOf(map).map((entry) => this.symbol(entry, kind, scalarText(entry.value) ?? ''));
  }

  private layers(list: unknown): DocumentSymbol[] {
    return mapsOf(list).map(({ map }) => {
      const layer = this.layerAt.get(map);
      const what = layer?.op ?? (layer?.use == null ? '' : `use ${layer.use}`);
      const detail = [what, layer === undefined ? '' : this.shape(layer)].filter((t) => t !== '');
      return this.item(map, layer?.name || what || 'layer', 'layer', detail.join(' → '));
    });
  }

  private shape({ block, name }: LayerEntry): string {
    const { facts } = this.known;
    const shapes = (facts?.instances(block, name) ?? []).map(({ nodes }) =>
      shapeText(facts?.network.shapes[nodes.at(-1) ?? 0] ?? [0, 0, 0]),
    );
    const [first] = shapes;
    return first !== undefined && shapes.every((shape) => shape === first) ? first : '';
  }

  private places(list: unknown): DocumentSymbol[] {
    return mapsOf(list).map(({ map }) => {
      const copies = scalarText(valueOf(map, 'count'));
      const name = scalarText(valueOf(map, 'name')) ?? 'place';
      return this.item(map, name || 'place', 'place', copies === null ? '' : `× ${copies}`);
    });
  }

  private episodes(list: unknown, key: 'episodes' | 'random'): DocumentSymbol[] {
    const { scenario } = this.analysis;
    return mapsOf(list).map(({ map, index }) => {
      const place = valueOf(map, 'place');
      const names = (isSeq(place) ? itemsOf(place) : [place]).flatMap((n) => scalarText(n) ?? []);
      const detail = scenario === null ? '' : entrySummary(scenario, key, index);
      return this.item(map, names.join(', ') || everyPlace[key], 'episode', detail, 'place');
    });
  }

  private generic(entry: Entry, depth: number): DocumentSymbol {
    const { value } = entry;
    const isOpen = depth < mostDepth;
    const children = isMap(value) && isOpen ? entriesOf(value).map((e) => this.generic(e, depth + 1)) : []; // prettier-ignore
    const detail = isScalar(value) ? (scalarText(value) ?? '') : isSeq(value) ? count(value, 'item') : ''; // prettier-ignore
    return this.symbol(entry, isScalar(value) ? 'value' : 'section', detail, children);
  }

  private symbol(
    { key, keyNode, extent }: Entry,
    kind: keyof typeof symbolKinds,
    detail: string,
    children: DocumentSymbol[] = [],
  ): DocumentSymbol {
    return this.write(key || '(no name)', kind, detail, extent, offsetsOf(keyNode), children);
  }

  private item(
    map: unknown,
    name: string,
    kind: keyof typeof symbolKinds,
    detail: string,
    selected = 'name',
  ): DocumentSymbol {
    const extent = offsetsOf(map) ?? [0, 0];
    return this.write(name, kind, detail, extent, offsetsOf(valueOf(map, selected)), []);
  }

  private write(
    name: string,
    kind: keyof typeof symbolKinds,
    detail: string,
    [start, end]: Offsets,
    selection: Offsets | null,
    children: DocumentSymbol[],
  ): DocumentSymbol {
    const { file } = this.analysis;
    const trimmed = start + file.text.slice(start, end).trimEnd().length;
    const inside = selection !== null && selection[0] >= start && selection[1] <= trimmed;
    return {
      name,
      ...(detail !== '' && { detail }),
      kind: symbolKinds[kind],
      range: file.rangeOf([start, trimmed]),
      selectionRange: file.rangeOf(inside ? selection : [start, start]),
      ...(children.length > 0 && { children }),
    };
  }
}

function count(list: unknown, what: string): string {
  const { length } = itemsOf(list);
  const plural = what.endsWith('y') ? `${what.slice(0, -1)}ies` : `${what}s`;
  return length === 0 ? '' : length === 1 ? `1 ${what}` : `${length} ${plural}`;
}
