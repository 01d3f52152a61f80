import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readPlatform } from '../../../server/engine/platform/readPlatform';
import { parseYamlFile } from '../../../server/src/language/yamlFile';

const folder = join(__dirname, '../../../examples/platforms');

/** File → names of fast places, names of slow places, largest peak in GFLOP/s of a place. */
const expected: Record<string, [fast: number, slow: number, peak: number]> = {
  'chiplet-26f26s': [26, 26, 768],
  'chiplet-2f2s': [2, 2, 768],
  'chiplet-4f4s': [4, 4, 768],
  'chiplet-8f8s': [8, 8, 768],
  'hybrid-laptop': [2, 2, 300.8],
  'jetson-tx2': [1, 1, 64],
  'odroid-xu4': [1, 1, 64],
  'server-4x8': [4, 0, 716.8],
};

describe('the example platforms', () => {
  it('are all known here', () => {
    const names = readdirSync(folder).map((file) => file.replace('.platform.yaml', ''));
    expect(names.sort()).toEqual(Object.keys(expected));
  });

  it.each(Object.entries(expected))('%s loads without problems', (name, [fast, slow, peak]) => {
    const file = parseYamlFile(readFileSync(join(folder, `${name}.platform.yaml`), 'utf8'));
    const result = readPlatform(file.data);
    expect([...file.problems, ...result.problems]).toEqual([]);
    if (!result.ok) return;
    const { places } = result.value;
    expect(places.filter((place) => place.fast)).toHaveLength(fast);
    expect(places.filter((place) => !place.fast)).toHaveLength(slow);
    expect(Math.max(...places.map((place) => place.peakFlops)) / 1e9).toBeCloseTo(peak, 6);
  });
});
