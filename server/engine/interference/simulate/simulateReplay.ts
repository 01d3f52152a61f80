import { arrivalTimes } from '../../core/arrivalTimes';
import { createRandom } from '../../core/random';
import type { ReplaySink } from '../replaySink';
import { slowedTable } from '../slowedTable';
import { EpisodeCursor } from './episodeCursor';
import { PipelineClock, type Disturbance } from './pipelineClock';
import { QueriesInside } from './queriesInside';
import { defaultInside, type ReplayEnd, type ReplayJob } from './replayJob';
import { PolicySteering, Steering } from './steering';

/** Queries between two looks at the request to stop. */
const patience = 256;

/**
 * Serves a stream of queries in virtual time and tells the sink of everything. A query is admitted
 * when it has arrived and there is room inside; then the policy has heard of all that left before and
 * ran by its last decision, and its answer holds from this query on. Trials are served like any other
 * query. Memory does not grow with the queries, and none is allocated for a query.
 *
 * Interference on the axis of queries slows a query on its whole way; on the axis of seconds it slows
 * the stages that begin while it lasts.
 */
export function simulateReplay(job: ReplayJob, sink: ReplaySink): ReplayEnd {
  const { table, start, policy, queries, shouldStop = () => false } = job;
  const { space } = table;
  const at = { query: 0, seconds: 0 };
  const steering = new Steering(space, start, sink);
  const byQueries = job.scenario.axis === 'queries';
  const cursor = new EpisodeCursor(
    job.scenario,
    space.places.length,
    (state, episode, position) => {
      sink.interference(
        { query: at.query, seconds: byQueries ? at.seconds : position },
        state,
        episode,
      );
    },
  );
  const clock = new PipelineClock(table, job.memoryBound, disturbanceOf(job, cursor));
  clock.exchange(steering.configuration);
  const seesStages = policy.sees === 'stages';
  const driver = seesStages ? new PolicySteering(space, start, policy.rebalance, steering) : null;
  const { arrivals } = job;
  const times = arrivals.kind === 'closed' ? null : arrivalTimes(arrivals);
  const most = (arrivals.kind === 'closed' ? arrivals.inside : null) ?? defaultInside(start);
  const inside = new QueriesInside(Math.max(1, most), space.places.length);
  let running = -1;
  let chosenFor = -1;
  let finished = 0;
  for (let query = 0; query < queries; query += 1) {
    if (query % patience === 0 && shouldStop())
      return { queries: query, seconds: finished, stopped: true };
    let arrived = 0;
    if (times !== null) {
      const next = times.next();
      if (next.done === true) return { queries: query, seconds: finished, stopped: false };
      arrived = next.value;
    }
    const left = inside.isFull ? (inside.first?.finishedSeconds ?? 0) : 0;
    const admitted = Math.max(arrived, left, at.seconds);
    at.query = query;
    at.seconds = admitted;
    cursor.advance(byQueries ? query : admitted);
    for (
      let first = inside.first;
      first && first.finishedSeconds <= admitted;
      first = inside.first
    ) {
      driver?.observed(at, first.decision, first);
      inside.leave();
    }
    if (policy.sees === 'times' && chosenFor !== cursor.version) {
      chosenFor = cursor.version;
      const slowed = slowedTable(table, job.memoryBound, (place) => cursor.slowdown(place));
      steering.decide(at, { configuration: policy.choose(slowed), mode: 'serve', detected: null });
    }
    if (running !== steering.decision) {
      running = steering.decision;
      clock.exchange(steering.configuration);
    }
    const entering = inside.enter();
    if (entering === null) break;
    finished = clock.run(query, admitted, entering.stageSeconds);
    entering.finishedSeconds = finished;
    entering.decision = steering.decision;
    // In a closed loop a query arrives when it is let in.
    const since = times === null ? admitted : arrived;
    sink.served(query, since, finished, entering.stageSeconds, steering.rebalancing);
  }
  return { queries, seconds: finished, stopped: false };
}

/** Factors at the query's position, or, on the axis of seconds, at the beginning of each stage. */
function disturbanceOf(
  { scenario, table, noise, seed }: ReplayJob,
  shared: EpisodeCursor,
): Disturbance {
  const { places } = table.space;
  const random = createRandom(seed);
  const factor = noise > 0 ? () => 1 + noise * random.signed() : () => 1;
  if (scenario.axis === 'queries') {
    return {
      reach: () => undefined,
      compute: (place) => shared.compute[place] as number,
      memory: (place) => shared.memory[place] as number,
      noise: factor,
    };
  }
  // Queries reach a place in order, but places at times of their own.
  const cursors = places.map(() => new EpisodeCursor(scenario, places.length));
  const of = (place: number): EpisodeCursor => cursors[place] as EpisodeCursor;
  return {
    reach: (place, seconds) => of(place).advance(seconds),
    compute: (place) => of(place).compute[place] as number,
    memory: (place) => of(place).memory[place] as number,
    noise: factor,
  };
}
