import { operators } from '../../../engine/network/operators';
import { shortName } from '../../../engine/network/shortName';
import { NameSet } from '../../../engine/network/writing/nameSet';
import { isPart, type Draft } from './lower/draft';

/**
 * Names of drafts of a model that a descriptor was exported to: its nodes are named as the layers
 * were. What no layer was, such as values arranged anew, is numbered.
 */
export function keepNames(drafts: readonly Draft[]): string[] {
  const names = new NameSet();
  const kept: (string | undefined)[] = drafts.map(() => undefined);
  // Layers come first: what is arranged for one bears the name of its node too.
  const isLayer = ({ op }: Draft) => !isPart(op) && operators[op].compute;
  for (const layersFirst of [true, false]) {
    drafts.forEach((draft, index) => {
      if (isLayer(draft) === layersFirst) kept[index] = names.take(ownName(draft));
    });
  }
  return kept.map((name) => name ?? '');
}

/** Names of nodes behind a slash are of parts that the reader did not put together again. */
function ownName({ op, names }: Draft): string {
  const name = names.node.replaceAll('/', '_');
  return isName.test(name) ? name : isPart(op) ? 'part' : shortName(op);
}

const isName = /^[A-Za-z_][\w-]{0,200}(?:\.[A-Za-z_][\w-]{0,200}){0,32}$/;
