import { URI } from 'vscode-uri';
import type { Platform } from '../../engine/platform/platform';
import type { Loaded } from '../adapters/fileProblem';
import type { ServerContext } from './serverContext';

/** A value with what is to be said of it, or why there is none. */
export type Found<T> =
  { readonly value: T; readonly note: string | null } | { readonly failure: string };

/** What was loaded, or the first error of it. */
export function foundOf<T>(result: Loaded<T>): Found<T> {
  if (result.ok) return { value: result.value, note: null };
  const first = result.problems.find(({ problem }) => problem.severity === 'error');
  return { failure: first?.problem.message ?? 'The file cannot be read.' };
}

/** A platform by its URI, from the editor's text where it is open. */
export async function findPlatform(
  uri: string,
  { documents, language }: Pick<ServerContext, 'documents' | 'language'>,
): Promise<Found<Platform>> {
  const document = documents.get(uri);
  if (document !== undefined) {
    const platform = language.analyse(document)?.platform ?? null;
    return platform === null
      ? { failure: 'the platform has errors.' }
      : { value: platform, note: null };
  }
  const path = pathOf(uri);
  if (path === null) return { failure: 'the platform is not a file on this machine.' };
  const { loadPlatform } = await import('../adapters/files');
  return foundOf(await loadPlatform(path));
}

/** Path of a file's URI; null for what is no file of this machine. */
export function pathOf(uri: string): string | null {
  const parsed = URI.parse(uri);
  return parsed.scheme === 'file' ? parsed.fsPath : null;
}
