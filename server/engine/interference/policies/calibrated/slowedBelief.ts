import { CholeskyDecomposition, Matrix } from 'ml-matrix';
import { layerFeatures, type LayerFeatures } from '../../../explore/calibrated/layerFeatures';
import {
  lineariseStage,
  weightedSum,
  type LinearisedStage,
} from '../../../explore/calibrated/stageSum';
import type { PriorStage } from '../../../explore/calibrated/priorStage';
import { TimePrior } from '../../../explore/calibrated/timePrior';
import type { Space } from '../../../pipeline/space';
import { addSlowing, slowingCovariance, slowingMean } from './slowingPrior';
import { Sightings, type Sighting } from './sightings';

/** Least relative deviation of what was seen: times repeat, but linearised sums do not fit them all. */
const leastNoise = 3e-3;

/** Stages that are remembered: so many of each place, but not fewer than that. */
const sightingsOfPlace = 3;
const leastSightings = 40;

/** Most linearisations around a better and better estimate. */
const mostPasses = 5;
const closeEnough = 1e-3;
/** Logarithms that believed and seen times may differ by; where more, the oldest sightings are given up. */
const tolerable = 0.1;

/** A run of layers whose time is asked for. */
export interface AskedStage {
  readonly place: number;
  readonly start: number;
  readonly end: number;
}

/** What is believed of a stage's time. */
export interface BelievedTime {
  /** Natural logarithm of seconds. */
  readonly logSeconds: number;
  /** Standard deviation of the logarithm. */
  readonly deviation: number;
}

interface Seen extends PriorStage {
  /** 0 without interference, else what names the place's slowdown. */
  readonly state: number;
  readonly noise: number;
}

interface Posterior {
  readonly stages: readonly Seen[];
  readonly factor: CholeskyDecomposition | null;
  readonly solved: readonly number[];
  /** Logarithms of seconds: rows of the classes without interference, then of the places as they are. */
  readonly mean: Float64Array;
}

/**
 * The belief of the calibrated search (TimeBelief), with one more unknown for each place that is slowed:
 * the factor of its layers, which may differ by how much memory they move. Everything is conditioned on
 * the stage times seen, with and without interference.
 */
export class SlowedBelief {
  private readonly prior: TimePrior;
  private readonly features: LayerFeatures;
  private readonly sightings: Sightings;
  /** What names the slowdown of each place now; 0 where nothing slows it. */
  private readonly states: Int32Array;
  /** What was known before each place seemed quiet again, until that is sure. */
  private readonly seemsQuiet = new Map<number, ReadonlySet<Sighting>>();
  private lastState = 0;
  private posterior: Posterior | null = null;

  constructor(private readonly space: Space) {
    this.prior = new TimePrior(space);
    this.features = layerFeatures(space);
    this.states = new Int32Array(space.places.length);
    this.sightings = new Sightings(
      Math.max(leastSightings, sightingsOfPlace * space.places.length),
    );
  }

  isSlowed(place: number): boolean {
    return this.states[place] !== 0;
  }

  /** The place is slowed anew, by how much is not known yet; what it showed while it only seemed quiet is forgotten. */
  slow(place: number): void {
    const before = this.seemsQuiet.get(place);
    if (before !== undefined) this.sightings.forgetQuiet(place, before);
    this.seemsQuiet.delete(place);
    this.lastState += 1;
    this.enter(place, this.lastState);
  }

  /** The place seems as quick as without interference. */
  calm(place: number): void {
    this.seemsQuiet.set(place, new Set(this.sightings.all));
    this.enter(place, 0);
  }

  /** The place is as quick as without interference, for sure. */
  confirm(place: number): void {
    this.seemsQuiet.delete(place);
  }

  /** Takes in the time of a stage in the state that its place is in; `isSure` where that is certain. */
  see(stage: AskedStage, logSeconds: number, noise: number, isSure: boolean): void {
    const sighting: Sighting = {
      ...stage,
      classIndex: this.space.classOf[stage.place] ?? 0,
      state: this.states[stage.place] ?? 0,
      logSeconds,
      noise: Math.max(noise, leastNoise),
      isSure,
    };
    if (this.sightings.add(sighting)) this.posterior = null;
  }

  /** The time of a stage, in the state that its place is in or without interference. */
  predict(stage: AskedStage, isQuiet = !this.isSlowed(stage.place)): BelievedTime {
    const state = isQuiet ? 0 : (this.states[stage.place] ?? 0);
    const classIndex = this.space.classOf[stage.place] ?? 0;
    const sighting: Sighting = {
      ...stage,
      classIndex,
      state,
      logSeconds: 0,
      noise: 0,
      isSure: false,
    };
    const known = this.sightings.find(sighting);
    if (known !== undefined) return { logSeconds: known.logSeconds, deviation: known.noise };
    const { stages, factor, mean } = this.believed;
    const asked = this.linear(sighting, mean);
    // The value is what an observation of 0 says of the weighted sum: minus the believed time, plus the sum's.
    const row = this.row(stage.place, state);
    const sum = weightedSum({ ...asked, classIndex: row }, mean, this.prior.layerCount);
    const variance = this.covariance(asked, asked);
    const logSeconds = sum - asked.value;
    if (factor === null) return { logSeconds, deviation: Math.sqrt(variance) };
    const shared = stages.map((one) => this.covariance(asked, one));
    const told = solve(factor, shared).reduce((all, value, i) => all + value * (shared[i] ?? 0), 0);
    return { logSeconds, deviation: Math.sqrt(Math.max(0, variance - told)) };
  }

