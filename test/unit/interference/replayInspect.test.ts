import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerReplay } from '../../../server/engine/interference/inspect/answerReplay';
import { axisOf } from '../../../server/engine/interference/inspect/replayAxis';
import { blockCurves } from '../../../server/engine/interference/inspect/blockCurves';
import { buildReplayModel } from '../../../server/engine/interference/inspect/buildReplayModel';
import { SystemStates } from '../../../server/engine/interference/inspect/systemStates';
import type { ReplayAnswer, ReplayQuery } from '../../../server/protocol/replayModel';
import { ReplayFile } from '../../../server/src/adapters/replay/replayFile';
import { ReplayScan } from '../../../server/engine/interference/inspect/replayScan';
import { ReplayRecorder } from '../../../server/engine/interference/record/replayRecorder';
import type { InterferenceEvent, ReplayLine } from '../../../server/protocol/replayRecord';
import { configurationOf, recordedLines, replayHeader, story } from '../../fixtures/replays';

const begin: InterferenceEvent = {
  ...{ event: 'interference', policy: 0, query: 0, seconds: 0, state: 'begin' },
  ...{ episode: 0, place: 'big0', name: 'mem-6', compute: 1, memory: 2 },
};

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cnn-tuner-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function written(content: string | Uint8Array): Promise<ReplayFile> {
  const path = join(folder, 'a.replay.jsonl');
  await writeFile(path, content);
  return ReplayFile.read(path);
}
const problemsOf = (file: ReplayFile) =>
  file.use((source) => Promise.resolve(buildReplayModel(source).problems));
const ask = async <K extends ReplayQuery['kind']>(
  file: ReplayFile,
  query: ReplayQuery & { kind: K },
) => {
  const states = new SystemStates(file.header);
  const answer = await file.use((source) => answerReplay(source, states, query));
  return answer as Extract<ReplayAnswer, { kind: K }>;
};

describe('what the replay editor is told', () => {
  const lines = recordedLines();

  it('shows the stage map at a query, slowed, and what the last switch moved', async () => {
    const file = await written(lines.join(''));
    const { moments } = await ask(file, { kind: 'moment', position: 400 });
    const [odin] = moments;
    expect(odin).toMatchObject({
      query: 400,
      mode: 'serving',
      periodSeconds: 0.003,
      lastChange: { query: story.settled, words: ['c: big1 → big0'] },
      movedLayers: [2],
    });
    expect(odin?.lanes[1]).toMatchObject({ place: 'big1', interference: '×1.5–2 mem-6', computeSeconds: 0.002 }); // prettier-ignore
    // The best would be a, b on big0, c on lit0 and d on big1: 2 ms.
    expect(odin?.shareOfBound).toBeCloseTo(2 / 3);
    const before = await ask(file, { kind: 'moment', position: 250 });
    expect(before.moments[0]).toMatchObject({ lastChange: null, periodSeconds: 0.002 });
    const during = await ask(file, { kind: 'moment', position: 311.9 });
    expect(during.moments[0]).toMatchObject({ query: 311, mode: 'rebalancing' });
  });

  it('walks from event to event, both ways', async () => {
    const file = await written(lines.join(''));
    const walk = async (from: number, direction: 'next' | 'previous') => {
      const found: number[] = [];
      for (let at: number | null = from; at !== null;) {
        const told: { position: number | null } = await ask(file, { kind: 'event', position: at, direction }); // prettier-ignore
        if (told.position !== null) found.push(told.position);
        at = told.position;
      }
      return found;
    };
    const events = [300, 310, 311, 313, 600, 612];
    expect(await walk(-1, 'next')).toEqual(events);
    expect(await walk(1e6, 'previous')).toEqual(events.toReversed());
  });

  it('answers where the whole axis is shorter than numbers can be divided', async () => {
    const header = replayHeader({ axis: 'seconds', policies: replayHeader().policies.slice(0, 1) });
    const samples = {
      ...{ event: 'samples', policy: 0, query: 0, seconds: 0, count: 2, endSeconds: 1e-320 },
      ...{ latency: { min: 0, mean: 0, p50: 0, p99: 0, max: 0 }, violations: 0, stageSeconds: [] },
      ...{ kept: 'all', finished: [0, 1e-320], latencies: [0, 0] },
    };
    const file = await written(`${JSON.stringify(header)}\n${JSON.stringify(samples)}\n`);
    const window = { from: 0, to: 1e-320, columns: 800 };
    const { curves } = (await ask(file, { kind: 'window', window })).window;
    expect(curves[0]?.latencyMax.filter((value) => value !== null)).not.toHaveLength(0);
  });

  it('draws the same from afar and near by, but for percentiles', async () => {
    const file = await written(recordedLines(replayHeader(), { blockQueries: 100 }).join(''));
    const window = { from: 0, to: 1000, columns: 10 };
    const near = (await ask(file, { kind: 'window', window })).window.curves[0];
    const far = await file.use((source) =>
      Promise.resolve(blockCurves(axisOf(source.header), source.policies[0]?.blocks ?? [], window)),
    );
    expect(far.latencyMin).toEqual(near?.latencyMin);
    expect(far.latencyMax).toEqual(near?.latencyMax);
    expect(far.violations).toEqual(near?.violations);
    far.throughput.forEach((value, column) => {
      expect(value).toBeCloseTo(near?.throughput[column] ?? NaN, 6);
    });
  });
});

