import { describe, expect, it } from 'vitest';
import { layersAt } from '../../../client/src/panels/layersAt';
import { heatLevels } from '../../../client/src/heatStrip/heatLevels';
import { createLanguageService } from '../../../server/src/language/languageService';

const text = `cnn: Tiny
input: [3, 32, 32]
templates:
  residual:
    parameters: { filters: }
    layers:
      - { name: main, op: conv, kernel: 3, padding: same, filters: $filters }
      - name: join
        op: add
        from: [main, input]
layers:
  - { name: stem, op: conv, kernel: 3, padding: same, filters: 16 }
  - { name: pool, op: max_pool, kernel: 2 }
  - { name: body, use: residual, repeat: 3, with: { filters: 16 } }
  - { name: body_2x, op: conv, kernel: 1, filters: 4 }
  - { name: head, op: fully_connected, units: 10 }
`;
const uri = 'file:///tiny.cnn.yaml';
const names = ['stem', 'body_1.main', 'body_2.main', 'body_3.main', 'body_2x', 'head'];

/** Layers of the line of the mark `¦`, by name; the mark itself is not part of the text. */
function atMark(marked: string, before = text): string[] {
  const service = createLanguageService();
  const source = (version: number, content: string) => ({
    uri,
    languageId: 'cnn-network',
    version,
    getText: () => content,
  });
  service.analyse(source(1, before));
  const spans = service.sourceSpans(source(2, marked.replace('¦', '')));
  const line = marked.slice(0, marked.indexOf('¦')).split('\n').length - 1;
  return layersAt(spans, line).map((layer) => names[layer] ?? '?');
}

const mark = (needle: string) => text.replace(needle, `${needle}¦`);

describe('the layers of a line', () => {
  it.each([
    ['a plain layer', '{ name: stem', ['stem']],
    ['what is folded into it', '{ name: pool', ['stem']],
    ['a use, all of its copies', '{ name: body,', ['body_1.main', 'body_2.main', 'body_3.main']],
    ['a template’s layer, in every use', '{ name: main', ['body_1.main', 'body_2.main', 'body_3.main']],
    ['any line of a folded block', 'op: add', ['body_1.main', 'body_2.main', 'body_3.main']],
    ['a name that looks like a copy', '{ name: body_2x', ['body_2x']],
    ['no layer', 'cnn: Tiny', []],
    ['the head of a section', 'templates:', []],
  ])('are those of %s', (_title, needle, expected) => expect(atMark(mark(needle))).toEqual(expected)); // prettier-ignore

  it('are those of the last good version while the text is broken', () => {
    const broken = mark('{ name: head').replace('units: 10 }', 'units: ');
    expect(atMark(broken)).toEqual(['head']);
    expect(atMark(`${mark('{ name: stem')}  - {`)).toEqual(['stem']);
  });

  it('are none in a text that never was a network', () => {
    expect(atMark('layers:\n  - { name: a¦ }\n', 'layers: [')).toEqual([]);
  });
});

describe('the heat strip', () => {
  const span = (line: number, share: number) => ({ line, endLine: line + 1, layers: [0], share });

  it('has a level for each share, and none for light lines', () => {
    const spans = [0.005, 0.01, 0.05, 0.07, 0.2, 0.6].map((share, i) => span(i, share));
    const lines = heatLevels(spans, ({ share }) => share).map((level) => level.map(({ line }) => line)); // prettier-ignore
    expect(lines).toEqual([[1], [2], [3], [4], [5]]);
  });

  it('is told by shares that add up over the lines of plain layers', () => {
    const service = createLanguageService();
    const spans = service.sourceSpans({ uri, languageId: 'cnn-network', version: 1, getText: () => text });
    const first = text.slice(0, text.indexOf('\nlayers:')).split('\n').length;
    const inLayers = spans.filter(({ line }) => line >= first);
    expect(inLayers.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
    const template = spans.filter(({ line, share }) => line < first && share > 0);
    expect(template).toHaveLength(1);
  }); // prettier-ignore
});
