import { get } from 'node:http';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../server/engine/core/random';
import type { RunFrame } from '../../../server/protocol/liveRun';
import { arrivalTimes } from '../../../server/engine/core/arrivalTimes';
import { chromeTrace } from '../../../server/runtime/load/chromeTrace';
import { Latencies } from '../../../server/runtime/load/latencies';
import { metricsEndpoint } from '../../../server/runtime/load/metricsEndpoint';
import { readArrivals } from '../../../server/runtime/load/readArrivals';
import { RunRecorder } from '../../../server/runtime/load/runRecorder';
import type { StagePlan } from '../../../server/runtime/plan';
import { arrivalsOf } from '../../../server/src/cli/scenarios';

const stage = (place: string, speed = 1): StagePlan => ({
  place,
  cores: [0],
  speed,
  start: 0,
  end: 1,
});
const load = {
  arrivals: { kind: 'closed', inside: null },
  seconds: 10,
  queries: 100,
  sloSeconds: 0.05,
  keepSamples: true,
} as const;

describe('arrivals', () => {
  it('come at equal distances', () => {
    const times = arrivalTimes({ kind: 'constant', perSecond: 4 });
    expect([times.next(), times.next(), times.next()].map(({ value }) => value)).toEqual([0, 0.25, 0.5]); // prettier-ignore
  });

  it('come by chance at the given rate, and the same for the same seed', () => {
    const take = (seed: number) => {
      const times = arrivalTimes({ kind: 'poisson', perSecond: 50, seed });
      return Array.from({ length: 5000 }, () => Number(times.next().value));
    };
    const times = take(3);
    expect(take(3)).toEqual(times);
    expect(take(4)).not.toEqual(times);
    expect([...times].sort((a, b) => a - b)).toEqual(times);
    expect(5000 / (times.at(-1) ?? 0)).toBeGreaterThan(47);
    expect(5000 / (times.at(-1) ?? 0)).toBeLessThan(53);
  });

  it('are read from requests a second, spread within it', () => {
    expect(readArrivals('second,requests\n0,2\n1,0\n3,1\n')).toEqual({ ok: true, seconds: [0.25, 0.75, 3.5] }); // prettier-ignore
    expect(readArrivals('0.1\n0.4\n')).toEqual({ ok: true, seconds: [0.1, 0.4] });
  });

  it.each([
    ['', 'no arrivals'],
    ['second,requests\n', 'no arrivals'],
    ['0,1\nx,2\n', 'line 2 does not begin with a time'],
    ['0,1.5\n', 'line 1 has no whole number'],
    ['5,1\n4,1\n', 'line 2 goes back in time'],
    ['0,99999999999\n', 'more than'],
    ['"a\n', 'not comma-separated'],
  ])('of %j are refused', (text, message) => {
    const read = readArrivals(text);
    expect(read.ok ? '' : read.message).toContain(message);
  });

  it('have LoadGen’s names, and contradictions are said', () => {
    const of = (options: object) => arrivalsOf({ seed: 1, ...options });
    expect(of({})).toEqual({ kind: 'closed', inside: null });
    expect(of({ scenario: 'SingleStream' })).toEqual({ kind: 'closed', inside: 1 });
    expect(of({ scenario: 'Server', rate: 5 })).toEqual({ kind: 'poisson', perSecond: 5, seed: 1 });
    expect(of({ rate: 5 })).toEqual({ kind: 'poisson', perSecond: 5, seed: 1 });
    expect(of({ arrivals: 'a.csv' })).toEqual({ kind: 'file', path: 'a.csv' });
    expect(of({ scenario: 'Server' })).toContain('--rate');
    expect(of({ scenario: 'Offline', rate: 5 })).toContain('leave out --rate');
    expect(of({ arrivals: 'often' })).toContain('not often');
  });
});

