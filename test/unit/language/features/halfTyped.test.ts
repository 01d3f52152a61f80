import { describe, expect, it } from 'vitest';
import type { DocumentSymbol } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import {
  createLanguageService,
  type LanguageService,
} from '../../../../server/src/language/languageService';

const network = `cnn: Tiny
input: [3, 32, 32]
constants: { classes: 10¦constant }
templates:
  block:
    parameters: { width: , stride: 1¦parameter }
    layers:
      - { name: reduce, op: conv, kernel: 1, filters: $width }
¦inner      - { name: join, op: add, from: [reduce, reduce] }
layers:
  - { name: stem, op: conv, kernel: 3, filters: 16 }
¦layer  - { name: c2, use: block, repeat: 2, with: { width: $(8 if first else classes) } }
  - { name: pool, op: max_pool, kernel: 2, from: stem }
  - name: head
    op: fully_connected
    units: $classes
`;

const platform = `platform: two
memories:
  hbm: { bandwidth_gb_s: 200 }
¦memory  ddr: { bandwidth_gb_s: 25 }
execution_places:
  - { name: fep, count: 2, cores: 8, clock_ghz: 3.0, flops_per_cycle: 32, memory: hbm }
¦place  - { name: sep, cores: 8, clock_ghz: 1.6, flops_per_cycle: 16, memory: ddr }
links:
  between: [{ from: fep0, to: sep, bandwidth_gb_s: 1 }¦link]
`;

/** What is typed, where, and what is suggested once a part of it stands there. */
type Typing = readonly [place: string, typed: string, suggested: Readonly<Record<string, string>>];

const typedInNetworks: readonly Typing[] = [
  ['constant', ', twice: $(2 * classes)', { ', twice: $(2 * ': 'classes', ', twice: $': '$classes' }],
  ['parameter', ', deep: $(width if stride > 1 else "x")', { ', deep: $(wi': 'width', ', deep: $(width if ': 'stride' }],
  ['inner', '      - { name: more, op: conv, kernel: [1, 3], filters: $(4 * width), from: reduce, activation: "relu" }\n', {
    '      - { name: more, op: c': 'conv',
    '      - { name: more, op: conv, ': 'kernel',
    '      - { name: more, op: conv, kernel: [1, 3], filters: $(4 * ': 'width',
    '      - { name: more, op: conv, kernel: [1, 3], filters: $(4 * width), from: ': 'reduce',
    '      - { name: more, op: conv, kernel: [1, 3], filters: $(4 * width), from: reduce, activation: "re': 'relu',
  }],
  ['layer', '  - { name: more, use: block, repeat: 2, with: { width: $(4 if first else 8), stride: 1 } } # more\n', {
    '  - ': 'use block',
    '  - { name: more, use: ': 'block',
    '  - { name: more, use: block, repeat: 2, with: { ': 'width',
    '  - { name: more, use: block, repeat: 2, with: { width: $(4 if ': 'first',
  }],
  ['layer', '  - name: more\n    op: add\n    from: [stem, stem]\n', {
    '  - name: more\n    op': 'op',
    '  - name: more\n    op: ': 'add',
    '  - name: more\n    op: add\n    from: [': 'stem',
  }],
]; // prettier-ignore

const typedInPlatforms: readonly Typing[] = [
  ['memory', '  lpddr: { bandwidth_gb_s: 10, shared: true }\n', { '  lpddr: { ': 'bandwidth_gb_s', '  lpddr: { bandwidth_gb_s: 10, shared: ': 'true' }],
  ['place', '  - { name: mid, cores: [0, 1], clock_ghz: 2, flops_per_cycle: 8, memory: ddr }\n', {
    '  - { name: mid, ': 'cores',
    '  - { name: mid, cores: [0, 1], clock_ghz: 2, flops_per_cycle: 8, memory: ': 'hbm',
  }],
  ['link', ', { from: sep, to: fep1, bandwidth_gb_s: 2 }', { ', { from: ': 'fep1', ', { from: sep, to: fep1, ': 'bandwidth_gb_s' }],
]; // prettier-ignore

/** A text in the middle of an edit. */
class Editing {
  readonly uri: string;
  private version = 0;
  private text = '';
  private caret = 0;
  readonly service: LanguageService = createLanguageService();

  constructor(private readonly kind: 'network' | 'platform') {
    this.uri = kind === 'network' ? 'file:///a.cnn.yaml' : 'file:///a.platform.yaml';
  }

  /** The text with something typed at one mark, and nothing at the others. */
  show(marked: string, place: string, typed: string): this {
    const mark = new RegExp(`¦${place}`);
    const before = marked.replace(mark, '\0').replaceAll(/¦[a-z]+/g, '');
    const startsLine = marked[marked.search(mark) - 1] === '\n' && !typed.endsWith('\n');
    this.caret = before.indexOf('\0') + typed.length;
    this.text = before.replace('\0', () => typed + (startsLine && typed !== '' ? '\n' : ''));
    this.version += 1;
    return this;
  }

  get source() {
    return TextDocument.create(this.uri, `cnn-${this.kind}`, this.version, this.text);
  }

