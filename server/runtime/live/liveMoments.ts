import { factorWords } from '../../engine/interference/record/interferenceWords';
import { recordedStages } from '../../engine/interference/record/recordedStages';
import { layerMoves, movesLine } from '../../engine/interference/inspect/layerMoves';
import type { Detection } from '../../engine/interference/policy';
import type { ReplayMoment, ReplaySink } from '../../engine/interference/replaySink';
import type { Episode } from '../../engine/interference/scenario';
import type { Configuration } from '../../engine/pipeline/configuration';
import {
  mostMoments,
  type LiveBand,
  type LiveMark,
  type LiveModel,
  type LiveStage,
} from '../../protocol/liveModel';
import type { RecordedStages } from '../../protocol/replayRecord';
import type { TunedSystem } from '../../protocol/tuningResult';
import type { PipelinePlan } from '../plan';
import { liveStage } from './liveStage';

/** What besides figures a live panel shows of a run. */
type ShownMoments = Pick<LiveModel, 'stages' | 'servesResult' | 'marks' | 'bands'>;

/** Interference, detections and switches of a run in words, and the stages that serve. */
export class LiveMoments implements ReplaySink {
  private serving: RecordedStages;
  private stages: readonly LiveStage[];
  private marks: readonly LiveMark[] = [];
  private bands: readonly LiveBand[] = [];

  /**
   * @param begin what serves until it is told otherwise.
   * @param plan stages or whole places: where each place's cores are told.
   */
  constructor(
    private readonly system: TunedSystem,
    private readonly plan: Pick<PipelinePlan, 'stages'>,
    private readonly begin: RecordedStages,
  ) {
    this.serving = begin;
    this.stages = this.stagesOf(begin);
  }

  get shown(): ShownMoments {
    const { stages, marks, bands } = this;
    return { stages, servesResult: isSame(this.serving, this.begin), marks, bands };
  }

  /** Places whose cores are known, in order. */
  get allPlaces(): readonly string[] {
    return this.plan.stages.map(({ place }) => place);
  }

  interference({ seconds }: ReplayMoment, state: 'begin' | 'end', episode: Episode): void {
    const { index, slowdown, name } = episode;
    if (state === 'end') {
      this.bands = this.bands.map((band) =>
        band.episode === index ? { ...band, toSeconds: seconds } : band,
      );
      return;
    }
    const known = (factor: number) => (Number.isFinite(factor) ? factor : null);
    const factors = factorWords({ compute: known(slowdown.compute), memory: known(slowdown.memory) }); // prettier-ignore
    const words = name.includes('×') || factors === '' ? name : `${name} ${factors}`;
    const place = this.placeName(episode.place);
    const band = { episode: index, place, words, fromSeconds: seconds, toSeconds: null };
    this.bands = [...this.bands, band].slice(-mostMoments);
  }

  detection({ seconds }: ReplayMoment, { place, direction }: Detection): void {
    this.mark(seconds, 'detected', `${this.placeName(place)} ${direction}`);
  }

  configuration(
    { seconds }: ReplayMoment,
    cause: 'start' | 'trial' | 'settled',
    configuration: Configuration,
  ): void {
    if (cause === 'start') return;
    const stages = recordedStages(this.system.places, configuration);
    const moves = layerMoves(this.system.layers, this.serving, stages);
    this.serving = stages;
    this.stages = this.stagesOf(stages);
    // What was tried last may be what it stands by.
    this.mark(seconds, cause, moves.words.length === 0 ? 'as it is' : movesLine(moves));
  }

  /** Figures of queries come by frames. */
  served(): void {
    return;
  }

  private mark(elapsedSeconds: number, kind: LiveMark['kind'], words: string): void {
    this.marks = [...this.marks, { elapsedSeconds, kind, words }].slice(-mostMoments);
  }

  private placeName(place: number): string {
    return this.system.places[place]?.name ?? '';
  }

  private stagesOf(stages: RecordedStages): LiveStage[] {
    return stages.flatMap(([start, end, name]) => {
      const place = this.plan.stages.find((one) => one.place === name);
      return place ? [liveStage(this.system, { ...place, start, end })] : [];
    });
  }
}

function isSame(a: RecordedStages, b: RecordedStages): boolean {
  return (
    a.length === b.length &&
    a.every((stage, index) => stage.every((part, at) => part === b[index]?.[at]))
  );
}
