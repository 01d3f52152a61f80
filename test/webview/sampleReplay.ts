import type {
  ReplayAnswer,
  ReplayBand,
  ReplayCurves,
  ReplayEpisode,
  ReplayLane,
  ReplayMark,
  ReplayModel,
  ReplayMoment,
  ReplayQuery,
  ReplayWindowRequest,
} from '../../server/protocol/replayModel';

/** How a sample differs. */
export interface SampleReplay {
  readonly queries?: number;
  readonly episodes?: number;
  readonly places?: number;
  /** Titles of the policies; the last one is the bound. */
  readonly titles?: readonly string[];
  readonly problems?: readonly string[];
  readonly axis?: 'queries' | 'seconds';
  readonly slo?: number | null;
  /** Name of every place and layer; by number where absent. */
  readonly name?: string;
}

const quiet = 200;
/** Queries from an episode's begin until it is noticed, and until rebalancing is settled. */
const noticed = 0.05;
const settled = 0.25;

/** A replay whose every figure follows from its position, and what a server answers about it. */
export function sampleReplay(sample: SampleReplay = {}): {
  readonly model: ReplayModel;
  readonly answer: (query: ReplayQuery) => ReplayAnswer;
} {
  const made = new Sample(sample);
  return { model: made.model, answer: (query) => made.answer(query) };
}

class Sample {
  readonly model: ReplayModel;
  private readonly queries: number;
  private readonly count: number;
  private readonly places: number;

  constructor(private readonly sample: SampleReplay) {
    this.queries = sample.queries ?? 4000;
    this.count = sample.episodes ?? 4;
    this.places = sample.places ?? 4;
    const titles = sample.titles ?? ['ODIN α 10', 'LLS', 'static', 'bound'];
    this.model = {
      title: `${sample.name ?? 'VGG16'} on server-4x8, scenario mem-6`,
      subtitle: `${this.queries} queries · closed loop · simulated · seed 1`,
      problems: sample.problems ?? [],
      axis: sample.axis ?? 'queries',
      end: this.at(this.queries),
      sloSeconds: sample.slo === undefined ? 0.04 : sample.slo,
      quietThroughput: quiet,
      places: Array.from({ length: this.places }, (_, place) => ({
        name: sample.name ?? `ep${place}`,
        fast: place % 2 === 0,
        description: '8×3.0 GHz',
      })),
      policies: titles.map((title, policy) => ({
        title,
        isBound: policy === titles.length - 1 && titles.length > 1,
        queries: this.queries,
        end: this.at(this.queries),
        throughput: 180 - 10 * policy,
        p99Seconds: 0.041 + 0.002 * policy,
        violations: 12 * this.count,
        detections: this.count,
        trials: 5 * this.count,
        switches: this.count,
        rebalancingQueries: Math.round(this.queries * 0.03),
        shareOfBound: 0.94 - 0.05 * policy,
      })),
      episodes: this.count,
      summary: `${titles.length} policies under ${this.count} episodes of interference.`,
    };
  }

  answer(query: ReplayQuery): ReplayAnswer {
    switch (query.kind) {
      case 'window':
        return { kind: 'window', window: this.window(query.window) };
      case 'moment':
        return { kind: 'moment', moments: this.model.policies.map((_, policy) => this.moment(policy, query.position)) }; // prettier-ignore
      case 'event': {
        const begins = Array.from({ length: this.count }, (_, index) => this.begin(index));
        const found =
          query.direction === 'next'
            ? begins.find((begin) => begin > query.position)
            : begins.findLast((begin) => begin < query.position);
        const words =
          found === undefined ? 'No event.' : `ep${begins.indexOf(found) % this.places} slowed`;
        return { kind: 'event', position: found ?? null, words };
      }
      case 'episodes': {
        const count = Math.max(0, Math.min(query.count, this.count - query.from));
        return { kind: 'episodes', episodes: Array.from({ length: count }, (_, row) => this.episode(query.from + row)) }; // prettier-ignore
      }
      case 'csv':
        return { kind: 'csv', text: 'query,throughput\n' };
    }
  }

  private at(query: number): number {
    return this.sample.axis === 'seconds' ? query / quiet : query;
  }

  private begin(index: number): number {
    return this.at(Math.floor(((index + 0.3) * this.queries) / Math.max(1, this.count)));
  }

  private finish(index: number): number {
    return this.begin(index) + this.at(Math.floor((0.4 * this.queries) / Math.max(1, this.count)));
  }

  /** The episode at a position, and which part 0…1 of it is over; null where nothing interferes. */
  private episodeAt(position: number): { readonly index: number; readonly share: number } | null {
    if (this.count === 0) return null;
    const span = this.model.end / this.count;
    const index = Math.min(this.count - 1, Math.floor(position / span));
    const [begin, end] = [this.begin(index), this.finish(index)];
    return position >= begin && position < end ? { index, share: (position - begin) / Math.max(1e-9, end - begin) } : null; // prettier-ignore
  }

  private throughput(policy: number, position: number): number {
    const episode = this.episodeAt(position);
    if (!episode) return quiet;
    const isBound = this.model.policies[policy]?.isBound === true;
    if (isBound) return 168;
    const reached = 160 - 25 * policy;
    return episode.share < settled ? 104 + (reached - 104) * (episode.share / settled) : reached;
  }

