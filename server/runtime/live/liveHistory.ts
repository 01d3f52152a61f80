import {
  minuteSeconds,
  type LiveFigure,
  type LiveLoad,
  type LivePoint,
  type LiveTotals,
  type LiveUpdate,
} from '../../protocol/liveModel';
import type { RunFrame } from '../../protocol/liveRun';
import { liveFigures, liveSummary } from './liveFigures';
import type { LiveMoments } from './liveMoments';
import { mergedPoint, pointOf } from './livePoint';

/** Most points of the whole run: as many as a wide panel can show. */
const mostPoints = 600;
/** Figures of the last minute are over so long. */
const smoothSeconds = 1;

/** What a run has shown so far, in bounded memory: its last minute, and all of it in fewer points. */
export class LiveHistory {
  private readonly last: LivePoint[] = [];
  private readonly recent: LivePoint[] = [];
  private points: LivePoint[] = [];
  /** Moments of the newest point of the whole run, and how many make one. */
  private open: LivePoint[] = [];
  private momentsOfPoint = 1;
  private soFar: LiveTotals | null = null;
  private deepestQueue = 0;
  private served: string[] = [];

  constructor(
    private readonly load: LiveLoad,
    private readonly moments: LiveMoments,
  ) {}

  get minute(): readonly LivePoint[] {
    return this.last;
  }

  get whole(): readonly LivePoint[] {
    return this.points;
  }

  /** Places that served so far: what figures of points are of. */
  get places(): readonly string[] {
    return this.served;
  }

  get totals(): LiveTotals | null {
    return this.soFar;
  }

  get figures(): readonly LiveFigure[] {
    const [now, totals] = [this.last.at(-1), this.soFar];
    return now && totals ? liveFigures(totals, now, this.load) : [];
  }

  get summary(): string {
    const [now, totals] = [this.last.at(-1), this.soFar];
    return now && totals ? liveSummary(totals, now, this.load, this.served) : '';
  }

  /** Takes a frame, and tells what it adds. */
  add(frame: RunFrame): LiveUpdate {
    const isNew = (place: string) => !this.served.includes(place);
    if (frame.places.some(isNew)) this.served = [...this.served, ...frame.places.filter(isNew)];
    const moment = pointOf(frame, this.served);
    const { elapsedSeconds, whole } = frame;
    this.deepestQueue = Math.max(this.deepestQueue, frame.queueDepth);
    const totals = { ...whole, elapsedSeconds, deepestQueue: this.deepestQueue };
    this.soFar = totals;
    const point = this.addToMinute(moment);
    return {
      point,
      whole: this.addToWhole(moment),
      ...this.moments.shown,
      places: this.served,
      totals,
      figures: this.figures,
      summary: this.summary,
    };
  }

  private addToMinute(moment: LivePoint): LivePoint {
    const { elapsedSeconds } = moment;
    this.recent.push(moment);
    dropUntil(this.recent, elapsedSeconds - smoothSeconds);
    const { throughput, p50Seconds, p99Seconds, utilisation, stageSeconds } = mergedPoint(this.recent); // prettier-ignore
    const point = { ...moment, throughput, p50Seconds, p99Seconds, utilisation, stageSeconds };
    this.last.push(point);
    dropUntil(this.last, elapsedSeconds - minuteSeconds);
    return point;
  }

  private addToWhole(moment: LivePoint): LiveUpdate['whole'] {
    this.open.push(moment);
    const isNew = this.open.length === 1;
    const from = isNew ? this.points.length : this.points.length - 1;
    this.points[from] = mergedPoint(this.open);
    if (this.open.length < this.momentsOfPoint) return this.tail(from);
    this.open = [];
    if (this.points.length < mostPoints) return this.tail(from);
    this.momentsOfPoint *= 2;
    this.points = pairs(this.points);
    return this.tail(0);
  }

  private tail(from: number): LiveUpdate['whole'] {
    return { from, points: this.points.slice(from) };
  }
}

/** Drops points at the front that ended before or at a time. */
function dropUntil(points: LivePoint[], seconds: number): void {
  const kept = points.findIndex(({ elapsedSeconds }) => elapsedSeconds > seconds);
  points.splice(0, kept < 0 ? points.length : kept);
}

function pairs(points: readonly LivePoint[]): LivePoint[] {
  const half = Array.from({ length: Math.ceil(points.length / 2) }, (_, index) => 2 * index);
  return half.map((index) => mergedPoint(points.slice(index, index + 2)));
}
