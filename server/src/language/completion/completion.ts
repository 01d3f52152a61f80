import { isMap } from 'yaml';
import type { CompletionItem } from 'vscode-languageserver';
import type { Analysis } from '../analysis';
import type { Known } from '../facts/known';
import { contextAt, type CursorContext } from '../symbols/cursorContext';
import { nameIndexOf } from '../symbols/nameIndexOf';
import { networkSuggestions } from './networkSuggestions';
import type { NameSource } from './nameSuggestions';
import { platformSuggestions } from './platformSuggestions';
import { scenarioSuggestions } from './scenarioSuggestions';
import { completionItems, type Suggestion } from './suggestions';

/** What completion needs to know of the editor. */
export interface CompletionOptions {
  /** False where the editor knows no placeholders. */
  readonly snippets: boolean;
}

/** What may be typed at an offset; only what is legal there. */
export function completionsAt(
  analysis: Analysis,
  known: Known,
  offset: number,
  { snippets }: CompletionOptions,
): CompletionItem[] {
  const context = contextAt(analysis, offset);
  if (context === null || analysis.kind === 'other') return [];
  const { file } = analysis;
  const source: NameSource = {
    text: file.text,
    // Most places need no names.
    get index() {
      return nameIndexOf(analysis);
    },
    known,
    context,
  };
  const suggestions = suggest(analysis, source);
  const range = file.rangeOf(replaced(file.text, context, offset));
  return completionItems(suggestions, { range, prefix: prefixOf(file.text, context), snippets });
}

function suggest(analysis: Analysis, source: NameSource): Suggestion[] {
  const { root } = analysis.file;
  const style = { flow: writesFlow(root), empty: !isMap(root) };
  switch (analysis.kind) {
    case 'network':
      return networkSuggestions(source, style);
    case 'platform':
      return platformSuggestions(source, root, style);
    case 'interference':
      return scenarioSuggestions(source.context, analysis.scenarioPlatform?.places ?? [], style);
    case 'other':
      return [];
  }
}

/** True where the lists of a text hold mappings in braces, as they do where there are none yet. */
function writesFlow(root: unknown): boolean {
  if (!isMap(root)) return true;
  for (const { value } of root.items) {
    if (typeof value !== 'object' || value === null || !('items' in value)) continue;
    const first: unknown = Array.isArray(value.items) ? value.items[0] : undefined;
    if (isMap(first)) return first.flow === true;
  }
  return true;
}

/** In an expression the name at the caret, elsewhere the scalar. */
function replaced(text: string, { word, typed }: CursorContext, offset: number): [number, number] {
  if (!typed.startsWith('$')) return [word[0], word[1]];
  const head = /^\$\w*$/.exec(typed)?.[0] ?? /\w*$/.exec(typed)?.[0] ?? '';
  const tail = /^\w*/.exec(text.slice(offset, word[1]))?.[0] ?? '';
  return [offset - head.length, offset + tail.length];
}

function prefixOf(text: string, { needsDash, word, position }: CursorContext): string {
  if (needsDash) return '- ';
  return position === 'value' && text[word[0] - 1] === ':' ? ' ' : '';
}
