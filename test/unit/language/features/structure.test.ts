import { describe, expect, it } from 'vitest';
import type { DocumentSymbol, SelectionRange } from 'vscode-languageserver';
import { analyse } from '../../../../server/src/language/analysis';
import { documentLinksOf } from '../../../../server/src/language/features/documentLinks';
import { foldingRangesOf } from '../../../../server/src/language/features/folding';
import { outlineOf } from '../../../../server/src/language/features/outline';
import { selectionRangeAt } from '../../../../server/src/language/features/selectionRanges';
import {
  semanticTokensOf,
  tokensLegend,
} from '../../../../server/src/language/features/semanticTokens';
import { workspaceSymbolsOf } from '../../../../server/src/language/features/workspaceSymbols';
import type { FileKind } from '../../../../server/src/language/fileKind';
import { atCursor, knownOf } from './cursor';

const text = `# A network
# of two layers.
cnn: Tiny
input: [3, 32, 32]
constants: { classes: 10 }
templates:
  block:
    parameters: { width: }
    layers:
      - { name: only, op: conv, kernel: 1, filters: $(2 * width) }
layers:
  - name: stem
    op: conv
    kernel: 3
    filters: 16
  - { name: c2, use: block, repeat: 2, with: { width: 8 } }
`;

const outline = (source: string, kind: FileKind = 'network') => {
  const analysis = analyse(kind, source);
  const write = (symbols: readonly DocumentSymbol[], depth: number): string[] =>
    symbols.flatMap((s) => [
      `${'  '.repeat(depth)}${s.name}${s.detail === undefined ? '' : ` (${s.detail})`}`,
      ...write(s.children ?? [], depth + 1),
    ]);
  return write(outlineOf(analysis, knownOf(analysis)), 0);
};

describe('the outline', () => {
  it('has sections, templates with parameters and layers, and shapes', () => {
    expect(outline(text)).toEqual([
      'cnn (Tiny)',
      'input (3 items)',
      'constants',
      '  classes (10)',
      'templates',
      '  block ((width))',
      '    width',
      '    only (conv → 16×30×30)',
      'layers (2 layers)',
      '  stem (conv → 16×30×30)',
      '  c2 (use block → 16×30×30)',
    ]);
  });

  it('goes on where the text is broken', () => {
    const broken = text.replace('kernel: 3\n', 'ker\n').replace('use: block,', 'use: , [');
    expect(outline(broken)).toEqual(expect.arrayContaining(['layers (2 layers)', '  stem (conv)']));
    expect(outline('layers:\n  - { name: a, op: ')).toEqual(['layers (1 layer)', '  a']);
    expect(outline('layers:\n  - {')).toEqual(['layers (1 layer)', '  layer']);
    expect(outline('')).toEqual([]);
  });

  it('has places and memories', () => {
    const platform = 'platform: p\nmemories: { hbm: { bandwidth_gb_s: 1 } }\nexecution_places:\n  - { name: fep, count: 4 }\n'; // prettier-ignore
    expect(outline(platform, 'platform')).toEqual([
      'platform (p)',
      'memories',
      '  hbm',
      'execution_places (1 entry)',
      '  fep (× 4)',
    ]);
    expect(outline('network: a.cnn.yaml\nevents: { a: 1 }', 'other')).toEqual([
      'network (a.cnn.yaml)',
      'events',
      '  a (1)',
    ]);
  });

  it('keeps selections inside of ranges', () => {
    const check = (symbols: readonly DocumentSymbol[]): void => {
      for (const { range, selectionRange, children } of symbols) {
        expect(selectionRange.start.line).toBeGreaterThanOrEqual(range.start.line);
        expect(selectionRange.end.line).toBeLessThanOrEqual(range.end.line);
        check(children ?? []);
      }
    };
    const analysis = analyse('network', text);
    check(outlineOf(analysis, knownOf(analysis)));
  });
});

describe('symbols of the workspace', () => {
  it('match letters in their order', () => {
    const names = (query: string) =>
      workspaceSymbolsOf('file:///a', analyse('network', text), query).map((s) => s.name);
    expect(names('')).toEqual(['classes', 'block', 'only', 'stem', 'c2']);
    expect(names('SM')).toEqual(['stem']);
    expect(names('ms')).toEqual([]);
  });
});