  private window({ from, to, columns }: ReplayWindowRequest) {
    const width = (to - from) / columns;
    const curves = this.model.policies.map((_, policy): ReplayCurves => {
      const rates = Array.from({ length: columns }, (_column, column) => this.throughput(policy, from + (column + 0.5) * width)); // prettier-ignore
      const latency = rates.map((rate, column) => (4.4 / rate) * (1 + 0.02 * Math.sin(column)));
      return {
        throughput: rates.map((rate, column) => rate + Math.sin(column * 1.7)),
        latencyMin: latency.map((seconds) => seconds * 0.85),
        latencyP50: latency.map((seconds) => seconds * 0.95),
        latencyP99: latency.map((seconds) => seconds * 1.15),
        latencyMax: latency.map((seconds) => seconds * 1.4),
        violations: latency.map((seconds) => (seconds * 1.15 > 0.04 ? 3 : 0)),
        marks: this.marks(from, to, columns),
      };
    });
    return { from, to, columns, curves, bands: this.bands(from, to, columns) };
  }

  /** Episodes that touch a window; of very many, one in so many columns. */
  private touching(from: number, to: number, columns: number): { index: number; count: number }[] {
    if (this.count === 0) return [];
    const span = this.model.end / this.count;
    const first = Math.max(0, Math.floor(from / span));
    const last = Math.min(this.count - 1, Math.floor(to / span));
    const step = Math.max(1, Math.ceil((last - first + 1) / columns));
    const found = [];
    for (let index = first; index <= last; index += step) found.push({ index, count: step });
    return found;
  }

  private bands(from: number, to: number, columns: number): ReplayBand[] {
    return this.touching(from, to, columns).map(({ index, count }) => ({
      place: index % this.places,
      from: this.begin(index),
      to: this.finish(index),
      count,
      words: 'mem-6 ×1.9',
    }));
  }

  private marks(from: number, to: number, columns: number): ReplayMark[] {
    return this.touching(from, to, columns).flatMap(({ index, count }): ReplayMark[] => {
      const begin = this.begin(index);
      const length = this.finish(index) - begin;
      const [found, done] = [begin + noticed * length, begin + settled * length];
      const place = this.model.places[index % this.places]?.name ?? '';
      return [
        { kind: 'detection', from: found, to: found, count, words: `${place} slower` },
        { kind: 'trial', from: found, to: done, count: 5 * count, words: '' },
        { kind: 'switch', from: done, to: done, count, words: 'conv5_1: ep3 → ep2' },
      ];
    });
  }

  private moment(policy: number, position: number): ReplayMoment {
    const episode = this.episodeAt(position);
    const query = Math.round(this.sample.axis === 'seconds' ? position * quiet : position);
    const slowed = episode === null ? -1 : episode.index % this.places;
    const lanes = Array.from({ length: this.places }, (_, place) => this.lane(place, place === slowed)); // prettier-ignore
    const changed = this.touching(0, position, Infinity).findLast(({ index }) => this.begin(index) < position); // prettier-ignore
    return {
      policy,
      query,
      seconds: query / quiet,
      mode: episode !== null && episode.share < settled ? 'rebalancing' : 'serving',
      lanes,
      periodSeconds: 0.005,
      axisSeconds: 0.0055,
      throughput: this.throughput(policy, position),
      p99Seconds: 4.4 / this.throughput(policy, position) + 0.001,
      shareOfBound: 0.94 - 0.05 * policy,
      lastChange: changed === undefined ? null : { query: Math.round(this.begin(changed.index)), words: ['conv5_1: ep3 → ep2'] }, // prettier-ignore
      movedLayers: changed === undefined ? [] : [11],
    };
  }

  private lane(place: number, isSlowed: boolean): ReplayLane {
    const { name } = this.sample;
    const segments = Array.from({ length: 4 }, (_, layer) => ({
      layer: place * 4 + layer,
      name: name ?? `conv${place + 1}_${layer + 1}`,
      seconds: 0.0012 - 0.0001 * layer - 0.00002 * place,
    }));
    const computeSeconds = segments.reduce((sum, { seconds }) => sum + seconds, 0);
    return {
      place: name ?? `ep${place}`,
      fast: place % 2 === 0,
      description: '8×3.0 GHz',
      stage: place + 1,
      segments,
      computeSeconds,
      transferSeconds: place === this.places - 1 ? 0 : 0.0001,
      idleSeconds: Math.max(0, 0.005 - computeSeconds),
      busy: computeSeconds / 0.005,
      bottleneck: place === 0,
      bottleneckIsTransfer: false,
      interference: isSlowed ? `×1.9 ${name ?? 'mem-6'}` : '',
    };
  }

  private episode(index: number): ReplayEpisode {
    const length = this.finish(index) - this.begin(index);
    return {
      index,
      from: this.begin(index),
      to: this.finish(index),
      place: this.model.places[index % this.places]?.name ?? '',
      words: this.sample.name ?? 'mem-6 ×1.9',
      policies: this.model.policies.map((_, policy) => ({
        detectedAfter: policy === 2 ? null : Math.round(noticed * length),
        trials: policy === 2 ? 0 : 5,
        settledAfter: policy === 2 ? null : Math.round(settled * length),
        overSlo: 31 + index,
        recovered: policy === 2 ? null : 0.96 - 0.05 * policy,
      })),
    };
  }
}