  /** Believed logarithm of a layer's seconds on a place as it is. */
  logSeconds(layer: number, place: number): number {
    const row = this.row(place, this.states[place] ?? 0);
    return this.believed.mean[row * this.prior.layerCount + layer] ?? 0;
  }

  private enter(place: number, state: number): void {
    const left = this.states[place] ?? 0;
    if (left === state) return;
    if (left !== 0) this.sightings.forget(left);
    this.states[place] = state;
    this.posterior = null;
  }

  private row(place: number, state: number): number {
    return state === 0 ? (this.space.classOf[place] ?? 0) : this.space.classCount + place;
  }

  private get believed(): Posterior {
    this.posterior ??= this.condition();
    return this.posterior;
  }

  /** What fits all sightings; sums of which one layer is a small part may bend too much to be fitted together. */
  private condition(): Posterior {
    for (;;) {
      const all = this.sightings.all;
      const posterior = this.linearised(all);
      const miss = all.reduce((most, one) => Math.max(most, this.missOf(one, posterior.mean)), 0);
      if (miss < tolerable) return posterior;
      if (!this.sightings.forgetOldest(Math.ceil(all.length / 4))) return posterior;
    }
  }

  /** By how much the logarithm of a believed sum differs from what was seen. */
  private missOf(sighting: Sighting, mean: Float64Array): number {
    const from = this.row(sighting.place, sighting.state) * this.prior.layerCount;
    const layers = mean.subarray(from + sighting.start, from + sighting.end);
    const sum = layers.reduce((total, value) => total + Math.exp(value), 0);
    const miss = Math.abs(Math.log(sum) - sighting.logSeconds);
    return Number.isNaN(miss) ? Infinity : miss;
  }

  /** Gauss–Newton: stages are linearised around the estimate until it stays. */
  private linearised(all: readonly Sighting[]): Posterior {
    let mean = this.meanOf([], []);
    for (let pass = 1; ; pass += 1) {
      const around = mean;
      const stages = all.map((sighting) => this.linear(sighting, around));
      const posterior = this.fit(stages);
      if (pass === mostPasses || isClose(mean, posterior.mean)) return posterior;
      mean = posterior.mean;
    }
  }

  private fit(stages: readonly Seen[]): Posterior {
    if (stages.length === 0) {
      return { stages, factor: null, solved: [], mean: this.meanOf([], []) };
    }
    const matrix = Matrix.zeros(stages.length, stages.length);
    stages.forEach((a, i) => {
      for (let j = 0; j <= i; j += 1) {
        const b = stages[j];
        if (!b) continue;
        const value = this.covariance(a, b) + (i === j ? a.noise ** 2 : 0);
        matrix.set(i, j, value);
        matrix.set(j, i, value);
      }
    });
    const factor = new CholeskyDecomposition(matrix);
    const { mean, layerCount } = this.prior;
    const residuals = stages.map(
      (stage) => stage.value - weightedSum(stage, mean, layerCount) - (stage.state === 0 ? 0 : slowingMean), // prettier-ignore
    );
    const solved = solve(factor, residuals);
    return { stages, factor, solved, mean: this.meanOf(stages, solved) };
  }

  /** A sighting near an estimate, ready for covariances. */
  private linear(sighting: Sighting, estimate: Float64Array): Seen {
    const { prior } = this;
    const row = this.row(sighting.place, sighting.state);
    const linear: LinearisedStage = lineariseStage(
      { ...sighting, classIndex: row },
      estimate,
      prior.layerCount,
    );
    const own = { ...linear, classIndex: sighting.classIndex };
    return { ...prior.stage(own), state: sighting.state, noise: sighting.noise };
  }

  private covariance(a: Seen, b: Seen): number {
    const quiet = this.prior.covariance(a, b);
    return a.state === 0 || a.state !== b.state ? quiet : quiet + slowingCovariance(a, b);
  }

  /** Believed times of all classes without interference, and of all places as they are. */
  private meanOf(stages: readonly Seen[], solved: readonly number[]): Float64Array {
    const { prior, space, states } = this;
    const { layerCount } = prior;
    const { classCount, classOf } = space;
    const mean = new Float64Array((classCount + space.places.length) * layerCount);
    mean.set(prior.mean);
    prior.addCovariance(stages, solved, mean.subarray(0, classCount * layerCount));
    states.forEach((state, place) => {
      if (state === 0) return;
      const quiet = (classOf[place] ?? 0) * layerCount;
      const row = mean.subarray((classCount + place) * layerCount, (classCount + place + 1) * layerCount); // prettier-ignore
      row.set(mean.subarray(quiet, quiet + layerCount));
      addSlowing(row, this.features.traffic, stages, (stage, i) => stage.state === state ? (solved[i] ?? 0) : 0); // prettier-ignore
    });
    return mean;
  }
}

function solve(factor: CholeskyDecomposition, values: readonly number[]): number[] {
  return factor.solve(Matrix.columnVector([...values])).to1DArray();
}

function isClose(a: Float64Array, b: Float64Array): boolean {
  return a.every((value, i) => Math.abs(value - (b[i] ?? 0)) < closeEnough);
}
