import { evaluate } from '../../../cost/evaluate';
import {
  copyConfiguration,
  createConfiguration,
  sameConfiguration,
  type Configuration,
} from '../../../pipeline/configuration';
import { createObservation } from '../../../pipeline/observation';
import type { Space } from '../../../pipeline/space';
import type { Detection } from '../../policy';
import { StageDetector } from '../stageDetector';
import { believedTable } from './believedTable';
import { Expectations, type ExpectationOptions } from './expectations';
import { Persistence } from './persistence';
import { isTurned, proposal } from './proposal';
import { Situation } from './situation';
import { SlowedBelief, type AskedStage } from './slowedBelief';
import { askedStage, computingLevel, periodOf, StageLevels } from './stageLevels';

/** Share of the period that another configuration must be believed to gain. */
const leastGain = 0.005;
/** Most trials for one state of interference. */
const mostTrials = 6;
/** What a stage time must be known to, relatively, and the most queries that are waited for it. */
const wellKnown = 0.02;
const mostQueries = 8;
/** Queries that are enough where one of them is far from what is expected. */
const surprisedQueries = 3;
/** Delays until the start is looked at again, at least, and what turning places round costs of them. */
const leastDelays = 8;
const turningDelays = 0.5;

/** What calibrated rebalancing is told beside stage times. */
export interface CalibratedPolicyOptions extends ExpectationOptions {
  /** Share of the throughput that looking again at what was given up may cost. */
  readonly price: number;
}

/** What calibrated rebalancing knows and decides; {@link calibrated} leads it from query to query. */
export class CalibratedMind {
  /** What is to serve. */
  readonly current: Configuration;
  /** True where it is a trial. */
  isTrial = false;
  private readonly home: Configuration;
  private readonly belief: SlowedBelief;
  private readonly expected: Expectations;
  private readonly detector: StageDetector;
  private readonly levels: StageLevels;
  private readonly situation = new Situation();
  private readonly persistence: Persistence;
  /** 1 for places that the start showed to be slowed: no other stage can make them look quiet. */
  private readonly isSure: Uint8Array;
  private readonly delay: number;
  private knowsHome = false;
  private mustChoose = true;
  private trials = 0;
  /** Queries until the start is looked at again. */
  private untilHome = Infinity;

  constructor(
    private readonly space: Space,
    start: Configuration,
    private readonly options: CalibratedPolicyOptions,
  ) {
    const capacity = space.places.length;
    this.home = createConfiguration(capacity);
    this.current = createConfiguration(capacity);
    copyConfiguration(start, this.home);
    copyConfiguration(start, this.current);
    this.belief = new SlowedBelief(space);
    this.expected = new Expectations(this.belief, options);
    this.detector = new StageDetector(options.threshold);
    this.detector.restart(start.stages);
    this.levels = new StageLevels(capacity);
    this.isSure = new Uint8Array(capacity);
    this.delay = 2 * start.stages;
    this.persistence = new Persistence(capacity, this.delay);
  }

  /** Takes in a query of a configuration that serves anew. */
  look(stageSeconds: Float64Array): void {
    this.persistence.pass();
    this.detector.observe(stageSeconds);
    this.levels.add(stageSeconds, this.current.stages);
  }

  /** True where enough queries were seen to know the stage times. */
  get hasSeen(): boolean {
    if (!this.detector.isReady) return false;
    const { count } = this.levels;
    const needed = Math.ceil((this.detector.noise / wellKnown) ** 2);
    if (count >= Math.max(1, Math.min(mostQueries, needed))) return true;
    return count >= surprisedQueries && this.isSurprising;
  }

  /** Compares what a configuration showed with what was expected of it. */
  compare(): void {
    const { current, levels, belief, noise } = this;
    const periodSeconds = periodOf(this.space, current, levels);
    let isSurprised = false;
    for (let s = 0; s < current.stages; s += 1) {
      const stage = askedStage(current, s);
      const level = computingLevel(this.space, current, s, levels);
      if (this.expected.isHidden(stage, level, Math.log(periodSeconds))) continue;
      if (this.knowsHome) isSurprised = this.judge(stage, level, noise) || isSurprised;
      belief.see(stage, level, noise, this.isHome && !belief.isSlowed(stage.place));
      if (this.isHome) this.isSure[stage.place] = belief.isSlowed(stage.place) ? 1 : 0;
      if (this.isHome && !belief.isSlowed(stage.place)) {
        this.persistence.end(stage.place);
        belief.confirm(stage.place);
      }
    }
    this.knowsHome = true;
    if (isSurprised) this.changed();
    this.situation.add(current, periodSeconds);
    this.mustChoose = true;
  }