describe('a run’s account', () => {
  it('counts latency from the intended arrival, and busy time a stage', () => {
    const recorder = new RunRecorder(load);
    const places = ['a', 'b'];
    // The second query waited 40 ms for room: that counts.
    recorder.add({ query: 0, arrivedSeconds: 0, finishedSeconds: 0.03, times: [0, 0, 0.01, 0.01, 0.01, 0.03], places }); // prettier-ignore
    recorder.add({ query: 1, arrivedSeconds: 0.01, finishedSeconds: 0.1, times: [0.05, 0.05, 0.06, 0.06, 0.06, 0.1], places }); // prettier-ignore
    const frame = recorder.takeFrame(0.1, 1, [stage('a'), stage('b')]);
    expect(frame).toMatchObject({ completed: 2, violations: 1, queueDepth: 1, throughput: 20, goodput: 10 }); // prettier-ignore
    expect(frame.utilisation[0]).toBeCloseTo(0.2);
    expect(frame.utilisation[1]).toBeCloseTo(0.6);
    const report = recorder.report(0.2, [stage('a'), stage('b', 0.5)], null);
    expect(report).toMatchObject({ completed: 2, throughput: 10, emulated: ['b'] });
    expect(report.latency.p50).toBeGreaterThanOrEqual(29_900);
    expect(report.latency.max / 90_000).toBeCloseTo(1, 2);
    expect(report.samples.map(({ query }) => query)).toEqual([0, 1]);
    expect(recorder.takeFrame(0.3, 0, [stage('a')])).toMatchObject({ completed: 0, throughput: 0 });
  });

  it('counts busy time by place, whichever configuration it ran', () => {
    const recorder = new RunRecorder(load);
    const query = { arrivedSeconds: 0, finishedSeconds: 0.1 };
    recorder.add({ ...query, query: 0, times: [0, 0, 0.01, 0, 0, 0.03], places: ['a', 'b'] });
    recorder.add({ ...query, query: 1, times: [0, 0, 0.02, 0, 0, 0.05], places: ['b', 'c'] });
    const frame = recorder.takeFrame(0.1, 1, [stage('b'), stage('c')]);
    expect(frame.places).toEqual(['b', 'c']);
    expect(frame.stageSeconds[0]).toBeCloseTo(0.025);
    expect(frame.stageSeconds[1]).toBeCloseTo(0.05);
    expect(frame.utilisation[0]).toBeCloseTo(0.5);
  });

  it('gives percentiles to three digits', () => {
    const latencies = new Latencies();
    const random = createRandom(5);
    const values = Array.from({ length: 20_000 }, () => 0.001 + random.unit());
    for (const value of values) latencies.record(value);
    const sorted = [...values].sort((a, b) => a - b);
    const exact = (share: number) => 1e6 * (sorted[Math.ceil(share * sorted.length) - 1] ?? 0);
    const { p50, p99, p999 } = latencies.figures();
    expect(p50 / exact(0.5)).toBeCloseTo(1, 2);
    expect(p99 / exact(0.99)).toBeCloseTo(1, 2);
    expect(p999 / exact(0.999)).toBeCloseTo(1, 2);
  });

  it('is a trace with a track a stage, and marks for switches', () => {
    const recorder = new RunRecorder(load);
    recorder.add({ query: 0, arrivedSeconds: 0, finishedSeconds: 0.03, times: [0, 0, 0.01, 0.01, 0.01, 0.03], places: ['big', 'little'] }); // prettier-ignore
    recorder.addSwitch({ elapsedSeconds: 0.02, query: 1, pauseSeconds: 0.001 });
    const report = recorder.report(0.1, [stage('big'), stage('little')], null);
    const text = JSON.stringify(chromeTrace(report));
    expect(text).toContain('stage 1 on big');
    expect(text).toContain('new configuration from query 1');
    const { traceEvents } = JSON.parse(text);
    expect(traceEvents.filter(({ ph }: { ph: string }) => ph === 'X')).toHaveLength(2);
  });
});

it('Prometheus reads the figures on the loopback interface', async () => {
  const recorder = new RunRecorder(load);
  recorder.add({
    query: 0,
    arrivedSeconds: 0,
    finishedSeconds: 0.1,
    times: [0, 0, 0.05],
    places: ['a'],
  });
  const frame: RunFrame = recorder.takeFrame(0.1, 2, [stage('a')]);
  const endpoint = await metricsEndpoint(0);
  try {
    endpoint.update(frame);
    const text = await new Promise<string>((resolve) => {
      get(endpoint.url, (response) => {
        let body = '';
        response.on('data', (part) => (body += String(part))).on('end', () => resolve(body));
      });
    });
    expect(endpoint.url).toContain('127.0.0.1');
    expect(text).toContain('cnn_pipeline_queries_total 1');
    expect(text).toContain('cnn_pipeline_slo_violations_total 1');
    expect(text).toContain('cnn_pipeline_utilisation{stage="a"} 0.5');
  } finally {
    await endpoint.close();
  }
});
