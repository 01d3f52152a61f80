import { describe, expect, it } from 'vitest';
import type { DocumentSymbol } from 'vscode-languageserver';
import { TextEdit } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { createLanguageService } from '../../../../server/src/language/languageService';
import type { ScenarioPlatform } from '../../../../server/src/language/scenarioPlatform';

const uri = 'file:///s.interference.yaml';
const declared = {
  uri: 'file:///p.platform.yaml',
  range: { start: { line: 4, character: 12 }, end: { line: 4, character: 15 } },
};
const places = ['fep0', 'fep1', 'sep0'].map((name) => ({ name, group: name.slice(0, 3) }));
const platform: ScenarioPlatform = {
  isNamed: true,
  places,
  obstacle: null,
  declarations: new Map([['fep', declared]]),
};

const text = `interference: s
platform: p.platform.yaml
episodes:
  - { place: fep0, stress: mem-6, from: 1000, to: 2000 }
  - { place: [fep, sep0], slowdown: { compute: 1.2, memory: 2.4 }, from: 3000, duration: 50, period: 100, repeat: 4 }
random:
  - { stress: [cpu-1, cpu-2], period: 100, duration: [10, 20], from: 5000 }
`;

/** A service that knows the platform, a text without its mark, and where the mark was. */
function opened(marked: string, on: ScenarioPlatform | null = platform) {
  const at = marked.indexOf('¦');
  const document = TextDocument.create(uri, '', 1, marked.replace('¦', ''));
  const service = createLanguageService({ commands: { replay: 'replay.it' } });
  service.analyse(document);
  if (on !== null) service.setScenarioPlatform(uri, on);
  return { document, service, position: document.positionAt(at < 0 ? marked.length : at) };
}

function complete(marked: string, on?: ScenarioPlatform | null) {
  const { document, service, position } = opened(marked, on);
  return { document, items: service.complete(document, position, { snippets: false }) };
}
const labels = (marked: string, on?: ScenarioPlatform | null) =>
  complete(marked, on).items.map(({ label }) => label);

function accept(marked: string, label: string): string {
  const { document, items } = complete(marked);
  const edit = items.find((item) => item.label === label)?.textEdit;
  return edit && TextEdit.is(edit) ? TextDocument.applyEdits(document, [edit]) : `no ${label}`;
}

function hover(marked: string): string {
  const { document, service, position } = opened(marked);
  const contents = service.hover(document, position)?.contents;
  return typeof contents === 'object' && 'value' in contents ? contents.value : '';
}

describe('completion in a scenario', () => {
  const head = 'interference: s\nepisodes:\n';

  it('suggests keys, and none that contradict', () => {
    expect(labels('¦')).toEqual(
      expect.arrayContaining(['interference', 'episodes', 'random', 'unit', 'seed', 'scenario']),
    );
    const keys = labels(`${head}  - { stress: cpu-1, to: 5, ¦ }`);
    expect(keys).toEqual(expect.arrayContaining(['place', 'from', 'period', 'repeat', 'until']));
    for (const excluded of ['slowdown', 'duration', 'stress']) expect(keys).not.toContain(excluded);
    expect(labels(`${head}  - { slowdown: { ¦ } }`)).toEqual(['compute', 'memory']);
    expect(labels('interference: s\nunit: ¦')).toEqual(['queries', 'seconds']);
  });

  it('suggests the places of the platform, alone and in lists', () => {
    expect(labels(`${head}  - { place: ¦ }`)).toEqual(['fep', 'sep', 'fep0', 'fep1', 'sep0', 'all']);
    expect(labels(`${head}  - { place: [fep0, ¦] }`)).toContain('fep1');
    expect(labels('interference: s\nrandom:\n  - { place: ¦ }').at(-1)).toBe('any');
    expect(labels(`${head}  - { place: ¦ }`, null)).toEqual(['all']);
    expect(accept(`${head}  - { place: fe¦p0, stress: cpu-1 }`, 'sep')).toContain('place: sep, stress');
  }); // prettier-ignore

  it('suggests stress levels with their factors', () => {
    const { items } = complete(`${head}  - { place: all, stress: ¦`);
    expect(items).toHaveLength(12);
    expect(items[11]).toMatchObject({ label: 'mem-6', detail: 'compute ×1.34, memory ×2.7' });
    expect(labels('interference: s\nrandom:\n  - { stress: ¦')[0]).toBe('any');
    expect(labels('interference: s\nrandom:\n  - { stress: [¦')).toHaveLength(12);
  });

  it('suggests whole entries in the style of their neighbours', () => {
    expect(accept(`${head}  - ¦`, 'episode')).toContain('- { place: fep0, stress: mem-4');
    expect(accept(`${head}  - place: fep1\n    stress: cpu-1\n  - ¦`, 'episode')).toContain('- place: fep0\n');
    expect(labels('interference: s\nrandom:\n  - ¦')).toContain('random interference');
  }); // prettier-ignore

  it('holds in half-typed text', () => {
    expect(labels(`${head}  - { place: fep0, stress: cpu¦\n  - { place: all`)).toContain('cpu-3');
  });
});