describe('folding', () => {
  it('folds comments, sections, templates and layers of several lines', () => {
    const folds = foldingRangesOf(analyse('network', text));
    expect(folds.map((f) => [f.startLine, f.endLine, f.kind])).toEqual([
      [0, 1, 'comment'],
      [5, 9, undefined],
      [6, 9, undefined],
      [8, 9, undefined],
      [10, 15, undefined],
      [11, 14, undefined],
    ]);
  });
});

describe('links', () => {
  const links = (source: string, uri: string) => documentLinksOf(analyse('other', source), uri);
  it('lead to the files that keys name', () => {
    const found = links('profile: my times.profile.json\nruns:\n  - onnx: "../m#1.onnx"\n', 'file:///w/a%20b/x.yaml'); // prettier-ignore
    expect(found.map((link) => link.target)).toEqual([
      'file:///w/a%20b/my%20times.profile.json',
      'file:///w/m%231.onnx',
    ]);
    expect(found[1]?.range).toEqual({ start: { line: 2, character: 11 }, end: { line: 2, character: 22 } }); // prettier-ignore
  });

  it('are none for other values and untitled texts', () => {
    expect(links('profile: none\nname: a.onnx\nonnx: https://x/y.onnx\nprofile: ', 'file:///x.yaml')).toEqual([]); // prettier-ignore
    expect(links('onnx: a.onnx', 'untitled:Untitled-1')).toEqual([]);
  });
});

describe('selection', () => {
  it('grows from the name to the file', () => {
    const { analysis, offset, text: plain } = atCursor(text.replace('* width', '* wi¦dth'));
    const grown: string[] = [];
    let step: SelectionRange | undefined = selectionRangeAt(analysis, offset);
    for (; step !== undefined; step = step.parent) {
      const { start, end } = step.range;
      const at = (p: { line: number; character: number }) => analysis.file.offsetAt(p);
      grown.push(plain.slice(at(start), at(end)));
    }
    expect(grown.slice(0, 5)).toEqual([
      'width',
      '2 * width',
      '$(2 * width)',
      'filters: $(2 * width)',
      '{ name: only, op: conv, kernel: 1, filters: $(2 * width) }',
    ]);
    expect(grown.at(-1)).toBe(plain);
  });
});

describe('semantic tokens', () => {
  it('name templates, parameters, operators, layers and parts of expressions', () => {
    const analysis = analyse('network', text);
    const tokens = decode(analysis.file.text, semanticTokensOf(analysis).data);
    expect(tokens).toEqual([
      'variable classes declaration,readonly',
      'class block declaration',
      'parameter width declaration',
      'variable only declaration',
      'function conv ',
      'number 2 ',
      'operator * ',
      'parameter width ',
      'variable stem declaration',
      'function conv ',
      'variable c2 declaration',
      'class block ',
      'parameter width ',
    ]);
  });

  it('are given for a part, and in broken text', () => {
    const analysis = analyse('network', text.replace('$(2 * width)', '$(2 * wid'));
    const from = analysis.file.offsetAt({ line: 9, character: 0 });
    const part = semanticTokensOf(analysis, [from, from + 60]);
    expect(decode(analysis.file.text, part.data)[0]).toBe('variable only declaration');
  });
});

function decode(source: string, data: readonly number[]): string[] {
  const lines = source.split('\n');
  let [line, character] = [0, 0];
  const tokens: string[] = [];
  for (let i = 0; i < data.length; i += 5) {
    const [down = 0, right = 0, length = 0, type = 0, bits = 0] = data.slice(i, i + 5);
    character = down === 0 ? character + right : right;
    line += down;
    const word = lines[line]?.slice(character, character + length);
    const modifiers = tokensLegend.tokenModifiers.filter((_, bit) => (bits >> bit) & 1);
    tokens.push(`${tokensLegend.tokenTypes[type]} ${word} ${modifiers.join(',')}`);
  }
  return tokens;
}
