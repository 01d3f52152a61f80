import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { parse } from 'yaml';
import { profileSchema } from '../../server/engine/cost/profileSchema';
import { readProfile } from '../../server/engine/cost/readProfile';
import { buildNetwork } from '../../server/engine/network/buildNetwork';
import { activationNames, operators } from '../../server/engine/network/operators';
import { readDescriptor } from '../../server/engine/network/readDescriptor';
import { readScenario } from '../../server/engine/interference/scenario/readScenario';
import { replayLineSchema } from '../../server/engine/interference/record/replaySchema';
import { scenarioSchema } from '../../server/engine/interference/scenario/scenarioSchema';
import { stressLevels } from '../../server/engine/interference/stressLevels';
import { platformSchema } from '../../server/engine/platform/platformSchema';
import { readPlatform } from '../../server/engine/platform/readPlatform';

const text = readFileSync(join(import.meta.dirname, '../../docs/file-formats.md'), 'utf8');

/** Code blocks of a language that begin with a key. */
const blocks = (language: string, key: string): string[] =>
  [...text.matchAll(new RegExp(`\`\`\`${language}\n(${key}[^]*?)\`\`\``, 'g'))].map(
    (m) => m[1] ?? '',
  );

/** Keys of a schema's objects, at any depth; names that the user chooses have no schema of their own. */
function keysOf(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const properties: unknown =
    Object.hasOwn(schema, 'properties') && 'properties' in schema ? schema.properties : {};
  const own = typeof properties === 'object' && properties !== null ? Object.keys(properties) : [];
  return [...own, ...Object.values(schema).flatMap(keysOf)];
}

test('docs/algorithms/interference.md tells the factors of every stress level', () => {
  const page = readFileSync('docs/algorithms/interference.md', 'utf8');
  const rows = stressLevels.map(
    ({ name, slowdown }) => `| \`${name}\` | ${slowdown.compute} | ${slowdown.memory} |`,
  );
  expect(rows.filter((row) => !page.includes(row))).toEqual([]);
});

describe('docs/file-formats.md', () => {
  it.each(Object.entries(operators))('tells every field of %s', (name, { fields }) => {
    const row = text
      .split('\n')
      .find((line) => line.startsWith('|') && line.includes(`\`${name}\``));
    for (const field of Object.keys(fields)) expect(row).toContain(`\`${field}\``);
    expect(row).toBeDefined();
  });

  it('tells every activation and every key of a platform, a scenario, a profile and a replay', () => {
    const schemas = [platformSchema, scenarioSchema, profileSchema, replayLineSchema].flatMap(
      keysOf,
    );
    const words = [...activationNames, ...schemas];
    expect(words.filter((word) => !text.includes(`\`${word}\``))).toEqual([]);
  });

  it('shows a network, a platform, a scenario and a profile without problems', () => {
    const [network = ''] = blocks('yaml', 'cnn:');
    const graph = readDescriptor(parse(network));
    expect(graph.problems).toEqual([]);
    expect(graph.ok && buildNetwork(graph.value).problems).toEqual([]);

    const [platform = ''] = blocks('yaml', 'platform:');
    const places = readPlatform(parse(platform));
    expect(places.problems).toEqual([]);
    expect(places.ok && places.value.places).toHaveLength(8);

    const [scenario = ''] = blocks('yaml', 'interference:');
    const chiplet = readFileSync('examples/platforms/chiplet-4f4s.platform.yaml', 'utf8');
    const eight = readPlatform(parse(chiplet));
    expect(eight.ok && readScenario(parse(scenario), eight.value).problems).toEqual([]);

    const [profile = ''] = blocks('json', '{ "kind": "cnn-profile"');
    const times = readProfile(JSON.parse(profile));
    expect(times.problems).toEqual([]);
    expect(times.ok && times.value.table.space.layers).toEqual(['stem', 'body', 'classifier']);
  });
});
