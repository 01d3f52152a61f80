import { isMap, isScalar, isSeq } from 'yaml';
import type { DocumentLink } from 'vscode-languageserver';
import type { Analysis } from '../analysis';
import { entriesOf, itemsOf, scalarPlaces } from '../symbols/treeReading';

const linkKeys: ReadonlySet<string> = new Set([
  'profile', 'onnx', 'network', 'platform', 'interference', 'schedule', 'trace',
]); // prettier-ignore
const fileName = /\.(?:onnx|json|jsonl|csv|ya?ml)$/i;

/** Values of `profile:`, `onnx:` and their like that name a file, with where they lead. */
export function documentLinksOf({ file }: Analysis, uri: string): DocumentLink[] {
  const links: DocumentLink[] = [];
  const visit = (node: unknown): void => {
    if (isSeq(node)) for (const item of itemsOf(node)) visit(item);
    if (!isMap(node)) return;
    for (const { key, value } of entriesOf(node)) {
      visit(value);
      if (!linkKeys.has(key) || !isScalar(value) || typeof value.value !== 'string') continue;
      const places = scalarPlaces(file.text, value);
      const target = fileName.test(value.value) ? resolve(value.value, uri) : null;
      if (places === null || target === null) continue;
      links.push({ range: file.rangeOf(places(0, value.value.length)), target });
    }
  };
  visit(file.root);
  return links;
}

/** A path beside a file; null where the file has no place, as an untitled one. */
function resolve(path: string, uri: string): string | null {
  const escaped = encodeURI(path.replaceAll('\\', '/')).replace(/[?#]/g, encodeURIComponent);
  // A scheme of its own leads out of the workspace.
  if (/^[a-z][a-z\d+.-]*:/i.test(path) || !URL.canParse(escaped, uri)) return null;
  return new URL(escaped, uri).href;
}
