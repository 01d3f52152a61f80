import { isAbsolute, relative } from 'node:path';
import { URI } from 'vscode-uri';

/** True where a path lies in a folder given as URI, or is that folder. */
export function isInside(path: string, folderUri: string): boolean {
  const folder = URI.parse(folderUri);
  if (folder.scheme !== 'file') return false;
  const way = relative(folder.fsPath, path);
  return !isAbsolute(way) && way.split(/[\\/]/)[0] !== '..';
}
