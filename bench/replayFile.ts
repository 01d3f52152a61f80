import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { analyticalProblem } from '../server/engine/explore/tuningProblem';
import { answerReplay } from '../server/engine/interference/inspect/answerReplay';
import { SystemStates } from '../server/engine/interference/inspect/systemStates';
import { memoryBoundByRoofline } from '../server/engine/interference/memoryBound';
import { policyNames } from '../server/engine/interference/policyFacts';
import { recordReplay } from '../server/engine/interference/record/recordReplay';
import { quietBest } from '../server/engine/interference/record/quietBest';
import { readScenario } from '../server/engine/interference/scenario/readScenario';
import { buildNetwork } from '../server/engine/network/buildNetwork';
import { readDescriptor } from '../server/engine/network/readDescriptor';
import { readPlatform } from '../server/engine/platform/readPlatform';
import type { ReplayQuery } from '../server/protocol/replayModel';
import { ReplayFile } from '../server/src/adapters/replay/replayFile';
import { writeAsProduced } from '../server/src/adapters/writeAsProduced';
import { medianMilliseconds, type Claim } from './claim';
import { valueOf } from '../test/fixtures/valueOf';
import { exampleData, examplePath } from './examples';

const queries = 1_000_000;

/** Replays VGG16 on four places, each slowed now and then, and gives how long a policy took. */
async function record(path: string): Promise<number> {
  const network = valueOf(buildNetwork(valueOf(readDescriptor(exampleData(examplePath.network('vgg16')))))); // prettier-ignore
  const platform = valueOf(readPlatform(exampleData(examplePath.platform('server-4x8'))));
  const { table, names } = valueOf(analyticalProblem(network, platform));
  const best = quietBest(table);
  if (best === null) throw new Error('VGG16 fits.');
  const data = { interference: 'drawn', random: [{ stress: 'any', period: 1000, duration: 400 }] };
  const setting = {
    names,
    table,
    memoryBound: memoryBoundByRoofline(table, network, platform),
    scenario: valueOf(readScenario(data, platform)),
    ...best,
  };
  const request = {
    policies: policyNames.map((policy) => ({ policy })),
    arrivals: { kind: 'closed', inside: null },
    queries,
    slo: { share: 0.85 },
    noise: 0.05,
    seed: 1,
    samples: 'all',
  } as const;
  const began = performance.now();
  await writeAsProduced(path, (write) => recordReplay(setting, request, write));
  return (performance.now() - began) / 1e3 / policyNames.length;
}

let made: Promise<{ readonly path: string; readonly seconds: number }> | null = null;

/** One file for all claims; it is gone with the process. */
function replay(): NonNullable<typeof made> {
  made ??= (async () => {
    const folder = await mkdtemp(join(tmpdir(), 'cnn-tuner-'));
    process.once('exit', () => rmSync(folder, { recursive: true }));
    const path = join(folder, 'a.replay.jsonl');
    return { path, seconds: await record(path) };
  })();
  return made;
}

async function medianAnswer(queryOf: (run: number) => ReplayQuery): Promise<number> {
  const file = await ReplayFile.read((await replay()).path);
  const states = new SystemStates(file.header);
  let run = 0;
  return medianMilliseconds(
    () => file.use((source) => answerReplay(source, states, queryOf((run += 1)))),
    { runs: 20, warmups: 5 },
  );
}

/** Replays of a million queries a policy: recorded, opened, looked at. */
export const replayFileClaims: readonly Claim[] = [
  {
    name: 'A million queries, simulated and recorded',
    unit: 's',
    limit: { atMost: 4 },
    method: 'mean of all policies, VGG16 on 4 places, noise 5 %, every query kept',
    measure: async () => (await replay()).seconds,
  },
  {
    name: 'Opening a replay of a million queries',
    unit: 's',
    limit: { atMost: 1 },
    method: 'by its index, all policies in one file, median of 5',
    async measure() {
      const { path } = await replay();
      return (await medianMilliseconds(() => ReplayFile.read(path), { runs: 5 })) / 1e3;
    },
  },
  {
    name: 'All of a million queries in a thousand columns',
    unit: 'ms',
    limit: { atMost: 50 },
    method: 'window of all policies, median of 20',
    measure: () =>
      medianAnswer(() => ({ kind: 'window', window: { from: 0, to: queries, columns: 1000 } })),
  },
  {
    name: 'The stage maps at a query, anywhere',
    unit: 'ms',
    limit: { atMost: 5 },
    method: 'moment of all policies, median of 20 far from each other',
    measure: () => medianAnswer((run) => ({ kind: 'moment', position: (run * 618_034) % queries })),
  },
];