describe('hover in a scenario', () => {
  it('tells what an episode does', () => {
    const about = hover(text.replace('fep0,', 'f¦ep0,'));
    expect(about).toContain('**mem-6** · episode of interference');
    expect(about).toContain('compute ×1.34, memory ×2.7');
    expect(about).toContain('queries 1000 to 2000');
    const periodic = hover(text.replace('3000', '3¦000'));
    expect(periodic).toContain('queries 3000 to 3050, each 100, 4 times');
    expect(periodic).toContain('`fep`, `sep0` (3 places)');
    const drawn = hover(text.replace('period: 100, duration: [10', 'period: 1¦00, duration: [10'));
    expect(drawn).toContain('from query 5000 on each 100 queries for 10 … 20');
    expect(drawn).toContain('one of cpu-1, cpu-2');
  });

  it('tells what a stress level is and where its factors come from', () => {
    const about = hover(text.replace('mem-6', 'mem¦-6'));
    expect(about).toContain('streaming through memory, all of full strength');
    expect(about).toMatch(/wait for memory \| ×2\.7/);
    expect(about).toContain('measured');
  });

  it('tells what keys mean', () => {
    expect(hover(text.replace('period', 'per¦iod'))).toContain('makes it periodic');
    expect(hover(text.replace('interference', 'inter¦ference'))).toContain('Name of the scenario');
  });

  it('cannot be broken out of by names', () => {
    const hostile = text.replace('repeat: 4', 'repeat: 4, name: "`</code><img src=x>\\n# big"');
    const about = hover(hostile.replace('3000', '3¦000'));
    expect(about).not.toContain('\n# big');
    expect(about).not.toContain('**`</code>');
  });
});