describe('files that are not whole', () => {
  const lines = recordedLines();
  const text = lines.join('');

  it('show what was written before they were cut', async () => {
    const samples = lines.map((line, index) => (line.includes('"samples"') ? index : -1));
    const [, second = 0] = samples.filter((index) => index >= 0);
    const cut = lines.slice(0, second + 1).join('');
    const file = await written(`${cut}${lines[second + 1]?.slice(0, 30)}`);
    const model = await file.use((source) => Promise.resolve(buildReplayModel(source)));
    expect(model.policies.map(({ queries }) => queries)).toEqual([512, 0]);
    expect(model.problems).toEqual([
      expect.stringContaining('has no end'),
      expect.stringMatching(/^Line \d+ is left out: it is not valid JSON/),
    ]);
    const { moments } = await ask(file, { kind: 'moment', position: 400 });
    expect(moments).toHaveLength(1);
    const { episodes } = await ask(file, { kind: 'episodes', from: 0, count: 10 });
    expect(episodes).toMatchObject([{ from: 300, to: null, place: 'big1' }]);
  });

  it('are read line by line where the index cannot be right', async () => {
    const wrong = text.replace('"offset":', '"offset":99999');
    expect(await problemsOf(await written(wrong))).toEqual([
      expect.stringContaining('index cannot be right: block 0 is beyond the end of the file'),
    ]);
  });

  it('are read line by line where blocks of the index share lines', async () => {
    // A small file could have any number of blocks, each to be read whole.
    const shared = lines.map((line) => {
      const value = JSON.parse(line) as ReplayLine;
      if (!('event' in value) || value.event !== 'index') return line;
      const [first, second, ...others] = value.blocks;
      if (first === undefined || second === undefined) throw new Error('too few blocks');
      const blocks = [first, { ...second, offset: first.offset }, ...others];
      return `${JSON.stringify({ ...value, blocks })}\n`;
    });
    expect(await problemsOf(await written(shared.join('')))).toEqual([
      expect.stringContaining('index cannot be right: block 1 has lines of the block before'),
    ]);
  });

  it('are remembered in part where all would be too much', () => {
    const header = replayHeader();
    const scan = new ReplayScan(header, { indexBytes: 900, activeEpisodes: 2 });
    const told = [0, 1, 2].map((episode) =>
      JSON.stringify({ ...begin, episode } satisfies InterferenceEvent),
    );
    const samples = lines.filter((line) => line.includes('"samples"'));
    [...told, ...samples].forEach((line, index) => scan.line(index + 2, line, 0, 1));
    expect(scan.problems()).toEqual(['Line 4 is left out: too many episodes are active.']);
    expect(scan.isFull).toBe(true);
    expect(scan.blocks).toHaveLength(2);
  });

  it('have no index where it would be larger than what is read', async () => {
    const long: string[] = [];
    const recorder = new ReplayRecorder(replayHeader(), (line) => long.push(line), {
      blockQueries: 1,
    });
    const at = { query: 0, seconds: 0 };
    recorder.begin(0);
    recorder.configuration(at, 'start', configurationOf([4], [0]));
    for (let index = 0; index < 1000; index += 1) {
      const slowdown = { compute: 2, memory: 2 };
      const name = 'x'.repeat(900);
      recorder.interference(at, 'begin', {
        index,
        place: 0,
        name,
        slowdown,
        from: 0,
        to: Infinity,
      });
    }
    for (let query = 0; query < 150; query += 1) {
      recorder.served(query, query, query + 1, Float64Array.of(1), false);
    }
    recorder.finish();
    expect(JSON.parse(long.at(-1) ?? '')).toEqual({
      event: 'end',
      index: null,
      lines: long.length,
    });
    const file = await written(long.join(''));
    expect(await problemsOf(file)).toEqual([expect.stringContaining('too much interference')]);
    const { moments } = await ask(file, { kind: 'moment', position: 149 });
    expect(moments).toMatchObject([{ query: 149 }]);
  });

  it('say so where lines are not those of the index', async () => {
    const moved = `${lines[0]?.trimEnd()}   \n`;
    const file = await written(text.replace(lines[0] ?? '', moved));
    expect((await problemsOf(file))[0]).toContain('index cannot be right');
  });

  it('pass over a line that is too long', async () => {
    const long = `${'x'.repeat(9_000_000)}\n`;
    const content = [...lines.slice(0, 3), long, ...lines.slice(3, -2)].join('');
    const file = await written(content);
    expect(await problemsOf(file)).toEqual([
      expect.stringContaining('has no end'),
      'Line 4 is left out: it is too long.',
    ]);
    expect((await ask(file, { kind: 'episodes', from: 0, count: 1 })).episodes).toHaveLength(1);
  });

  it('are refused where they are no replays', async () => {
    await expect(written('')).rejects.toThrow('empty');
    await expect(written(Uint8Array.of(0, 255, 10, 3))).rejects.toThrow(/^Line 1: /);
    await expect(ReplayFile.read(folder)).rejects.toThrow('directory');
    await expect(ReplayFile.read(join(folder, 'none'))).rejects.toThrow('no such file');
  });

  it('open in constant memory where a line has ten gigabytes', async () => {
    const path = join(folder, 'huge.replay.jsonl');
    const handle = await open(path, 'w');
    await handle.truncate(10_000_000_000);
    await handle.close();
    await expect(ReplayFile.read(path)).rejects.toThrow(/^Line 1: /);
    await rm(path);
  });

  it('take markup in names as text', async () => {
    const evil = '<img src=x onerror=alert(1)>';
    const header = replayHeader({ scenario: evil });
    const model = await (
      await written(recordedLines(header).join(''))
    ).use((source) => Promise.resolve(buildReplayModel(source)));
    expect(model.title).toContain(evil);
  });

  it('refuse to mix what was and what is', async () => {
    const file = await written(text);
    await writeFile(join(folder, 'a.replay.jsonl'), `${text} `);
    expect(await file.isCurrent()).toBe(false);
    await expect(problemsOf(file)).rejects.toThrow('changed');
  });
});
