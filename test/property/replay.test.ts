import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ReplayScan } from '../../server/engine/interference/inspect/replayScan';
import { blocksByPolicy, indexFault } from '../../server/engine/interference/inspect/replaySource';
import { parseReplayLine } from '../../server/engine/interference/record/parseReplayLine';
import { ReplayRecorder } from '../../server/engine/interference/record/replayRecorder';
import { configurationOf, replayHeader } from '../fixtures/replays';

const header = replayHeader({ policies: [{ policy: 'lls', title: 'LLS', options: {} }] });
const ends = [
  [2, 4],
  [1, 4],
  [3, 4],
];

/** What may happen before a query: nothing mostly. */
const happening = fc.oneof(
  { weight: 6, arbitrary: fc.constant({ kind: 'none' } as const) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('interference' as const),
      place: fc.nat(2),
      lasts: fc.nat(30),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('configuration' as const),
      cause: fc.constantFrom('trial' as const, 'settled' as const),
      cut: fc.nat(2),
      // Told while earlier queries are still inside.
      ahead: fc.nat(5),
    }),
  },
);

const streams = fc.array(
  fc.record({ before: happening, gap: fc.nat(2000), latency: fc.integer({ min: 1, max: 9999 }) }),
  { minLength: 1, maxLength: 80 },
);

it('a replay that is written and read back is equal, whatever happens in it', () => {
  const samples = fc.oneof(fc.constant('all' as const), fc.integer({ min: 2, max: 9 }));
  fc.assert(
    fc.property(streams, samples, fc.integer({ min: 1, max: 16 }), (stream, kept, blockQueries) => {
      const lines: string[] = [];
      const recorder = new ReplayRecorder(header, (line) => lines.push(line), { samples: kept, blockQueries }); // prettier-ignore
      recorder.begin(0);
      let seconds = 0;
      let episodes = 0;
      const closing: { query: number; end: () => void }[] = [];
      recorder.configuration({ query: 0, seconds }, 'start', configurationOf([2, 4], [0, 1]));
      stream.forEach(({ before, gap, latency }, query) => {
        const at = { query, seconds };
        for (const { query: last, end } of closing) if (last === query) end();
        if (before.kind === 'interference') {
          const { place, lasts } = before;
          const slowdown = { compute: 1.5, memory: 2 };
          const episode = { index: episodes, place, name: 'ü', slowdown, from: query, to: query + lasts }; // prettier-ignore
          recorder.interference(at, 'begin', episode);
          const end = () => recorder.interference({ query: query + lasts, seconds }, 'end', episode); // prettier-ignore
          if (lasts === 0) end();
          else closing.push({ query: query + lasts, end });
          episodes += 1;
        }
        if (before.kind === 'configuration') {
          const moment = { query: query + before.ahead, seconds };
          recorder.configuration(moment, before.cause, configurationOf(ends[before.cut] ?? [], [0, 1])); // prettier-ignore
        }
        seconds += gap / 1e6;
        recorder.served(query, seconds - latency / 1e6, seconds, new Float64Array(2), false);
      });
      const [summary] = recorder.finish();

      const scan = new ReplayScan(header);
      let offset = 0;
      lines.forEach((line, index) => {
        if (index > 0) {
          const parsed = parseReplayLine(header, line);
          expect(parsed).toEqual({ ok: true, line: JSON.parse(line) as unknown });
          scan.line(index + 1, line, offset, offset + line.length);
        }
        offset += line.length;
      });
      const index = JSON.parse(lines.at(-2) ?? '') as { blocks: unknown };
      expect(scan.problems()).toEqual([]);
      expect(scan.blocks).toEqual(index.blocks);
      expect(indexFault(header, scan.blocks, offset)).toBeNull();

      const [policy] = blocksByPolicy(header, scan.blocks, scan.summaries);
      const sum = (of: 'count' | 'violations' | 'trials' | 'switches') =>
        (policy?.blocks ?? []).reduce((total, block) => total + block[of], 0);
      expect(sum('count')).toBe(stream.length);
      expect(summary).toMatchObject({
        queries: stream.length,
        violations: sum('violations'),
        trials: sum('trials'),
        switches: sum('switches'),
      });
    }),
  );
});
