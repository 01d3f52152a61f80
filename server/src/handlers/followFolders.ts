import {
  DidChangeWorkspaceFoldersNotification,
  type Connection,
  type InitializeParams,
} from 'vscode-languageserver';

/** URIs of the workspace's folders, as they are whenever it is called: folders come and go. */
export function followFolders(
  connection: Connection,
  { workspaceFolders, rootUri }: Pick<InitializeParams, 'workspaceFolders' | 'rootUri'>,
): () => readonly string[] {
  // Editors that know one folder only send it as the root.
  const root = rootUri === null ? [] : [rootUri];
  let folders = workspaceFolders?.map(({ uri }) => uri) ?? root;
  connection.onNotification(DidChangeWorkspaceFoldersNotification.type, ({ event }) => {
    const removed = new Set(event.removed.map(({ uri }) => uri));
    const added = event.added.map(({ uri }) => uri);
    folders = [...new Set([...folders.filter((uri) => !removed.has(uri)), ...added])];
  });
  return () => folders;
}
