import type { RunReport } from '../../protocol/liveRun';

/**
 * A run as Chrome’s and Perfetto’s trace format: a track a stage with a slice a query, the queries
 * themselves from arrival to result, and a mark for each change of the configuration. The run must
 * have kept its samples.
 */
export function chromeTrace({ samples, stages, switches }: RunReport): object {
  const microseconds = (seconds: number) => Math.round(seconds * 1e9) / 1e3;
  const process = { pid: 1 };
  const named = (tid: number, name: string) => ({
    ...process,
    tid,
    ph: 'M',
    name: 'thread_name',
    args: { name },
  });
  const slices = samples.flatMap(({ query, stageSeconds }) =>
    stages.flatMap((_, stage) => {
      const [begun = 0, ended = 0] = stageSeconds.slice(3 * stage + 1, 3 * stage + 3);
      if (ended <= begun) return [];
      const [ts, dur] = [microseconds(begun), microseconds(ended - begun)];
      return [{ ...process, tid: stage + 1, ph: 'X', name: `query ${query}`, ts, dur }];
    }),
  );
  const queries = samples.flatMap(({ query, arrivedSeconds, finishedSeconds }) => {
    const event = { ...process, tid: 0, cat: 'query', id: query, name: `query ${query}` };
    return [
      { ...event, ph: 'b', ts: microseconds(arrivedSeconds) },
      { ...event, ph: 'e', ts: microseconds(finishedSeconds) },
    ];
  });
  const marks = switches.map(({ elapsedSeconds, query }) => ({
    ...process,
    tid: 0,
    ph: 'i',
    s: 'p',
    name: `new configuration from query ${query}`,
    ts: microseconds(elapsedSeconds),
  }));
  return {
    displayTimeUnit: 'ms',
    traceEvents: [
      named(0, 'queries'),
      ...stages.map(({ place }, stage) => named(stage + 1, `stage ${stage + 1} on ${place}`)),
      ...slices,
      ...queries,
      ...marks,
    ],
  };
}
