import type { TuneSource } from '../workers/tuneTask';
import type { ServerContext } from './serverContext';

/** A file as it stands in the editor, saved or not, else as it is on disk. */
export function editedSource(
  documents: ServerContext['documents'],
  uri: string,
  path: string,
): TuneSource {
  return { path, text: documents.get(uri)?.getText() ?? null };
}
