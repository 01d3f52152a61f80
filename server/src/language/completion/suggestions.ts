import type { CompletionItem } from 'vscode-languageserver';
import type { TextRange } from '../locatedProblem';

/** What a suggestion is: editors show an icon for each. */
const itemKinds = {
  function: 3,
  variable: 6,
  module: 9,
  property: 10,
  value: 12,
  keyword: 14,
  snippet: 15,
  enumMember: 20,
  constant: 21,
} as const;

/** One thing that may be inserted at the caret. */
export interface Suggestion {
  readonly label: string;
  readonly kind: keyof typeof itemKinds;
  /** Short, beside the label. */
  readonly detail?: string;
  /** Markdown. */
  readonly documentation?: string;
  /** Text to insert; by default the label. */
  readonly insert?: string;
  /** True where `insert` has placeholders: `${1:name}`. */
  readonly isSnippet?: boolean;
}

/** How suggestions are written where the caret stands. */
export interface InsertStyle {
  /** Text that a suggestion replaces. */
  readonly range: TextRange;
  /** Before every suggestion: a blank after a colon, a dash before an item. */
  readonly prefix: string;
  /** False for an editor that knows no placeholders: they become plain text. */
  readonly snippets: boolean;
}

/** Suggestions as completion items, in the order given. */
export function completionItems(
  suggestions: readonly Suggestion[],
  { range, prefix, snippets }: InsertStyle,
): CompletionItem[] {
  return suggestions.map(({ label, kind, detail, documentation, insert, isSnippet }, index) => {
    const text = prefix + (insert ?? (isSnippet === true ? escapeSnippet(label) : label));
    const hasPlaceholders = isSnippet === true && snippets;
    return {
      label,
      kind: itemKinds[kind],
      sortText: String(index).padStart(4, '0'),
      filterText: label,
      ...(detail !== undefined && detail !== '' && { detail }),
      ...(documentation !== undefined && {
        documentation: { kind: 'markdown' as const, value: documentation },
      }),
      // 2: lines after the first get the indentation of the line at the caret.
      ...(text.includes('\n') && { insertTextMode: 2 as const }),
      insertTextFormat: hasPlaceholders ? 2 : 1,
      textEdit: { range, newText: isSnippet === true && !snippets ? plain(text) : text },
    };
  });
}

/** Text that stands for itself in a snippet. */
function escapeSnippet(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}

/** A snippet's text with the defaults in place of the placeholders. */
function plain(snippet: string): string {
  return snippet
    .replace(/\$\{\d+\|([^,|]*)[^|]*\|\}/g, '$1')
    .replace(/\$\{\d+:([^}]*)\}/g, '$1')
    .replace(/(?<!\\)\$\d+/g, '')
    .replace(/\\([\\$}])/g, '$1');
}
