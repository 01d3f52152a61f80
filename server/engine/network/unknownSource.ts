import { didYouMean, orNames } from '../core/didYouMean';
import type { LayerData } from './descriptorData';

/** Where a name in `from` was looked up. */
export interface SourceScope {
  /** The layer that reads. */
  readonly reader: LayerData;
  /** Layers of its block, in order. */
  readonly layers: readonly LayerData[];
  /** Names that it may read. */
  readonly earlier: readonly string[];
  /** Whether there is such a layer above, left out by its `when`. */
  readonly leftOut: boolean;
}

/** Why a name in `from` means no tensor, and the name that was probably meant. */
export function unknownSource(
  name: string,
  { reader, layers, earlier, leftOut }: SourceScope,
): { readonly reason: string; readonly meant: string | undefined } {
  const meant = didYouMean(name, earlier);
  if (leftOut) return { reason: `layer “${name}” is left out here by its \`when\``, meant };
  if (reader['name'] === name) return { reason: 'a layer cannot read itself', meant };
  if (layers.some((layer) => layer['name'] === name)) {
    const reason = `layer “${name}” stands further down: a layer reads only layers above it`;
    return { reason, meant };
  }
  return { reason: `there is no earlier layer “${name}”: ${orNames(name, earlier)}`, meant };
}