  /** The position within the first occurrence of some text, or after the last typed character. */
  at(text?: string, shift = 1) {
    const offset = text === undefined ? this.caret : this.text.indexOf(text) + shift;
    return this.source.positionAt(offset);
  }

  names(): string[] {
    const all = (symbols: readonly DocumentSymbol[]): string[] =>
      symbols.flatMap(({ name, children }) => [name, ...all(children ?? [])]);
    return all(this.service.outline(this.source));
  }

  hover(text: string, shift = 1): string {
    return JSON.stringify(this.service.hover(this.source, this.at(text, shift)));
  }

  /** What a name's declaration and its references read, in the order of the text. */
  places(text: string, shift = 1): string[] {
    const found = this.service.references(this.source, this.at(text, shift), true);
    return found.map(({ range }) => this.source.getText(range));
  }
}

/** Shows a text after every character that is typed into it. */
function typing(kind: 'network' | 'platform', [place, typed, suggested]: Typing, check: (editing: Editing) => void): void {
  const editing = new Editing(kind);
  const marked = kind === 'network' ? network : platform;
  check(editing.show(marked, place, ''));
  const names = editing.names();
  for (let length = 1; length <= typed.length; length += 1) {
    const part = typed.slice(0, length);
    editing.show(marked, place, part);
    check(editing);
    expect(editing.names(), part).toEqual(expect.arrayContaining(names));
    const wanted = suggested[part];
    if (wanted === undefined) continue;
    const labels = editing.service.complete(editing.source, editing.at(), { snippets: true }).map(({ label }) => label);
    expect(labels, part).toContain(wanted);
  }
} // prettier-ignore

const everything = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };

describe('while something is typed', () => {
  it.each(typedInNetworks)('as %s: %j, the rest of a network stays as it is', (...typed) => {
    typing('network', typed, (editing) => {
      const { service, source } = editing;
      const context = source.getText();
      expect(editing.hover('head'), context).toContain('| Weight |');
      expect(editing.hover('name: pool', 7), context).toContain('max_pool');
      const [definition] = service.definitions(source, editing.at('from: stem }', 7));
      expect(source.getText(definition?.range), context).toBe('stem');
      expect(editing.places('classes: 10').length, context).toBeGreaterThanOrEqual(3);
      expect(service.highlights(source, editing.at('use: block', 6)).length, context).toBeGreaterThan(1);
      const renamed = service.rename(source, editing.at('name: stem', 7), 'entrance');
      expect('edits' in renamed && renamed.edits.length, context).toBeGreaterThanOrEqual(2);
      const hinted = service
        .inlayHints(source, everything, { layers: true, expressions: true })
        .map(({ position }) => context.split('\n')[position.line]?.trim() ?? '');
      for (const line of ['- { name: stem', '- { name: c2', '- { name: pool', '- name: head', 'units: $classes']) {
        expect(hinted.some((hint) => hint.startsWith(line)), `${line} of ${context}`).toBe(true);
      }
      const lines = context.split('\n');
      const folded = service.folds(source).map(({ startLine }) => lines[startLine]?.trim());
      expect(folded, context).toEqual(expect.arrayContaining(['templates:', 'block:', '- name: head']));
      const [selection] = service.selections(source, [editing.at('fully_connected')]);
      expect(source.getText(selection?.parent?.range), context).toBe('op: fully_connected');
      expect(service.codeLenses(source, null)).toHaveLength(1);
      expect(service.symbols(source, 'pool').map(({ name }) => name), context).toContain('pool');
      expect(service.tokens(source).data.length / 5, context).toBeGreaterThan(20);
      // Nothing below the caret is wrong, but that a new parameter without a default needs a value.
      const below = service.diagnose(source).filter(({ range, severity, code }) =>
        severity === 1 && range.start.line > editing.at().line && code !== 'missing-parameter');
      expect(below, context).toEqual([]);
      // A broken text is not formatted: its structure is not known.
      const isBroken = service.diagnose(source).some(({ code }) => code === 'yaml-syntax');
      if (isBroken) expect(service.format(source), context).toEqual([]);
    });
  }); // prettier-ignore

  it.each(typedInPlatforms)('as %s: %j, the rest of a platform stays as it is', (...typed) => {
    typing('platform', typed, (editing) => {
      const { service, source } = editing;
      const context = source.getText();
      expect(editing.hover('name: sep', 7), context).toContain('| Peak | 205 GFLOP/s |');
      expect(editing.places('memory: hbm', 9), context).toEqual(['hbm', 'hbm']);
      expect(editing.places('from: fep0', 7).slice(0, 2), context).toEqual(['fep', 'fep']);
      const renamed = service.rename(source, editing.at('name: sep', 7), 'slow');
      expect('edits' in renamed && renamed.edits.length, context).toBeGreaterThanOrEqual(2);
      expect(service.folds(source).length, context).toBeGreaterThanOrEqual(2);
      expect(service.tokens(source).data.length / 5, context).toBeGreaterThanOrEqual(8);
    });
  });
});
