import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { network, platform } from './fixtures';
import { silentServices } from './silentServices';
import { TestServer } from './testServer';

const uri = 'file:///models/tiny.cnn.yaml';
const platformUri = 'file:///models/two.platform.yaml';

let server: TestServer;
beforeEach(async () => {
  server = await TestServer.start(silentServices);
});
afterEach(() => server.stop());

describe('diagnostics while typing', () => {
  it('are empty for a good network and a good platform', async () => {
    await server.open(uri, 'cnn-network', network);
    await server.open(platformUri, 'cnn-platform', platform);
    expect((await server.diagnostics((d) => d.uri === uri)).diagnostics).toEqual([]);
    expect((await server.diagnostics((d) => d.uri === platformUri)).diagnostics).toEqual([]);
  });

  it('name the rule, its source and the exact place', async () => {
    await server.open(uri, 'cnn-network', network.replace('units: 10', 'unitz: 10'));
    const { diagnostics } = await server.diagnostics((d) => d.uri === uri);
    expect(diagnostics).toHaveLength(1);
    expect(diagnostics[0]).toMatchObject({
      source: 'cnn-tuner',
      code: 'unknown-key',
      severity: 1,
      range: { start: { line: 11, character: 39 }, end: { line: 11, character: 44 } },
    });
  });

  it('explain with other places', async () => {
    await server.open(
      uri,
      'cnn-network',
      network.replace('with: { filters: 16 }', 'with: { filters: 8 }'),
    );
    const { diagnostics } = await server.diagnostics((d) => d.uri === uri);
    expect(diagnostics[0]).toMatchObject({ code: 'shape-mismatch' });
    expect(diagnostics[0]?.relatedInformation?.[0]?.location.uri).toBe(uri);
  });

  it('judge platforms', async () => {
    await server.open(platformUri, 'cnn-platform', platform.replace('memory: hbm', 'memory: hmb'));
    const { diagnostics } = await server.diagnostics((d) => d.uri === platformUri);
    expect(diagnostics.map((d) => d.code)).toEqual(['unused-memory', 'unknown-memory']);
    // Editors fade what could be removed.
    expect(diagnostics[0]?.tags).toEqual([1]);
    expect(diagnostics[1]?.tags).toBeUndefined();
  });

  it('go when the text is mended, and when it is closed', async () => {
    await server.open(uri, 'cnn-network', `${network}  - {`);
    const broken = await server.diagnostics((d) => d.version === 1);
    expect(broken.diagnostics.map((d) => d.code)).toContain('yaml-syntax');
    await server.change(uri, 2, network);
    expect((await server.diagnostics((d) => d.version === 2)).diagnostics).toEqual([]);
    await server.change(uri, 3, '');
    const empty = await server.diagnostics((d) => d.version === 3);
    expect(empty.diagnostics.map((d) => d.code)).toEqual(['empty-file']);
    await server.close(uri);
    expect((await server.diagnostics((d) => d.version === undefined)).diagnostics).toEqual([]);
  });

  it('skip versions that were typed over', async () => {
    await server.open(uri, 'cnn-network', network);
    const last = 200;
    const typing = [];
    for (let version = 2; version <= last; version += 1) {
      typing.push(server.change(uri, version, `${network}# ${version}\n`));
    }
    await Promise.all(typing);
    await server.diagnostics((d) => d.version === last);
    const published = server.publishedVersions(uri);
    expect(published.length).toBeLessThan(last / 2);
    expect(published).toEqual(published.toSorted((a, b) => (a ?? 0) - (b ?? 0)));
  });

  it('answer for untitled texts by language, and leave other files alone', async () => {
    await server.open('untitled:Untitled-1', 'cnn-network', 'cnn: 3\n');
    await server.open('file:///notes.yaml', 'yaml', ':::');
    const found = await server.diagnostics((d) => d.uri === 'untitled:Untitled-1');
    expect(found.diagnostics.length).toBeGreaterThan(0);
    const other = await server.diagnostics((d) => d.uri === 'file:///notes.yaml');
    expect(other.diagnostics).toEqual([]);
  });

  it('survive hostile texts', async () => {
    const texts = [
      '['.repeat(100_000),
      '\0',
      `a: ${'x'.repeat(3_000_000)}`,
      '&a [*a]',
      '? ? ?',
      '%',
    ];
    await server.open(uri, 'cnn-network', network);
    for (const [index, text] of texts.entries()) {
      const version = index + 2;
      await server.change(uri, version, text);
      const { diagnostics } = await server.diagnostics((d) => d.version === version);
      expect(diagnostics.length).toBeGreaterThan(0);
    }
  });
});