describe('a scenario and its platform', () => {
  const codes = (source: string, on: ScenarioPlatform | null) => {
    const { document, service } = opened(source, on);
    return service
      .diagnose(document)
      .map(({ code, range }) => `${code} ${document.getText(range)}`);
  };

  it('is judged on the one that it names', () => {
    const wrong = text.replace('sep0', 'spe0');
    expect(codes(text, platform)).toEqual([]);
    expect(codes(wrong, platform)).toEqual(['unknown-place spe0']);
    expect(codes(wrong, { ...platform, isNamed: false })).toEqual([]);
    expect(codes(wrong, null)).toEqual([]);
    const obstacle = 'There is none.';
    expect(codes(text, { ...platform, places: [], obstacle })).toEqual(['unreadable p.platform.yaml']);
  }); // prettier-ignore

  it('is mended where a place or a level is misspelt, or keys contradict', () => {
    const mend = (source: string, title: string) => {
      const { document, service } = opened(source);
      const range = { start: document.positionAt(0), end: document.positionAt(source.length) };
      const wanted = { range, diagnostics: [], only: ['quickfix'], invoked: true };
      const action = service.codeActions(document, wanted).find((one) => one.title === title);
      return TextDocument.applyEdits(document, action?.edit?.changes?.[uri] ?? []);
    };
    expect(mend(text.replace('sep0', 'spe0'), 'Change to `sep0`')).toBe(text);
    expect(mend(text.replace('mem-6', 'mme-6'), 'Change to `mem-6`')).toBe(text);
    expect(mend(text.replace('[10, 20]', '[20, 10]'), 'Change to `[10, 20]`')).toBe(text);
    expect(mend(text.replace('to: 2000', 'to: 2000, duration: 5'), 'Remove `duration`')).toBe(text);
    const bare = text.replace(', period: 100, repeat', ', repeat');
    expect(mend(bare, 'Add `period`')).toContain('period: 1000');
  });

  it('leads to where places are declared, and to the platform', () => {
    const { document, service, position } = opened(text.replace('fep0', 'f¦ep0'));
    expect(service.definitions(document, position)).toEqual([declared]);
    expect(service.links(document)).toMatchObject([{ target: 'file:///p.platform.yaml' }]);
    expect(service.renameTarget(document, position)).toMatchObject({
      refusal: expect.stringContaining('another file') as string,
    });
    expect(service.highlights(document, position)).toHaveLength(1);
  });

  it('forgets it with the text', () => {
    const { document, service } = opened(text.replace('sep0', 'spe0'));
    expect(service.diagnose(document)).toHaveLength(1);
    service.forget(uri);
    expect(service.diagnose(document)).toEqual([]);
  });
});

describe('the structure of a scenario', () => {
  it('is outlined, folded and marked', () => {
    const { document, service } = opened(text);
    const write = (symbols: readonly DocumentSymbol[]): string[] =>
      symbols.flatMap(({ name, detail = '', children = [] }) => [`${name}: ${detail}`, ...write(children)]);
    expect(write(service.outline(document))).toEqual([
      'interference: s',
      'platform: p.platform.yaml',
      'episodes: 2 episodes',
      'fep0: mem-6, queries 1000 to 2000',
      'fep, sep0: compute ×1.2, memory ×2.4, queries 3000 to 3050, each 100, 4 times',
      'random: 1 entry',
      'any: one of cpu-1, cpu-2, from query 5000 on each 100 queries for 10 … 20',
    ]);
    expect(service.folds(document)).toMatchObject([{ startLine: 2 }, { startLine: 5 }]);
    // fep0, fep and sep0.
    expect(service.tokens(document).data).toHaveLength(3 * 5);
  }); // prettier-ignore

  it('shows the factors of levels', () => {
    const { document, service, position } = opened(text);
    const range = { start: { line: 0, character: 0 }, end: position };
    const hints = service.inlayHints(document, range, { layers: true, expressions: true });
    expect(hints).toMatchObject([{ label: 'compute ×1.34, memory ×2.7', position: { line: 3, character: 32 } }]);
    expect(service.inlayHints(document, range, { layers: true, expressions: false })).toEqual([]);
  }); // prettier-ignore

  it('is replayed from a lens, unless it has errors', () => {
    const { document, service } = opened(text);
    expect(service.codeLenses(document, null)).toMatchObject([
      {
        range: { start: { line: 0, character: 0 } },
        command: { title: '$(play) Replay', command: 'replay.it', arguments: [uri] },
      },
    ]);
    const broken = opened(text.replace('mem-6', 'mem-7'));
    expect(broken.service.codeLenses(broken.document, null)).toEqual([]);
  });

  it('is formatted like the others', () => {
    const { document, service } = opened('interference:   s\nepisodes:\n    -   {place: all,stress: cpu-1}\n');
    expect(TextDocument.applyEdits(document, service.format(document))).toBe(
      'interference: s\nepisodes:\n  - { place: all, stress: cpu-1 }\n',
    );
  }); // prettier-ignore
});
