import { arrivalTimes } from '../../core/arrivalTimes';
import { createRandom } from '../../core/random';
import type { ReplaySink } from '../replaySink';
import { EpisodeCursor } from './episodeCursor';
import { PipelineClock, type Disturbance } from './pipelineClock';
import { QueriesInside } from './queriesInside';
import { defaultInside, type ReplayEnd, type ReplayJob } from './replayJob';
import { StateSteering } from './stateSteering';
import { PolicySteering, Steering } from './steering';

/** Queries, or changes before one query, between two looks at the request to stop. */
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
  const { table, start, policy, arrivals, scenario, shouldStop = () => false } = job;
  const { space } = table;
  const at = { query: 0, seconds: 0 };
  const byQueries = scenario.axis === 'queries';
  const cursor = new EpisodeCursor(scenario, space.places.length, (state, episode, position) => {
    const seconds = byQueries ? at.seconds : position;
    sink.interference({ query: at.query, seconds }, state, episode);
  });
  const steering = new Steering(space, start, sink);
  const observing =
    policy.sees === 'stages' ? new PolicySteering(space, start, policy.rebalance, steering) : null;
  const knowing =
    policy.sees === 'times' ? new StateSteering(job, policy.choose, cursor, steering) : null;
  const clock = new PipelineClock(table, job.memoryBound, disturbanceOf(job, cursor));
  const times = arrivals.kind === 'closed' ? null : arrivalTimes(arrivals);
  const inside = new QueriesInside(mostInside(job), space.places.length);
  let running = -1;
  let finished = 0;
  const end = (stopped: boolean): ReplayEnd => ({ queries: at.query, seconds: finished, stopped });
  for (; at.query < job.queries; at.query += 1) {
    const { query } = at;
    if (query % patience === 0 && shouldStop()) return end(true);
    const arrival = times?.next();
    if (arrival?.done === true) return end(false);
    const left = inside.isFull ? (inside.first?.finishedSeconds ?? 0) : 0;
    at.seconds = Math.max(arrival?.value ?? 0, left, at.seconds);
    const position = byQueries ? query : at.seconds;
    while (!cursor.advance(position, patience)) if (shouldStop()) return end(true);
    let first = inside.first;
    while (first !== undefined && first.finishedSeconds <= at.seconds) {
      observing?.observed(at, first.decision, first);
      inside.leave();
      first = inside.first;
    }
    knowing?.decide(at);
    if (running !== steering.decision) {
      running = steering.decision;
      clock.exchange(steering.configuration);
    }
    const entering = inside.enter();
    finished = clock.run(query, at.seconds, entering.stageSeconds);
    entering.finishedSeconds = finished;
    entering.decision = running;
    // In a closed loop a query arrives when it is let in.
    const arrived = arrival?.value ?? at.seconds;
    sink.served(query, arrived, finished, entering.stageSeconds, steering.rebalancing);
  }
  return end(false);
}

function mostInside({ arrivals, start }: ReplayJob): number {
  const most = arrivals.kind === 'closed' ? arrivals.inside : null;
  return Math.max(1, Math.trunc(most ?? defaultInside(start)));
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
  const cursors = places.map(
    (_, place) => new EpisodeCursor(scenario, places.length, undefined, place),
  );
  const of = (place: number): EpisodeCursor => cursors[place] as EpisodeCursor;
  return {
    reach: (place, seconds) => void of(place).advance(seconds),
    compute: (place) => of(place).compute[place] as number,
    memory: (place) => of(place).memory[place] as number,
    noise: factor,
  };
}
