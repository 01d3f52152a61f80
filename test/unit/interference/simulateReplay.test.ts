import { describe, expect, it } from 'vitest';
import type { Policy } from '../../../server/engine/interference/policy';
import type { Scenario } from '../../../server/engine/interference/scenario';
import { simulateReplay } from '../../../server/engine/interference/simulate/simulateReplay';
import { jobOf, keepingSink, scenarioOf, stagesOf } from '../../fixtures/replayJobs';
import { tableOf } from '../../fixtures/timeTables';

/** Three layers on two places: 2, 1 and 3 seconds on both; sending 10 bytes takes 1 second. */
const seconds = [
  [2, 2],
  [1, 1],
  [3, 3],
];
const table = tableOf({ seconds, cutBytes: [0, 0, 10, 0], secondsPerByte: 0.1 });
const halves = stagesOf([2, 0], [3, 1]);
const quiet = scenarioOf('queries');

describe('a replay of two stages', () => {
  it('begins a stage when the query is there and the place is free', () => {
    const { sink, told } = keepingSink();
    const scenario = scenarioOf('queries', [0, 2, 1, 2]);
    const end = simulateReplay(jobOf(table, halves, { scenario, queries: 3 }), sink);
    // All three are let in at 0. Stage 1: 0–3, 3–9 (twice as long), 9–12; then 1 s to send; stage 2 takes 3 s.
    expect(told).toStrictEqual([
      ['start', [[2, 0], [3, 1]], 0, 0],
      ['served', 0, 0, 7, [3, 3], false],
      ['interference', 'begin', 0, 1, 0],
      ['served', 1, 0, 13, [6, 3], false],
      ['interference', 'end', 0, 2, 0],
      ['served', 2, 0, 16, [3, 3], false],
    ]); // prettier-ignore
    expect(end).toStrictEqual({ queries: 3, seconds: 16, stopped: false });
  });

  it('lets a query in when there is room', () => {
    const { sink, told } = keepingSink();
    const arrivals = { kind: 'closed', inside: 1 } as const;
    simulateReplay(jobOf(table, halves, { scenario: quiet, queries: 3, arrivals }), sink);
    expect(told.slice(1)).toStrictEqual([
      ['served', 0, 0, 7, [3, 3], false],
      ['served', 1, 7, 14, [3, 3], false],
      ['served', 2, 14, 21, [3, 3], false],
    ]);
  });

  it('counts the transfer as part of the stage where it blocks', () => {
    const blocking = tableOf({ seconds, cutBytes: [0, 0, 10, 0], secondsPerByte: 0.1, overlapped: false });
    const { sink, told } = keepingSink();
    simulateReplay(jobOf(blocking, halves, { scenario: quiet, queries: 2 }), sink);
    // The first place is busy until 4, then until 8.
    expect(told.slice(1)).toStrictEqual([
      ['served', 0, 0, 7, [4, 3], false],
      ['served', 1, 0, 11, [4, 3], false],
    ]);
  }); // prettier-ignore

  it('sends one output at a time', () => {
    const slowLink = tableOf({ seconds, cutBytes: [0, 0, 10, 0], secondsPerByte: 0.5 });
    const { sink, told } = keepingSink();
    simulateReplay(jobOf(slowLink, halves, { scenario: quiet, queries: 3 }), sink);
    // Outputs are ready at 3, 6 and 9, and sent 3–8, 8–13 and 13–18.
    expect(told.slice(1).map(([, , , finished]) => finished)).toStrictEqual([11, 16, 21]);
  });

  it('slows layers by what bounds them', () => {
    const { sink, told } = keepingSink();
    const scenario = scenarioOf('queries', [0, [2, 3], 0, 9], [0, [1, 2], 0, 9]);
    const memoryBound = [Uint8Array.of(0, 1, 0)];
    simulateReplay(jobOf(table, halves, { scenario, queries: 1, memoryBound }), sink);
    // 2 s that compute ×2, 1 s that waits for memory ×3 ×2.
    expect(told.at(-1)).toStrictEqual(['served', 0, 0, 14, [10, 3], false]);
  });

  it('slows what begins while interference lasts, on the axis of seconds', () => {
    const { sink, told } = keepingSink();
    const scenario = scenarioOf('seconds', [1, 2, 8, 12]);
    const arrivals = { kind: 'closed', inside: 2 } as const;
    simulateReplay(jobOf(table, halves, { scenario, queries: 4, arrivals }), sink);
    // Stage 2 begins at 4, 7, 11 (twice as long) and 17.
    expect(told.slice(1)).toStrictEqual([
      ['served', 0, 0, 7, [3, 3], false],
      ['served', 1, 0, 10, [3, 3], false],
      ['served', 2, 7, 17, [3, 6], false],
      ['interference', 'begin', 0, 3, 8],
      ['served', 3, 10, 20, [3, 3], false],
    ]);
  });

  it('counts latency from the intended arrival in an open loop', () => {
    const { sink, told } = keepingSink();
    const arrivals = { kind: 'trace', seconds: [0, 1, 50] } as const;
    const end = simulateReplay(
      jobOf(table, halves, { scenario: quiet, queries: 9, arrivals }),
      sink,
    );
    expect(told.slice(1)).toStrictEqual([
      ['served', 0, 0, 7, [3, 3], false],
      ['served', 1, 1, 10, [3, 3], false],
      ['served', 2, 50, 57, [3, 3], false],
    ]);
    expect(end).toStrictEqual({ queries: 3, seconds: 57, stopped: false });
  });

  it('lets a place finish its older queries before a new configuration uses it', () => {
    /** Turns the places round after the first query that left. */
    const turning: Policy = function* (_, start) {
      yield { configuration: start, mode: 'serve', detected: null };
      const configuration = stagesOf([2, 1], [3, 0]);
      yield { configuration, mode: 'trial', detected: { place: 1, direction: 'slower' } };
      for (;;) yield { configuration, mode: 'serve', detected: null };
    };
    const { sink, told } = keepingSink();
    const arrivals = { kind: 'closed', inside: 2 } as const;
    const policy = { sees: 'stages', rebalance: turning } as const;
    simulateReplay(jobOf(table, halves, { scenario: quiet, queries: 6, arrivals, policy }), sink);
    expect(told).toStrictEqual([
      ['start', [[2, 0], [3, 1]], 0, 0],
      ['served', 0, 0, 7, [3, 3], false],
      ['served', 1, 0, 10, [3, 3], false],
      ['detection', { place: 1, direction: 'slower' }, 2],
      ['trial', [[2, 1], [3, 0]], 2, 7],
      // Let in at 7; place 1 is busy with query 1 until 10.
      ['served', 2, 7, 17, [3, 3], true],
      ['served', 3, 10, 20, [3, 3], true],
      // Query 2 left at 17: the trial has been seen.
      ['settled', [[2, 1], [3, 0]], 4, 17],
      ['served', 4, 17, 24, [3, 3], false],
      ['served', 5, 20, 27, [3, 3], false],
    ]); // prettier-ignore
  });

  it('asks who knows the times at every change of state, before the query runs', () => {
    const { sink, told } = keepingSink();
    const scenario = scenarioOf('queries', [0, 4, 1, 2]);
    const choose = (slowed: { seconds(layer: number, place: number): number }) =>
      slowed.seconds(0, 0) > 2 ? stagesOf([3, 1]) : halves;
    const policy = { sees: 'times', choose } as const;
    simulateReplay(jobOf(table, halves, { scenario, queries: 3, policy }), sink);
    expect(told).toStrictEqual([
      ['start', [[2, 0], [3, 1]], 0, 0],
      ['served', 0, 0, 7, [3, 3], false],
      ['interference', 'begin', 0, 1, 0],
      ['settled', [[3, 1]], 1, 0],
      ['served', 1, 0, 13, [6], false],
      ['interference', 'end', 0, 2, 0],
      ['settled', [[2, 0], [3, 1]], 2, 0],
      ['served', 2, 0, 16, [3, 3], false],
    ]); // prettier-ignore
  });

  it('ends where it is told to stop', () => {
    const { sink, told } = keepingSink();
    let asked = 0;
    const shouldStop = () => (asked += 1) > 1;
    const end = simulateReplay(jobOf(table, halves, { scenario: quiet, queries: 1e6, shouldStop }), sink); // prettier-ignore
    expect(end.stopped).toBe(true);
    expect(told.filter(([what]) => what === 'served')).toHaveLength(end.queries);
    expect(end.queries).toBeLessThan(1000);
  });

  it('hears of a stop while endless interference changes before the next query arrives', () => {
    const { sink } = keepingSink();
    const blinking: Scenario = {
      ...quiet,
      axis: 'seconds',
      *episodes() {
        const slowdown = { compute: 2, memory: 2 };
        for (let from = 0; ; from += 1e-3)
          yield { index: 0, place: 0, name: 'blink', slowdown, from, to: from + 5e-4 };
      },
    };
    let asked = 0;
    const shouldStop = () => (asked += 1) > 3;
    const arrivals = { kind: 'trace', seconds: [0, 1e12] } as const;
    const job = jobOf(table, halves, { scenario: blinking, queries: 2, arrivals, shouldStop });
    expect(simulateReplay(job, { ...sink, interference: () => {} })).toStrictEqual({
      queries: 1,
      seconds: 10,
      stopped: true,
    });
  });
});
