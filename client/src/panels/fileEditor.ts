import * as vscode from 'vscode';
import { showPage } from './showPage';

/** A kind of file that is shown in a panel. */
export interface FileEditorKind {
  readonly viewType: string;
  /** Name of its bundle. */
  readonly name: string;
  /** Title of its page. */
  readonly title: string;
  /** Begins what goes on behind one panel. */
  start(file: vscode.Uri, webview: vscode.Webview): vscode.Disposable;
  /** Told when the last editor of a file was closed. */
  closed?(file: vscode.Uri): void;
}

/** Shows files of one kind in panels, which hold nothing that their file does not. */
export function fileEditor(extensionUri: vscode.Uri, kind: FileEditorKind): vscode.Disposable {
  const editor: vscode.CustomReadonlyEditorProvider = {
    openCustomDocument: (uri) => ({ uri, dispose: () => kind.closed?.(uri) }),
    resolveCustomEditor({ uri }, panel) {
      const session = kind.start(uri, panel.webview);
      panel.onDidDispose(() => session.dispose());
      showPage(panel.webview, extensionUri, kind.name, kind.title);
    },
  };
  return vscode.window.registerCustomEditorProvider(kind.viewType, editor, {
    supportsMultipleEditorsPerDocument: true,
  });
}
