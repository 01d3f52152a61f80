import type { SamplesEvent } from '../../../protocol/replayRecord';
import { csvLines } from '../../core/csv';
import { axisOf, blocksBetween } from './replayAxis';
import { isNear } from './replayWindow';
import type { ReplayBlock, ReplaySource } from './replaySource';

/** Most queries that are written one by one. */
const mostRows = 100_000;

/** A stretch of a replay as CSV: query by query where they are few, else block by block. */
export async function replayCsv(source: ReplaySource, from: number, to: number): Promise<string> {
  const axis = axisOf(source.header);
  const { policies } = source;
  const visible = policies.map(({ blocks }) => blocksBetween(axis, blocks, from, to));
  if (!isNear(visible, mostRows)) {
    const rows = policies.flatMap(({ title }, index) =>
      (visible[index] ?? []).map((block) => blockRow(title, block)),
    );
    return csvLines([blockTitles, ...rows]);
  }
  const rows: (string | number)[][] = [];
  for (const [index, { title }] of policies.entries()) {
    for (const block of visible[index] ?? []) {
      const samples = await source.samples(block);
      for (const row of queryRows(title, samples, source.header.sloSeconds ?? Infinity)) {
        const position = source.header.axis === 'queries' ? row[1] : row[2];
        if (position >= from && position < to) rows.push([...row]);
      }
    }
  }
  return csvLines([queryTitles, ...rows]);
}

const queryTitles = ['policy', 'query', 'finished s', 'latency s', 'over SLO'];

function queryRows(
  title: string,
  { query, kept, finished, latencies }: SamplesEvent,
  slo: number,
): (readonly [string, number, number, number, number])[] {
  return finished.map((seconds, i) => {
    const latency = latencies[i] ?? 0;
    const offset = kept === 'all' ? i : (kept[i] ?? 0);
    return [title, query + offset, seconds, latency, latency > slo ? 1 : 0];
  });
}

const blockTitles = [
  'policy', 'first query', 'queries', 'from s', 'to s', 'throughput /s',
  'latency min s', 'mean s', 'p50 s', 'p99 s', 'max s',
  'over SLO', 'detections', 'trials', 'switches',
]; // prettier-ignore

function blockRow(title: string, block: ReplayBlock): (string | number)[] {
  const { latency, seconds, endSeconds, count } = block;
  const lasts = endSeconds - seconds;
  return [
    title,
    block.query,
    count,
    seconds,
    endSeconds,
    lasts > 0 ? count / lasts : '',
    latency.min,
    latency.mean,
    latency.p50,
    latency.p99,
    latency.max,
    block.violations,
    block.detections,
    block.trials,
    block.switches,
  ];
}
