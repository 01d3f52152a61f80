import { URI } from 'vscode-uri';
import { analyse, type Analysis } from '../language/analysis';
import type { ServerContext } from './serverContext';

/** A platform's text by its URI: what stands in the editor counts, saved or not; null for no file. */
export async function platformAnalysis(
  uri: string,
  { documents, language }: Pick<ServerContext, 'documents' | 'language'>,
): Promise<Analysis | null> {
  const document = documents.get(uri);
  if (document !== undefined) return language.analyse(document);
  const { scheme, fsPath } = URI.parse(uri);
  if (scheme !== 'file') return null;
  const { loadText } = await import('../adapters/loadText');
  const { maxTextLength } = await import('../language/yamlFile');
  const text = await loadText(fsPath, maxTextLength);
  return text.ok ? analyse('platform', text.value) : null;
}
