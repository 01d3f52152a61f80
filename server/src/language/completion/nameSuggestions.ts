import { isScalar } from 'yaml';
import { shapeText } from '../../../engine/network/shapes';
import type { Known } from '../facts/known';
import type { CursorContext } from '../symbols/cursorContext';
import type { LayerEntry, NameIndex, Thing } from '../symbols/nameIndex';
import { blockOf } from '../symbols/schemaView';
import { itemsOf, valueOf } from '../symbols/treeReading';
import type { Suggestion } from './suggestions';

/** What names are suggested from. */
export interface NameSource {
  readonly text: string;
  readonly index: NameIndex;
  readonly known: Known;
  readonly context: CursorContext;
}

/** Most numbered places of one entry that are suggested. */
const mostNumbered = 64;

/** What the text says of a thing: `width: 64`. */
function sourceOf({ text }: NameSource, { declarations }: Thing): string {
  const [start, end] = declarations[0]?.extent ?? [0, 0];
  const line = text.slice(start, Math.min(end, start + 60)).split('\n', 1)[0] ?? '';
  return line.trim();
}

/** Templates that a layer may use: not the one around it. */
export function templateSuggestions(source: NameSource): Suggestion[] {
  return source.index
    .thingsOf('template')
    .filter(({ name }) => name !== blockOf(source.context.path))
    .map(({ name }) => {
      const parameters = source.index.thingsOf('parameter', name).map((p) => sourceOf(source, p));
      const detail = parameters.length === 0 ? 'template' : `template (${parameters.join(', ')})`;
      return { label: name, kind: 'module', detail };
    });
}

/** Parameters of a template that a use has not given yet; those without a default first. */
export function argumentSuggestions(source: NameSource, template: string): Suggestion[] {
  const { given, hasColon } = source.context;
  const open = source.index.thingsOf('parameter', template).filter(({ name }) => !given.has(name));
  const needed = (thing: Thing) => /:$/.test(sourceOf(source, thing)) || !sourceOf(source, thing).includes(':'); // prettier-ignore
  return [...open.filter(needed), ...open.filter((thing) => !needed(thing))].map((thing) => ({
    label: thing.name,
    kind: 'property',
    detail: needed(thing) ? 'required' : `default ${sourceOf(source, thing)}`,
    documentation: `Parameter of template \`${template}\`.`,
    ...(hasColon ? {} : { insert: `${thing.name}: $1`, isSnippet: true }),
  }));
}

/** Layers that stand above the caret in its block, and `input`; after a dot, those inside of a use. */
export function layerSuggestions(source: NameSource): Suggestion[] {
  const { index, context } = source;
  const block = blockOf(context.path);
  const dot = context.typed.lastIndexOf('.');
  if (dot >= 0) return innerLayers(source, block, context.typed.slice(0, dot));
  const own = context.layer?.get('name');
  const above = index.layers.filter(
    (layer) =>
      layer.block === block &&
      layer.name !== '' &&
      layer.name !== own &&
      layer.offsets[0] < context.word[0],
  );
  return [
    // The nearest is the likeliest.
    ...distinct(above.toReversed()).map((layer) => layerSuggestion(source, layer, layer.name)),
    {
      label: 'input',
      kind: 'keyword',
      detail: block === '' ? 'what flows into the network' : `what flows into ${block}`,
    },
  ];
}

/** Every layer of a block, the last one first; of the top: what `outputs` may name. */
export function blockLayers(source: NameSource, block: string): Suggestion[] {
  const layers = source.index.layers.filter((layer) => layer.block === block && layer.name !== '');
  return distinct(layers.toReversed()).map((layer) => layerSuggestion(source, layer, layer.name));
}

function innerLayers(source: NameSource, block: string, prefix: string): Suggestion[] {
  const { layers } = source.index;
  const find = (scope: string, name: string) =>
    layers.find((l) => l.block === scope && l.name === name && l.use !== null);
  let scope: string | null = block;
  for (const part of prefix.split('.')) {
    const use: LayerEntry | undefined =
      scope === null ? undefined : (find(scope, part) ?? find(scope, part.replace(/_\d+$/, '')));
    scope = use?.use ?? null;
  }
  const inside = layers.filter((l) => l.block === scope && l.name !== '');
  return distinct(inside.toReversed()).map((layer) =>
    layerSuggestion(source, layer, `${prefix}.${layer.name}`),
  );
}

