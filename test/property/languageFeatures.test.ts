import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, it } from 'vitest';
import type { SourceText } from '../../server/src/language/analysisCache';
import {
  createLanguageService,
  type LanguageService,
} from '../../server/src/language/languageService';

const languages = {
  networks: 'cnn-network',
  platforms: 'cnn-platform',
  interference: 'cnn-interference',
} as const;

const examples = (['networks', 'platforms', 'interference'] as const).flatMap((folder) =>
  readdirSync(join('examples', folder)).map((name) => ({
    languageId: languages[folder],
    text: readFileSync(join('examples', folder, name), 'utf8').slice(0, 3000),
  })),
);

/** What people and broken programs do to texts. */
const pieces = [
  '', ' ', '\n', '  ', '\t', '{', '}', '[', ']', ':', ': ', ', ', '- ', '"', "'", '#', '|\n', '$', '$(',
  ')', '&a ', '*a', 'op: ', 'use: ', 'from: ', 'name: input', 'place: ', 'stress: ', '---\n', '\0', '\r\n', '\u{1F600}', '%', '!!map',
]; // prettier-ignore

const mutilated = fc
  .record({
    example: fc.constantFrom(...examples),
    edits: fc.array(
      fc.record({
        at: fc.nat(3000),
        drop: fc.nat(12),
        piece: fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'binary', maxLength: 6 })),
      }),
      { maxLength: 6 },
    ),
    cut: fc.option(fc.nat(3000), { nil: 3000 }),
  })
  .map(({ example: { languageId, text }, edits, cut }) => ({
    languageId,
    text: edits
      .reduce((t, { at, drop, piece }) => t.slice(0, at) + piece + t.slice(at + drop), text)
      .slice(0, cut),
  }));

/** Everything that an editor may ask at a position. */
function askAll(service: LanguageService, source: SourceText, line: number, character: number) {
  const at = { line, character };
  service.complete(source, at, { snippets: true });
  service.hover(source, at);
  service.definitions(source, at);
  service.references(source, at, true);
  service.highlights(source, at);
  service.renameTarget(source, at);
  service.rename(source, at, 'other');
  service.selections(source, [at]);
}

function askOnce(service: LanguageService, source: SourceText) {
  const range = { start: { line: 0, character: 0 }, end: { line: 1e6, character: 0 } };
  service.inlayHints(source, range, { layers: true, expressions: true });
  service.outline(source);
  service.symbols(source, 'c');
  service.folds(source);
  service.links(source);
  service.tokens(source);
  service.tokens(source, range);
}

describe('language features', () => {
  it('throw at no place of a mutilated text', () => {
    fc.assert(
      fc.property(mutilated, fc.nat(6), ({ languageId, text }, shift) => {
        const service = createLanguageService({ commands: {} });
        const uri = 'file:///a.yaml';
        const source = { uri, languageId, version: 1, getText: () => text };
        askOnce(service, source);
        text.split('\n').forEach((content, line) => {
          // Every seventh place: after a few runs it is all of them.
          for (let c = shift; c <= content.length; c += 7) askAll(service, source, line, c);
          askAll(service, source, line, content.length);
        });
        askAll(service, source, 1e6, 1e6);
        askAll(service, source, -1, -1);
      }),
      { numRuns: 60 },
    );
  }, 120_000);

  it('remember while a text is being broken', () => {
    const network = examples.find((e) => e.text.includes('ResNet-50'));
    const text = network?.text ?? '';
    fc.assert(
      fc.property(fc.nat(text.length), fc.constantFrom(...pieces), (at, piece) => {
        const service = createLanguageService({ commands: {} });
        const open = (version: number, content: string): SourceText => ({
          uri: 'file:///a.cnn.yaml',
          languageId: 'cnn-network',
          version,
          getText: () => content,
        });
        service.analyse(open(1, text));
        const broken = open(2, text.slice(0, at) + piece + text.slice(at + 5));
        askOnce(service, broken);
        const line = text.slice(0, at).split('\n').length - 1;
        for (let character = 0; character < 120; character += 5) {
          askAll(service, broken, line, character);
        }
      }),
      { numRuns: 150 },
    );
  }, 120_000);
});
