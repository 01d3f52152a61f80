import type { Hover } from 'vscode-languageserver';
import type { Analysis } from '../analysis';
import type { Known } from '../facts/known';
import { findAt, occurrenceAt, type NameIndex, type Occurrence } from '../symbols/nameIndex';
import { nameIndexOf } from '../symbols/nameIndexOf';
import { keyHelpAt, type Help } from './keyHover';
import { layerHover } from './layerHover';
import { memoryHover, placeHover } from './platformHover';
import { scenarioHelpAt } from './scenarioHover';
import { constantHover, expressionHover, parameterHover, templateHover } from './valueHover';

/** What is known of the text at an offset: a name, an expression, or a key; null for nothing. */
export function hoverAt(analysis: Analysis, known: Known, offset: number): Hover | null {
  const help =
    analysis.kind === 'interference'
      ? scenarioHelpAt(analysis, offset)
      : namesHelpAt(analysis, known, offset);
  return hoverOf(analysis, help ?? keyHelpAt(analysis, offset));
}

function namesHelpAt(analysis: Analysis, known: Known, offset: number): Help | null {
  const index = nameIndexOf(analysis);
  return nameHelp(analysis, index, known, offset) ?? expressionHelp(index, known, offset);
}

function hoverOf(analysis: Analysis, help: Help | null): Hover | null {
  if (help === null) return null;
  return {
    contents: { kind: 'markdown', value: help.markdown },
    range: analysis.file.rangeOf(help.offsets),
  };
}

function nameHelp(analysis: Analysis, index: NameIndex, known: Known, offset: number): Help | null {
  const found = occurrenceAt(index, offset);
  if (found === null) return null;
  const about = describe(analysis, index, known, found);
  if (about === '') return null;
  const expression = findAt(index.expressions, offset);
  // `$width` alone is worth what the parameter is.
  const isPart = expression !== null && expression.text.startsWith('$(');
  const value = isPart ? expressionHover(known, expression) : '';
  return {
    markdown: value === '' ? about : `${about}\n\n---\n\n${value}`,
    offsets: found.offsets,
  };
}

function describe(
  analysis: Analysis,
  index: NameIndex,
  known: Known,
  { role, name, suffix, things }: Occurrence,
): string {
  if (role === 'builtin') return builtins[name] ?? '';
  const parts = things.map((thing) => {
    switch (thing.kind) {
      case 'layer': {
        const layer = index.layers.find((l) => l.block === thing.scope && l.name === thing.name);
        return layer === undefined ? '' : layerHover(index, known, layer);
      }
      case 'template':
        return templateHover(analysis, index, known, thing);
      case 'parameter':
        return parameterHover(analysis, known, thing);
      case 'constant':
        return constantHover(analysis, index, known, thing);
      case 'memory':
        return memoryHover(analysis, known.platform, thing.name);
      case 'place':
        return placeHover(known.platform, thing.name, suffix);
    }
  });
  return parts.filter((part) => part !== '').join('\n\n---\n\n');
}

const builtins: Readonly<Record<string, string>> = {
  input: '**`input`** · what flows into the block: into the template, or into the network at the top.',
  index: '**`index`** · number of the copy in a `repeat`, from 0.',
  first: '**`first`** · true in the first copy of a `repeat`.',
  last: '**`last`** · true in the last copy of a `repeat`.',
}; // prettier-ignore

function expressionHelp(index: NameIndex, known: Known, offset: number): Help | null {
  const expression = findAt(index.expressions, offset);
  if (expression === null) return null;
  const markdown = expressionHover(known, expression);
  return markdown === '' ? null : { markdown, offsets: expression.offsets };
}