function distinct(layers: readonly LayerEntry[]): LayerEntry[] {
  const seen = new Set<string>();
  return layers.filter(({ name }) => !seen.has(name) && seen.add(name));
}

function layerSuggestion({ known }: NameSource, layer: LayerEntry, label: string): Suggestion {
  const { facts } = known;
  const last = facts?.instances(layer.block, layer.name).at(-1)?.nodes.at(-1);
  const shape = last === undefined ? undefined : facts?.network.shapes[last];
  const what = layer.op ?? (layer.use === null ? '' : `use ${layer.use}`);
  return { label, kind: 'variable', detail: shape === undefined ? what : `${what} → ${shapeText(shape)}` }; // prettier-ignore
}

/** Names that an expression may read, with `sigil` before each. */
export function valueSuggestions(source: NameSource, sigil: '' | '$'): Suggestion[] {
  const { path, key, layer } = source.context;
  const block = blockOf(path);
  const constants = source.index.thingsOf('constant');
  // A constant or a default may read only what stands above it.
  const before = (things: readonly Thing[], holder: string) =>
    path.at(-1) === holder
      ? things.slice(
          0,
          things.findIndex((t) => t.name === key),
        )
      : things;
  const parameters = block === '' ? [] : source.index.thingsOf('parameter', block);
  const suggest = (thing: Thing, kind: Suggestion['kind']): Suggestion => ({
    label: sigil + thing.name,
    kind,
    detail: sourceOf(source, thing),
    documentation: thing.kind === 'constant' ? 'Constant.' : `Parameter of \`${block}\`.`,
  });
  const items = [
    ...before(parameters, 'parameters').map((thing) => suggest(thing, 'variable')),
    ...before(constants, 'constants').map((thing) => suggest(thing, 'constant')),
  ];
  // Before there are copies, their number is not known.
  if (layer?.has('repeat') !== true || key === 'repeat') return items;
  return [...items, ...copyNames.map((item) => ({ ...item, label: sigil + item.label }))];
}

const copyNames: readonly Suggestion[] = [
  { label: 'index', kind: 'variable', detail: 'number of the copy, from 0' },
  { label: 'first', kind: 'variable', detail: 'true in the first copy' },
  { label: 'last', kind: 'variable', detail: 'true in the last copy' },
];

/** Words of expressions. */
export const expressionWords: readonly Suggestion[] = [
  { label: 'if', kind: 'keyword', detail: 'a if condition else b' },
  ...['else', 'and', 'or', 'not', 'true', 'false'].map((label): Suggestion => ({
    label,
    kind: 'keyword',
  })),
];

/** Memories of a platform. */
export function memorySuggestions(source: NameSource): Suggestion[] {
  return source.index.thingsOf('memory').map((thing) => ({
    label: thing.name,
    kind: 'variable',
    detail: sourceOf(source, thing),
  }));
}

/** Execution places, with the numbered ones of each entry. */
export function placeSuggestions(source: NameSource, root: unknown): Suggestion[] {
  const list = valueOf(root, 'execution_places');
  return source.index.thingsOf('place').flatMap((thing): Suggestion[] => {
    const index = thing.declarations[0]?.path[1];
    const entry = itemAt(list, index);
    const count = valueOf(entry, 'count');
    const copies = isScalar(count) && typeof count.value === 'number' ? count.value : null;
    const all = { label: thing.name, kind: 'variable' } as const;
    if (copies === null) return [all];
    const numbered = Array.from(
      { length: Math.max(0, Math.min(copies, mostNumbered)) },
      (_, i) => ({
        label: `${thing.name}${i}`,
        kind: 'variable' as const,
      }),
    );
    return [{ ...all, detail: `all ${copies}` }, ...numbered];
  });
}

function itemAt(list: unknown, index: string | number | undefined): unknown {
  return typeof index === 'number' ? itemsOf(list)[index] : undefined;
}
