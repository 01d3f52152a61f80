import { describe, expect, it } from 'vitest';
import { AnalysisCache, type SourceText } from '../../../server/src/language/analysisCache';

const network =
  'cnn: Small\ninput: [3, 8, 8]\nlayers:\n  - { name: a, op: conv, kernel: 1, filters: 4 }\n';

function source(uri: string, text: string, version = 1): SourceText {
  return { uri, languageId: 'cnn-network', version, getText: () => text };
}

describe('AnalysisCache', () => {
  it('parses a version once', () => {
    const cache = new AnalysisCache();
    const first = cache.get(source('file:///a.cnn.yaml', network));
    expect(cache.get(source('file:///a.cnn.yaml', network))).toBe(first);
    expect(cache.get(source('file:///a.cnn.yaml', network, 2))).not.toBe(first);
  });

  it('knows a text that was opened again by its words, though its version is the same', () => {
    const cache = new AnalysisCache();
    cache.get(source('file:///a.cnn.yaml', network));
    const other = source('file:///a.cnn.yaml', network.replace('Small', 'Other'));
    expect(cache.get(other)?.network?.name).toBe('Other');
  });

  it('drops the trees of texts that rest, and makes them again', () => {
    const cache = new AnalysisCache();
    const long = `${network}# ${'long '.repeat(20_000)}\n`;
    const oldest = source('file:///oldest.cnn.yaml', long);
    const newest = source('file:///newest.cnn.yaml', long);
    const dropped = cache.get(oldest);
    for (const n of [1, 2]) cache.get(source(`file:///${n}.cnn.yaml`, long));
    const kept = cache.get(newest);
    expect(cache.get(newest)).toBe(kept);
    expect(cache.get(oldest)).not.toBe(dropped);
    expect(cache.get(oldest)?.network?.layers).toHaveLength(1);
  });

  it('remembers what a text without errors said while its tree rests', () => {
    const cache = new AnalysisCache();
    const uri = 'file:///a.cnn.yaml';
    cache.get(source(uri, network));
    const broken = source(uri, network.replace('conv,', 'cnv,'), 2);
    expect(cache.get(broken)?.network).toBeNull();
    for (const n of [1, 2, 3, 4]) {
      cache.get(source(`file:///${n}.cnn.yaml`, `# ${'long '.repeat(20_000)}`));
    }
    expect(cache.lastNetwork(broken)?.layers).toHaveLength(1);
    cache.forget(uri);
    expect(cache.lastNetwork(broken)).toBeNull();
  });
});
