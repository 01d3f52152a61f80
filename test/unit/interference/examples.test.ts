import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  readScenario,
  readScenarioFile,
} from '../../../server/engine/interference/scenario/readScenario';
import { stressLevels } from '../../../server/engine/interference/stressLevels';
import { readPlatform } from '../../../server/engine/platform/readPlatform';
import { parseYamlFile } from '../../../server/src/language/yamlFile';

const examples = join(import.meta.dirname, '../../../examples');
const read = (path: string) => parseYamlFile(readFileSync(join(examples, path), 'utf8'));
const scenarios = readdirSync(join(examples, 'interference'));
const nameOf = (file: string) => file.replace('.interference.yaml', '');

const platforms = readdirSync(join(examples, 'platforms')).map((file) => {
  const platform = readPlatform(read(`platforms/${file}`).data);
  if (!platform.ok) throw new Error(file);
  return { file, ...platform.value };
});

describe('the example scenarios', () => {
  it('are one for each stress level, and demonstrations', () => {
    const demonstrations = ['busy-neighbours', 'periodic', 'random-grid'];
    const expected = [...stressLevels.map(({ name }) => name), ...demonstrations];
    expect(scenarios.map(nameOf).sort()).toEqual(expected.sort());
  });

  it.each(scenarios)('%s has episodes on every platform that it is for', (file) => {
    const { data, problems } = read(`interference/${file}`);
    const scenario = readScenarioFile(data);
    expect([...problems, ...scenario.problems]).toEqual([]);
    if (!scenario.ok) return;
    const named = scenario.value.platform;
    const meant = platforms.filter((one) => named === undefined || one.file === basename(named));
    expect(meant).toHaveLength(named === undefined ? platforms.length : 1);
    for (const platform of meant) {
      const on = readScenario(data, platform);
      expect(on.problems).toEqual([]);
      const [first] = on.ok ? on.value.episodes() : [];
      expect(first?.from).toBeGreaterThan(0);
      const level = stressLevels.find(({ name }) => name === nameOf(file));
      if (level !== undefined) expect(first).toMatchObject({ name: level.name, slowdown: level.slowdown });
    }
  }); // prettier-ignore
});

describe('stress levels', () => {
  it('grow in strength, each in what it fights over', () => {
    for (const kind of ['cpu', 'mem'] as const) {
      const own = stressLevels.filter(({ name }) => name.startsWith(kind));
      expect(own.map(({ name }) => name)).toEqual([1, 2, 3, 4, 5, 6].map((n) => `${kind}-${n}`));
      let before = { compute: 1, memory: 1 };
      for (const { slowdown } of own) {
        expect(slowdown.compute).toBeGreaterThan(before.compute);
        expect(slowdown.memory).toBeGreaterThan(before.memory);
        const isStronger = kind === 'cpu' ? slowdown.compute > slowdown.memory : slowdown.memory > slowdown.compute; // prettier-ignore
        expect(isStronger).toBe(true);
        before = slowdown;
      }
    }
  });
});
