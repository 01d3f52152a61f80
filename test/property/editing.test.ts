import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createRandom, type Random } from '../../server/engine/core/random';
import type { SourceText } from '../../server/src/language/analysisCache';
import { createLanguageService } from '../../server/src/language/languageService';

const root = join(import.meta.dirname, '../../examples');
const edits = 10_000;

const texts = [
  ...readdirSync(join(root, 'networks')).map((name) => join('networks', name)),
  ...readdirSync(join(root, 'platforms')).map((name) => join('platforms', name)),
].map((path) => {
  return { path, text: readFileSync(join(root, path), 'utf8') };
});

/** What people type, paste and leave half done. */
const pieces = [
  ' ', '  ', '\n', '\n  ', '\n\n', '\t', '{', '}', '{ ', ' }', '[', ']', ':', ': ', ', ', ',', '-', '- ', '\n  - ', '\n      - ',
  '"', "'", '#', ' # note', '|', '>-\n', '$', '$(', ')', '$first', '&a ', '*a', '!t ', '? ', '---\n', '...\n', '%Y', '\0', '\r\n',
  'op: ', 'op: conv', 'use: ', 'from: ', 'from: [input]', 'name: ', 'name: x, ', 'with: { ', 'repeat: 2', 'when: ', 'kernel: 3',
  'templates:\n', 'layers:\n', 'layers:', '\nlayers: []\n', 'constants: { c: 1 }\n', 'parameters: { p: }', 'memories:\n', 'memory: ', 'cnn: ',
  '\n  - { name: n, op: conv, kernel: 1, filters: 4 }', '\n  - { name: n, op: conv', '# cnn-tuner-ignore dead-layer', 'true', '0', '-1', '1e9',
]; // prettier-ignore

/** One edit somewhere: a piece typed, replaced or deleted, or lines taken out, doubled or moved. */
function edit(text: string, random: Random): string {
  const at = random.below(text.length + 1);
  const piece = pieces[random.below(pieces.length)] ?? '';
  const length = 1 + random.below(1 + random.below(40));
  const lines = text.split('\n');
  const line = random.below(lines.length);
  switch (random.below(7)) {
    case 0:
    case 1:
      return text.slice(0, at) + piece + text.slice(at);
    case 2:
      return text.slice(0, at) + text.slice(at + length);
    case 3:
      return text.slice(0, at) + piece + text.slice(at + length);
    case 4:
      return lines.toSpliced(line, 1).join('\n');
    case 5:
      return lines.toSpliced(line, 0, lines[random.below(lines.length)] ?? '').join('\n');
    default:
      return text.slice(0, at) + (text[at - 1] ?? '') + text.slice(at);
  }
}

describe('editing', () => {
  it.each(texts.map(({ path, text }, index) => [path, text, index] as const))(
    '%s says at every step what a fresh reading says',
    (path, original, index) => {
      const random = createRandom(index);
      const languageId = path.startsWith('networks') ? 'cnn-network' : 'cnn-platform';
      const source = (version: number, text: string): SourceText => ({
        uri: `file:///${path}`,
        languageId,
        version,
        getText: () => text,
      });
      const service = createLanguageService();
      let text = original;
      let clean = 0;
      for (let step = 0; step < edits / texts.length; step += 1) {
        // People undo; and a text that is all rubble tells nothing any more.
        text = random.below(6) === 0 ? original : edit(text, random);
        const now = source(step, text);
        const fresh = createLanguageService();
        const diagnostics = service.diagnose(now);
        expect(diagnostics, JSON.stringify(text)).toEqual(fresh.diagnose(now));
        if (diagnostics.every(({ severity }) => severity !== 1)) clean += 1;
        // Places of what was kept must have moved with the text.
        if (step % 4 === 0) {
          expect(service.tokens(now).data).toEqual(fresh.tokens(now).data);
          expect(service.folds(now)).toEqual(fresh.folds(now));
        }
      }
      expect(clean).toBeGreaterThan(5);
    },
    60_000,
  );
});
