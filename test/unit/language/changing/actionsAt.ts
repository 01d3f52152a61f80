import type { CodeAction, Diagnostic } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { createLanguageService } from '../../../../server/src/language/languageService';

const uri = 'file:///a.cnn.yaml';

/** Code actions of a marked text: `¦` is the caret, two of them are the ends of a selection. */
export interface MarkedActions {
  readonly text: string;
  readonly diagnostics: readonly Diagnostic[];
  readonly actions: readonly CodeAction[];
  /** The text after the action whose title holds `title`. */
  after(title: string): string;
}

/** Asks for the actions at a mark; `only` are the kinds that are wanted. */
export function actionsAt(
  marked: string,
  { languageId = 'cnn-network', only }: { languageId?: string; only?: string[] } = {},
): MarkedActions {
  const text = marked.replaceAll('¦', '');
  const document = TextDocument.create(uri, languageId, 1, text);
  const first = marked.indexOf('¦');
  const second = marked.indexOf('¦', first + 1);
  const start = document.positionAt(first);
  const end = second < 0 ? start : document.positionAt(second - 1);
  const service = createLanguageService();
  const all = service.diagnose(document);
  const diagnostics = all.filter(({ range }) => range.start.line === start.line);
  const actions = service.codeActions(document, {
    range: { start, end },
    diagnostics,
    only,
    invoked: true,
  });
  return {
    text,
    diagnostics: all,
    actions,
    after(title) {
      const action = actions.find((candidate) => candidate.title.includes(title));
      if (action === undefined) {
        throw new Error(`No action “${title}” among: ${actions.map((a) => a.title).join('; ')}`);
      }
      return TextDocument.applyEdits(document, action.edit?.changes?.[uri] ?? []);
    },
  };
}
