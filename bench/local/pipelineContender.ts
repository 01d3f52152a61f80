import { mean } from 'simple-statistics';
import { LocalExecutor } from '../../server/runtime/executor/localExecutor';
import { windowOf, type PipelinePlan } from '../../server/runtime/plan';
import type { QuerySample } from '../../server/protocol/liveRun';
import { percentile, residentBytes, type Contender, type Sample } from './contender';

/** The pipeline in a process of its own, as `cnn-tuner run` runs it. */
export async function pipelineContender(
  executorFile: string,
  plan: PipelinePlan,
): Promise<Contender> {
  const executor = LocalExecutor.start(executorFile);
  await executor.load(plan);
  await executor.activate();
  return {
    name: 'pipeline',
    async measure(seconds) {
      const arrivals = { kind: 'closed', inside: null } as const;
      const load = { arrivals, seconds, queries: 1e9, sloSeconds: null, keepSamples: true };
      const { samples = [] } = await executor.run(load, () => undefined);
      return pipelineSample(samples ?? [], windowOf(plan));
    },
    memoryBytes: () => residentBytes(executor.pid),
    stop: () => executor.stop(),
  };
}

/**
 * What queries in a row show while the pipeline is full.
 * @param fill queries at the beginning and at the end while it fills and empties.
 */
export function pipelineSample(samples: readonly QuerySample[], fill: number): Sample {
  const full = samples.slice(fill, samples.length - fill);
  const [first, last] = [full[0], full.at(-1)];
  const spanSeconds = (last?.finishedSeconds ?? NaN) - (first?.finishedSeconds ?? NaN);
  const counted = full.slice(1);
  const stages = (first?.stageSeconds.length ?? 0) / 3;
  const computed = Array.from({ length: stages }, (_, s) =>
    mean(counted.map(({ stageSeconds: t }) => (t[3 * s + 2] ?? NaN) - (t[3 * s + 1] ?? NaN))),
  );
  const latencies = full.map(({ arrivedSeconds, finishedSeconds }) => finishedSeconds - arrivedSeconds); // prettier-ignore
  return {
    throughput: counted.length / spanSeconds,
    p99Seconds: percentile(latencies, 0.99),
    busiestSeconds: Math.max(...computed),
  };
}
