import type { Analysis } from '../../analysis';
import type { TextRange } from '../../locatedProblem';
import { expandRepeat } from './expandRepeat';
import { extractTemplate } from './extractTemplate';
import { inlineTemplate } from './inlineTemplate';
import { layerBlocks, type LayerBlock, type LayerItem } from './layerBlock';
import { runAround, runOfSelection } from './layerRuns';
import type { Refactoring } from './verified';

/** A refactoring with its kind, as the protocol names kinds. */
export interface KindOfRefactoring extends Refactoring {
  readonly kind: 'refactor.extract' | 'refactor.inline' | 'refactor.rewrite';
}

/** Refactorings of the layers in a range, each tried out: the network stays what it is. */
export function refactorings(analysis: Analysis, range: TextRange): KindOfRefactoring[] {
  if (analysis.network === null) return [];
  const [from, to] = [analysis.file.offsetAt(range.start), analysis.file.offsetAt(range.end)];
  const blocks = layerBlocks(analysis);
  for (const block of blocks) {
    const items = block.items.filter(({ start, end }) => start <= to && end >= from);
    const [first] = items;
    const last = items.at(-1);
    if (first !== undefined && last !== undefined) {
      // A selection that ends at the beginning of a line does not hold that line.
      const lastIndex = last.start === to && last !== first ? last.index - 1 : last.index;
      return remembered(analysis, `${block.template} ${first.index} ${lastIndex}`, () =>
        ofItems(analysis, blocks, block, first, lastIndex),
      );
    }
  }
  return [];
}

const known = new WeakMap<Analysis, Map<string, KindOfRefactoring[]>>();

/** The caret moves more often than the text changes. */
function remembered(
  analysis: Analysis,
  key: string,
  find: () => KindOfRefactoring[],
): KindOfRefactoring[] {
  const ofText = known.get(analysis) ?? new Map<string, KindOfRefactoring[]>();
  known.set(analysis, ofText);
  const found = ofText.get(key) ?? find();
  ofText.set(key, found);
  return found;
}

function ofItems(
  analysis: Analysis,
  blocks: readonly LayerBlock[],
  block: LayerBlock,
  first: LayerItem,
  lastIndex: number,
): KindOfRefactoring[] {
  const run =
    lastIndex > first.index
      ? runOfSelection(block, first.index, lastIndex)
      : runAround(block, first.index);
  const extracted = run === null ? null : extractTemplate(analysis, block, run);
  const single = lastIndex === first.index;
  const inlined = single ? inlineTemplate(analysis, blocks, block, first) : null;
  const expanded = single ? expandRepeat(analysis, block, first) : null;
  return [
    ...ofKind('refactor.extract', extracted),
    ...ofKind('refactor.inline', inlined),
    ...ofKind('refactor.rewrite', expanded),
  ];
}

function ofKind(
  kind: KindOfRefactoring['kind'],
  refactoring: Refactoring | null,
): KindOfRefactoring[] {
  return refactoring === null ? [] : [{ ...refactoring, kind }];
}
