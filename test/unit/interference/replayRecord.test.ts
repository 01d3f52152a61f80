import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { indexFault } from '../../../server/engine/interference/inspect/replaySource';
import { ReplayScan } from '../../../server/engine/interference/inspect/replayScan';
import { keptQueries } from '../../../server/engine/interference/record/keptQueries';
import { parseReplayLine } from '../../../server/engine/interference/record/parseReplayLine';
import { readReplayHeader } from '../../../server/engine/interference/record/readReplayHeader';
import type { IndexEvent, ReplayLine, SummaryEvent } from '../../../server/protocol/replayRecord';
import { recordedLines, replayHeader, story } from '../../fixtures/replays';

const header = replayHeader();

/** The lines after the header, read as a file's are. */
function read(lines: readonly string[]): ReplayLine[] {
  return lines.slice(1).map((line) => {
    const parsed = parseReplayLine(header, line);
    if (!parsed.ok) throw new Error(parsed.fault);
    return parsed.line;
  });
}

function scanned(lines: readonly string[]): ReplayScan {
  const scan = new ReplayScan(header);
  let offset = 0;
  lines.forEach((line, index) => {
    const end = offset + line.length;
    if (index > 0) scan.line(index + 1, line.trimEnd(), offset, end);
    offset = end;
  });
  return scan;
}

describe('a recorded replay', () => {
  const lines = recordedLines();
  const read1 = read(lines);
  const of = <E extends string>(event: E) =>
    read1.filter((line) => 'event' in line && line.event === event);

  it('is read back as it was written, in ASCII', () => {
    expect(readReplayHeader(lines[0] ?? '')).toEqual({ ok: true, header });
    expect(lines.every((line) => /^[ -~]+\n$/.test(line))).toBe(true);
    expect(lines.slice(1).map((line): unknown => JSON.parse(line))).toEqual(read1);
  });

  it('tells what each policy did about an episode', () => {
    expect(of('episode')).toMatchObject([
      {
        policy: 0,
        fromQuery: story.begin,
        query: story.end,
        ended: true,
        detectedAfter: story.detected - story.begin,
        trials: 2,
        settledAfter: story.settled - story.begin,
        violations: story.settled - story.begin,
      },
      { policy: 1, detectedAfter: null, trials: 0, settledAfter: 0, violations: 0 },
    ]);
  });

  it('sums each policy up', () => {
    const [odin, bound] = of('summary');
    expect(odin).toMatchObject({
      queries: story.queries,
      seconds: 2,
      throughput: 500,
      violations: 13,
      detections: 2,
      trials: 2,
      switches: 2,
      rebalancingQueries: 3,
      shareOfBound: 1,
    });
    expect(odin).toHaveProperty('latency.max', 0.0086);
    expect(bound).toMatchObject({
      trials: 0,
      switches: 2,
      violations: 0,
      latency: { max: 0.0044 },
    });
  });

  it('has an index that its lines tell too', () => {
    const [index] = of('index').filter((line): line is IndexEvent => 'blocks' in line);
    const scan = scanned(lines);
    expect(scan.problems()).toEqual([]);
    expect(scan.blocks).toEqual(index?.blocks);
    expect(scan.summaries).toEqual(index?.summaries);
    expect(indexFault(header, scan.blocks, 1e9)).toBeNull();
    const [block] = scan.blocks;
    const text = lines.join('').slice(block?.offset, (block?.offset ?? 0) + (block?.bytes ?? 0));
    expect(text.split('\n').map((line) => line.slice(0, 20))).toEqual([
      '{"event":"configurat',
      '{"event":"samples","',
      '',
    ]);
  });

  it('ends with where the index begins', () => {
    const text = lines.join('');
    const end = of('end').find((line) => 'index' in line && 'lines' in line);
    expect(end).toMatchObject({ lines: lines.length });
    const begins = end && 'index' in end ? (end.index ?? -1) : -1;
    expect(text.slice(begins, begins + 16)).toBe('{"event":"index"');
  });

  it('keeps the extremes where it keeps few', () => {
    const few = read(recordedLines(header, { samples: 2 }));
    const kept = few.flatMap((line) => ('kept' in line && line.kept !== 'all' ? [line] : []));
    expect(kept.map(({ finished }) => finished.length)).toSatisfy((sizes: number[]) =>
      sizes.every((size) => size < 20),
    );
    for (const { latency, latencies } of kept) {
      expect(latencies).toContain(latency.min);
      expect(latencies).toContain(latency.max);
    }
    const summaries = (all: readonly ReplayLine[]) =>
      all.filter((line): line is SummaryEvent => 'event' in line && line.event === 'summary');
    expect(summaries(few)).toEqual(summaries(read1));
  });
});

