import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { analyticalTable } from '../server/engine/cost/analyticalTable';
import type { TimeTable } from '../server/engine/cost/timeTable';
import { buildNetwork } from '../server/engine/network/buildNetwork';
import { readDescriptor } from '../server/engine/network/readDescriptor';
import { readPlatform } from '../server/engine/platform/readPlatform';
import { parseYamlFile } from '../server/src/language/yamlFile';
import { valueOf } from '../test/fixtures/valueOf';

/** Root of the repository: benches are run from there. */
export const root = process.cwd();

/** Path of an example, relative to the repository's root. */
export const examplePath = {
  network: (name: string) => join('examples', 'networks', `${name}.cnn.yaml`),
  platform: (name: string) => join('examples', 'platforms', `${name}.platform.yaml`),
};

/** Parsed data of a file of the examples. */
export function exampleData(path: string): unknown {
  return parseYamlFile(readFileSync(join(root, path), 'utf8')).data;
}

/** Analytical times of an example network on an example platform. */
export function exampleTable(network: string, platform: string): TimeTable {
  const graph = valueOf(readDescriptor(exampleData(examplePath.network(network))));
  const places = valueOf(readPlatform(exampleData(examplePath.platform(platform))));
  return valueOf(analyticalTable(valueOf(buildNetwork(graph)), places));
}
