import {
  minuteSeconds,
  type LiveFigure,
  type LiveLoad,
  type LiveMark,
  type LivePoint,
  type LiveTotals,
  type LiveUpdate,
} from '../../protocol/liveModel';
import type { RunFrame, SwitchMark } from '../../protocol/liveRun';
import { formatSeconds } from '../../engine/core/units';
import { liveFigures, liveSummary } from './liveFigures';
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
  private configuration = 0;
  private changes: LiveMark[] = [];

  /** @param places names of the stages' places, in order. */
  constructor(
    private readonly load: LiveLoad,
    private readonly places: readonly string[],
  ) {}

  get minute(): readonly LivePoint[] {
    return this.last;
  }

  get whole(): readonly LivePoint[] {
    return this.points;
  }

  get marks(): readonly LiveMark[] {
    return this.changes;
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
    return now && totals ? liveSummary(totals, now, this.load, this.places) : '';
  }

  /** Takes a frame, and tells what it adds. */
  add(frame: RunFrame): LiveUpdate {
    const moment = pointOf(frame);
    const { elapsedSeconds, whole } = frame;
    this.deepestQueue = Math.max(this.deepestQueue, frame.queueDepth);
    const totals = { ...whole, elapsedSeconds, deepestQueue: this.deepestQueue };
    if (frame.configuration > this.configuration) {
      this.configuration = frame.configuration;
      this.changes = [...this.changes, { elapsedSeconds, words: `change ${frame.configuration}` }];
    }
    this.soFar = totals;
    const point = this.addToMinute(moment);
    return {
      point,
      whole: this.addToWhole(moment),
      marks: this.changes,
      totals,
      figures: this.figures,
      summary: this.summary,
    };
  }

  /** Takes the exact times of the changes, once the run has ended. */
  setSwitches(switches: readonly SwitchMark[]): void {
    this.changes = switches.map(({ elapsedSeconds, pauseSeconds }, index) => ({
      elapsedSeconds,
      words: `change ${index + 1}, pause ${formatSeconds(pauseSeconds)}`,
    }));
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