describe('keptQueries', () => {
  it('keeps first, last, fastest, slowest and every turn across the SLO', () => {
    const latencies = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(latencies, fc.integer({ min: 2, max: 30 }), (values, wanted) => {
        const kept = keptQueries(Float64Array.from(values), wanted, 6);
        expect(kept[0]).toBe(0);
        expect(kept.at(-1)).toBe(values.length - 1);
        const own = kept.map((offset) => values[offset] ?? 0);
        expect(Math.min(...own)).toBe(Math.min(...values));
        expect(Math.max(...own)).toBe(Math.max(...values));
        // Violations are known exactly: what is not kept does as the last that is kept before it.
        const told = values.map((_, i) => (values[kept.findLast((k) => k <= i) ?? 0] ?? 0) > 6);
        expect(told).toEqual(values.map((value) => value > 6));
      }),
    );
  });
});

describe('lines that are not as they should be', () => {
  const lines = recordedLines();
  const fault = (line: string) => {
    const parsed = parseReplayLine(header, line);
    return parsed.ok ? null : parsed.fault;
  };

  it.each([
    ['', 'it is not valid JSON'],
    ['{"event":"samples"', 'it is not valid JSON'],
    ['[]', 'it tells no `event`'],
    ['{"event":"__proto__"}', 'there is no event `__proto__`'],
    ['{"event":"toString"}', 'there is no event `toString`'],
    ['{"event":"detection","policy":0,"query":1,"seconds":1,"place":"a","direction":"up"}', '`direction` must be'], // prettier-ignore
    ['{"event":"detection","policy":7,"query":1,"seconds":1,"place":"a","direction":"slower"}', 'there is no policy 7'], // prettier-ignore
    ['{"event":"configuration","policy":0,"query":1,"seconds":1,"cause":"trial","stages":[[0,9,"big0"]]}', 'its stages do not cut the 4 layers'], // prettier-ignore
  ])('%s', (line, words) => {
    expect(fault(line)).toContain(words);
  });

  it('leaves out what comes in the wrong order, and says so', () => {
    const twice = [...lines.slice(0, 3), ...lines.slice(1, 3), '{"event":"new"}\n'];
    const scan = scanned(twice);
    expect(scan.blocks).toHaveLength(1);
    expect(scan.problems()).toEqual([
      'Line 5 is left out: query 0 of ODIN α 10 comes after 255.',
      'Line 6 is left out: there is no event `new`.',
    ]);
  });

  it('refuses a header that is none', () => {
    const refused = (text: string) => {
      const found = readReplayHeader(text);
      return found.ok ? null : found.message;
    };
    expect(refused('\u0000\u0001')).toMatch(/^Line 1: it is not valid JSON/);
    expect(refused('{"kind":"cnn-tuning"}')).toMatch(/^Line 1: /);
    expect(refused(JSON.stringify({ ...header, format: 2 }))).toContain('version 2');
    const system = { ...header.system, cutBytes: [0] };
    expect(refused(JSON.stringify({ ...header, system }))).toContain('cutBytes has 1 entries');
  });
});
