import { describe, expect, it } from 'vitest';
import type { PipelinePlan } from '../../server/runtime/plan';
import { barsOf, type NetworkFigures } from './bars';
import { lossesOf } from './caseText';
import { expectedPeriod, planWords, promisingPlans, twoStagePlans } from './cuts';
import { interleave } from './interleave';
import { pipelineSample } from './pipelineContender';
import { sessionsSample } from './sessionsContender';
import { pairedRatios, spreadOf } from './spread';

const same = (value: number) => ({ median: value, low: value, high: value });
const figures: NetworkFigures = {
  network: 'vgg16',
  speed: 1,
  toIndependent: same(0.96),
  toDefault: same(1.1),
  memoryShare: 0.6,
  overhead: same(0.01),
  wholeSeconds: 0.2,
  tuned: [{ explorer: 'shisha', seconds: 20, quality: 0.97 }],
};
const failed = (more: Partial<NetworkFigures>) =>
  barsOf({ ...figures, ...more }).flatMap(({ what, passed }) => (passed ? [] : [what]));

describe('the bars', () => {
  it('hold or fail one by one', () => {
    expect(failed({})).toEqual([]);
    expect(failed({ toIndependent: same(0.94) })).toEqual(['throughput ÷ independent sessions']);
    expect(failed({ toDefault: same(0.99) })).toEqual(['throughput ÷ default session']);
    expect(failed({ memoryShare: 0.66 })).toEqual(['memory ÷ independent sessions']);
    expect(failed({ overhead: same(0.021) })).toEqual(['overhead between stages']);
    expect(failed({ tuned: [{ explorer: 'shisha', seconds: 61, quality: 0.94 }] })).toEqual([
      'shisha: time to tune',
      'shisha: throughput ÷ best cut',
    ]);
  });

  it('ask for memory where weights are all of it, and for little overhead of long networks', () => {
    expect(failed({ network: 'googlenet', memoryShare: 2 })).toEqual([]);
    expect(failed({ wholeSeconds: 0.008, overhead: same(0.2) })).toEqual([]);
  });

  it('fail where a figure is missing', () => {
    expect(failed({ toIndependent: same(NaN) })).toEqual(['throughput ÷ independent sessions']);
  });
});

describe('measuring in turn', () => {
  it('begins each round with another one', async () => {
    const order: string[] = [];
    const measure = (name: string) => () => Promise.resolve(order.push(name));
    const taken = await interleave([measure('a'), measure('b'), measure('c')], 3);
    expect(order.join('')).toBe('abcbcacab');
    expect(taken).toEqual([[1, 6, 8], [2, 4, 9], [3, 5, 7]]); // prettier-ignore
  });

  it('compares what was measured in the same round', () => {
    expect(spreadOf([3, 1, 2])).toEqual({ median: 2, low: 1, high: 3 });
    expect(pairedRatios([1, 10, 3], [2, 20, 3])).toEqual({ median: 0.5, low: 0.5, high: 1 });
  });
});

describe('cuts', () => {
  const stage = (place: string, speed: number) => ({ place, cores: [0], speed, start: 0, end: 3 });
  const places = (speed: number): PipelinePlan => ({
    modelPath: 'net.onnx',
    shape: null,
    stages: [stage('ep0', 1), stage('ep1', speed)],
  });

  it('are all of them, in both orders where places differ', () => {
    expect(twoStagePlans(places(1)).map(planWords)).toEqual(['ep0 1–1 | ep1 2–3', 'ep0 1–2 | ep1 3–3']); // prettier-ignore
    expect(twoStagePlans(places(0.5))).toHaveLength(4);
  });

  it('are ruled out by a profile where they are far from the best', () => {
    const plans = twoStagePlans(places(0.5));
    expect(plans.map((plan) => expectedPeriod(plan, [1, 2, 3]))).toEqual([10, 6, 5, 6]);
    expect(promisingPlans(plans, [1, 2, 3], 0.1).map(planWords)).toEqual(['ep1 1–1 | ep0 2–3']);
  });
});

describe('what contenders show', () => {
  it('is counted while a pipeline is full', () => {
    // Results 1 s apart, of stages of 0.9 and 0.5 s; the first and the last are 10 s apart.
    const samples = [0, 10, 11, 12, 22].map((finishedSeconds, query) => ({
      query,
      arrivedSeconds: finishedSeconds - 3,
      finishedSeconds,
      stageSeconds: [0, 0.1, 1, 1, 1, 1.5],
    }));
    const { throughput, p99Seconds, busiestSeconds } = pipelineSample(samples, 1);
    expect([throughput, p99Seconds]).toEqual([1, 3]);
    expect(busiestSeconds).toBeCloseTo(0.9, 9);
  });

  it('adds the rates of sessions', () => {
    const { throughput, busiestSeconds } = sessionsSample([[[0, 1], [1, 2]], [[0, 2], [2, 4]]]); // prettier-ignore
    expect([throughput, busiestSeconds]).toEqual([1.5, 1.5]);
  });

  it('is told where it is worse', () => {
    const one = { name: 'pipeline', throughput: same(9), p99Seconds: same(0.4), memoryBytes: 5 };
    const other = { name: 'other', throughput: same(10), p99Seconds: same(0.1), memoryBytes: 9 };
    expect(lossesOf({ contenders: [one, other] })).toEqual([
      '0.90 of the throughput of other',
      '4.0 times the p99 latency of other',
    ]);
  });
});
