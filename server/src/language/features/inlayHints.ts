import type { InlayHint } from 'vscode-languageserver';
import { slowdownText } from '../../../engine/interference/scenario/slowdownText';
import { stressLevel } from '../../../engine/interference/stressLevels';
import { shapeText } from '../../../engine/network/shapes';
import type { Shape } from '../../../protocol/layersResult';
import type { Analysis } from '../analysis';
import type { Known } from '../facts/known';
import type { NetworkFacts } from '../facts/networkFacts';
import { shareText, useFacts, type UseFacts } from '../facts/useFacts';
import { valuesOf, valuesText } from '../facts/valuesOf';
import type { LayerEntry } from '../symbols/nameIndex';
import { nameIndexOf } from '../symbols/nameIndexOf';
import { mapsOf, scalarText, valueOf } from '../symbols/treeReading';
import { offsetsOf, type Offsets } from '../yamlTree';

/** Which hints a person wants to see. */
export interface InlayHintOptions {
  /** Output shapes and shares of the weight, at each layer. */
  readonly layers: boolean;
  /** Values, behind each expression; factors, behind each stress level. */
  readonly expressions: boolean;
}

/** Hints in a part of a text. */
export function inlayHintsOf(
  analysis: Analysis,
  { facts }: Known,
  [from, to]: Offsets,
  options: InlayHintOptions,
): InlayHint[] {
  if (analysis.kind === 'interference') {
    return options.expressions ? stressHints(analysis, [from, to]) : [];
  }
  if (facts === null || analysis.kind !== 'network') return [];
  const { layers, expressions } = nameIndexOf(analysis);
  const within = ({ offsets }: { offsets: Offsets }) => offsets[1] >= from && offsets[0] <= to;
  const { file } = analysis;
  const hint = (offset: number, label: string): InlayHint => ({
    position: file.rangeOf([offset, offset]).start,
    label,
    paddingLeft: true,
  });
  const ofLayers = layers.filter(within).flatMap((layer) => {
    const label = options.layers ? layerLabel(facts, layer) : '';
    return label === '' ? [] : [hint(hintOffset(file.text, layer), label)];
  });
  const ofExpressions = expressions.filter(within).flatMap((entry) => {
    const values = options.expressions ? valuesOf(facts, entry) : undefined;
    return values === undefined ? [] : [hint(entry.offsets[1], `= ${valuesText(values)}`)];
  });
  return [...ofLayers, ...ofExpressions];
}

/** The factors behind the name of each stress level. */
function stressHints({ file }: Analysis, [from, to]: Offsets): InlayHint[] {
  return ['episodes', 'random'].flatMap((list) =>
    mapsOf(valueOf(file.root, list)).flatMap(({ map }) => {
      const node = valueOf(map, 'stress');
      const level = stressLevel(scalarText(node) ?? '');
      const [start, end] = offsetsOf(node) ?? [0, 0];
      if (level === undefined || end < from || start > to) return [];
      const position = file.rangeOf([end, end]).start;
      return [{ position, label: slowdownText(level.slowdown), paddingLeft: true }];
    }),
  );
}

/** Behind a layer in braces; behind the first line of a block. */
function hintOffset(text: string, { offsets: [start, end], map }: LayerEntry): number {
  const source = text.slice(start, end).trimEnd();
  const lineEnd = map.flow === true ? -1 : source.search(/\r?\n/);
  return start + (lineEnd < 0 ? source.length : lineEnd);
}

/** `64×112×112 · 4.1 %`: of a template's layer in all its uses, at the top of its copies together. */
function layerLabel(facts: NetworkFacts, { block, name }: LayerEntry): string {
  const uses = facts.instances(block, name).map((instance) => useFacts(facts, instance));
  const last = uses.at(-1);
  if (last === undefined) return '';
  if (block === '') {
    const share = uses.reduce((sum, use) => sum + use.share, 0);
    return join(shapeText(last.outputShape), hasLayers(uses) ? shareText(share) : '');
  }
  const shares = uses.map((use) => use.share);
  const [low, high] = [Math.min(...shares), Math.max(...shares)].map(shareText);
  const share = low === high ? `${high}` : `${low?.replace(' %', '')}…${high}`;
  return join(shapeRange(uses.map((use) => use.outputShape)), hasLayers(uses) ? share : '');
}

function hasLayers(uses: readonly UseFacts[]): boolean {
  return uses.some((use) => use.layers.length > 0);
}

function join(shape: string, share: string): string {
  return share === '' ? shape : `${shape} · ${share}`;
}

/** `64…256×56×56`: the least and the largest of each dimension. */
function shapeRange(shapes: readonly Shape[]): string {
  return [0, 1, 2]
    .map((axis) => {
      const sizes = shapes.map((shape) => shape[axis] ?? 0);
      const [low, high] = [Math.min(...sizes), Math.max(...sizes)];
      return low === high ? String(low) : `${low}…${high}`;
    })
    .join('×');
}