  /** Takes in a query of what it stands by; tells what has changed. */
  watch(stageSeconds: Float64Array): Detection | null {
    const { current, detector, levels, space } = this;
    this.persistence.pass();
    this.untilHome -= 1;
    const most = detector.observe(stageSeconds);
    if (most < 0) return null;
    for (let s = 0; s < current.stages; s += 1) {
      levels.set(s, detector.reference(s) + (detector.isChanged(s) ? detector.shift(s) : 0));
    }
    const detection: Detection = {
      place: current.places[most] ?? 0,
      direction: detector.shift(most) > 0 ? 'slower' : 'faster',
    };
    for (let s = 0; s < current.stages; s += 1) {
      const stage = askedStage(current, s);
      const level = computingLevel(space, current, s, levels);
      if (detector.isChanged(s)) {
        this.isSure[stage.place] = 0;
        this.enter(stage, level, detector.shift(s) > 0);
        detector.accept(s);
      }
      this.belief.see(stage, level, detector.noise / 2, false);
    }
    this.changed();
    this.situation.add(current, periodOf(space, current, levels));
    this.mustChoose = true;
    return detection;
  }

  /** Decides what is to serve; false where it stays as it is. */
  choose(): boolean {
    const { belief, space, situation } = this;
    if (this.untilHome <= 0) return this.tryHome();
    if (!this.mustChoose) return false;
    this.isTrial = false;
    const isQuiet = space.places.every((_, place) => !belief.isSlowed(place));
    if (isQuiet || this.persistence.isFleeting) {
      // What is fleeting is asked again until it lasts.
      this.mustChoose = !isQuiet;
      return this.go(this.home);
    }
    this.mustChoose = false;
    const { best } = situation;
    if (best === undefined) return false;
    const table = believedTable(space, belief);
    if (this.trials < mostTrials) {
      const proposed = proposal(table, {
        current: this.current,
        home: this.home,
        periodSeconds: best.periodSeconds * (1 - leastGain),
        turning: this.delay / this.persistence.expected,
        isKnown: (one) => situation.has(one),
      });
      if (proposed !== null) {
        this.isTrial = true;
        this.trials += 1;
        return this.go(proposed);
      }
    }
    const observation = createObservation(space.places.length);
    evaluate(table, this.home, observation);
    const loss = Math.max(0, observation.periodSeconds / best.periodSeconds - 1);
    const turning = isTurned(best.configuration, this.home) ? turningDelays : 0;
    const delays = Math.max(leastDelays, (loss + turning) / this.options.price);
    const isAway = !sameConfiguration(best.configuration, this.home);
    this.untilHome = isAway ? delays * this.delay : Infinity;
    return this.go(best.configuration);
  }

  private get isHome(): boolean {
    return sameConfiguration(this.current, this.home);
  }

  /** Relative deviation that the mean of what was seen may have by chance. */
  private get noise(): number {
    return this.detector.noise / Math.sqrt(this.levels.count);
  }

  /** True where a stage already is what further queries would hardly take back. */
  private get isSurprising(): boolean {
    const { current, levels, noise, space } = this;
    if (!this.knowsHome) return false;
    const periodLevel = Math.log(periodOf(space, current, levels));
    for (let s = 0; s < current.stages; s += 1) {
      const stage = askedStage(current, s);
      const level = computingLevel(space, current, s, levels);
      if (this.expected.isHidden(stage, level, periodLevel)) continue;
      if (this.expected.surpriseOf(stage, level, noise) !== 0) return true;
    }
    return false;
  }

  /** Only the start tells for sure whether a place is slowed: all of its times are known. */
  private tryHome(): boolean {
    this.untilHome = Infinity;
    this.trials = 0;
    this.isTrial = true;
    return this.go(this.home);
  }

  private changed(): void {
    this.situation.clear();
    this.trials = 0;
  }

  /** Whether a stage shows that its place is not in the state that it was believed to be in. */
  private judge(stage: AskedStage, level: number, noise: number): boolean {
    if (this.isSure[stage.place] === 0 && this.expected.looksQuiet(stage, level, noise)) {
      this.belief.calm(stage.place);
      return true;
    }
    const surprise = this.expected.surpriseOf(stage, level, noise);
    if (surprise === 0) return false;
    this.enter(stage, level, surprise > 0);
    return true;
  }

  /** A place takes longer, or shorter, than before: it is slowed anew, or not any more. */
  private enter(stage: AskedStage, level: number, slower: boolean): void {
    const { belief, persistence } = this;
    const { place } = stage;
    if (belief.isSlowed(place)) {
      if (this.expected.isAsQuiet(stage, level)) {
        belief.calm(place);
        if (this.isHome) persistence.end(place);
        return;
      }
    } else if (!slower) {
      return;
    }
    belief.slow(place);
    persistence.begin(place);
  }

  private go(configuration: Configuration): boolean {
    if (sameConfiguration(configuration, this.current)) return false;
    copyConfiguration(configuration, this.current);
    this.detector.restart(configuration.stages);
    this.levels.clear();
    return true;
  }
}
