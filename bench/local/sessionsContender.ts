import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mean } from 'simple-statistics';
import { percentile, residentBytes, type Contender, type Sample } from './contender';
import type { SessionPlan, SessionTimes } from './sessionsProcess';

/** Sessions without a pipeline, in a process of their own. */
export async function sessionsContender(
  name: string,
  sessionsFile: string,
  plans: readonly SessionPlan[],
): Promise<Contender> {
  const child = fork(sessionsFile, [JSON.stringify(plans)], { serialization: 'advanced' });
  await answerOf(child);
  return {
    name,
    async measure(seconds) {
      child.send(seconds);
      return sessionsSample(await answerOf(child));
    },
    memoryBytes: () => residentBytes(child.pid),
    async stop() {
      const gone = once(child, 'exit');
      child.disconnect();
      await gone;
    },
  };
}

/** What the sessions showed together: each ran its queries one after the other. */
export function sessionsSample(sessions: readonly SessionTimes[]): Sample {
  const latencies = sessions.flatMap((times) => times.map(([begun, ended]) => ended - begun));
  const rates = sessions.map((times) => {
    const seconds = (times.at(-1)?.[1] ?? NaN) - (times[0]?.[0] ?? NaN);
    return times.length / seconds;
  });
  return {
    throughput: rates.reduce((sum, rate) => sum + rate, 0),
    p99Seconds: percentile(latencies, 0.99),
    busiestSeconds: mean(latencies),
  };
}

async function answerOf(child: ChildProcess): Promise<readonly SessionTimes[]> {
  return new Promise((resolve, reject) => {
    const ended = () => reject(new Error('The sessions’ process ended.'));
    child.once('exit', ended);
    child.once('message', (times) => {
      child.off('exit', ended);
      resolve(times as readonly SessionTimes[]);
    });
  });
}
