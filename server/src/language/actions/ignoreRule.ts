import { ignoreWord } from '../ignoreComments';
import type { YamlFile } from '../yamlFile';
import type { OffsetEdit } from './offsetEdit';

/** Silences a rule on a line: in a comment that does so already, at its end, or on a line above. */
export function ignoreRule(file: YamlFile, line: number, rule: string): OffsetEdit {
  const start = file.offsetAt({ line, character: 0 });
  const text = lineText(file.text, start);
  const known = commentAt(text);
  if (known >= 0) return insertion(start + text.trimEnd().length, `, ${rule}`);
  const above =
    start === 0 ? '' : lineText(file.text, file.offsetAt({ line: line - 1, character: 0 }));
  if (above.trimStart().startsWith('#') && commentAt(above) >= 0) {
    const aboveStart = file.offsetAt({ line: line - 1, character: 0 });
    return insertion(aboveStart + above.trimEnd().length, `, ${rule}`);
  }
  if (!/(?:^|\s)#/.test(text) && text.trim() !== '') {
    return insertion(start + text.trimEnd().length, `  # ${ignoreWord} ${rule}`);
  }
  const indent = /^ */.exec(text)?.[0] ?? '';
  return insertion(start, `${indent}# ${ignoreWord} ${rule}\n`);
}

function commentAt(line: string): number {
  return line.search(new RegExp(`(?:^|\\s)#\\s*${ignoreWord}(?![\\w-])`));
}

function lineText(text: string, start: number): string {
  const end = text.indexOf('\n', start);
  return text.slice(start, end < 0 ? text.length : end);
}

function insertion(at: number, text: string): OffsetEdit {
  return { start: at, end: at, text };
}
