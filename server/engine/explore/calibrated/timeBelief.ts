import { CholeskyDecomposition, Matrix } from 'ml-matrix';
import { normal } from '../../core/normal';
import type { Random } from '../../core/random';
import type { Space } from '../../pipeline/space';
import { lineariseStage, weightedSum, type StageSum } from './stageSum';
import type { PriorStage } from './priorStage';
import { TimePrior } from './timePrior';

/** Relative deviations of observed stage times that are told apart. */
const noiseLevels = [0.002, 0.02, 0.06] as const;

/** Most linearisations around a better and better estimate. */
const mostPasses = 6;
const closeEnough = 1e-4;

/** A belief that fits the observations. */
interface Posterior {
  readonly noise: number;
  readonly mean: Float64Array;
  readonly stages: readonly PriorStage[];
  readonly factor: CholeskyDecomposition;
  /** Logarithm of how likely the observations were, up to a constant. */
  readonly logEvidence: number;
}

/**
 * What is believed of the time of every layer on every class of places, conditioned on the sums that
 * stages showed. Values are class-major logarithms of seconds: entry `class × L + layer`.
 */
export class TimeBelief {
  private readonly prior: TimePrior;
  private readonly observed: StageSum[] = [];
  private posterior: Posterior | null = null;

  constructor(space: Space) {
    this.prior = new TimePrior(space);
  }

  get mean(): Float64Array {
    return this.posterior?.mean ?? this.prior.mean;
  }

  /** Relative deviation of the times of stages that were seen more than once; 0 where none was. */
  get repeatDeviation(): number {
    const first = new Map<string, number>();
    let squares = 0;
    let repeats = 0;
    for (const { classIndex, start, end, logSeconds } of this.observed) {
      const key = `${classIndex} ${start} ${end}`;
      const before = first.get(key);
      if (before === undefined) {
        first.set(key, logSeconds);
      } else {
        squares += (logSeconds - before) ** 2 / 2;
        repeats += 1;
      }
    }
    return repeats === 0 ? 0 : Math.sqrt(squares / repeats);
  }

  /** Takes in what a trial showed; the noise is that which explains all trials best. */
  observe(stages: readonly StageSum[]): void {
    this.observed.push(...stages);
    const noise = this.posterior?.noise ?? noiseLevels[0];
    let best = this.condition(noise);
    for (const other of noiseLevels) {
      if (other === noise) continue;
      const posterior = this.fit(best.stages, other);
      if (posterior.logEvidence > best.logEvidence) best = posterior;
    }
    this.posterior = best;
  }

  /**
   * A draw from the belief, by pathwise conditioning: a draw from the prior is moved by what it gets
   * wrong of the observations.
   */
  sample(random: Random): Float64Array {
    const { posterior, prior } = this;
    const draw = prior.sample(random);
    if (posterior === null) return draw;
    const { stages, factor, noise } = posterior;
    const wrong = stages.map(
      (stage) => stage.value - weightedSum(stage, draw, prior.layerCount) - noise * normal(random),
    );
    prior.addCovariance(stages, solve(factor, wrong), draw);
    return draw;
  }

  /** Gauss–Newton: stages are linearised around the estimate until it stays. */
  private condition(noise: number): Posterior {
    const { prior, observed } = this;
    let estimate = this.mean;
    for (let pass = 1; ; pass += 1) {
      const stages = observed.map((stage) =>
        prior.stage(lineariseStage(stage, estimate, prior.layerCount)),
      );
      const posterior = this.fit(stages, noise);
      if (pass === mostPasses || isClose(estimate, posterior.mean)) return posterior;
      estimate = posterior.mean;
    }
  }

  /** The belief that fits stages which are linear already. */
  private fit(stages: readonly PriorStage[], noise: number): Posterior {
    const { prior } = this;
    const factor = new CholeskyDecomposition(covariances(prior, stages, noise));
    const residuals = stages.map(
      (stage) => stage.value - weightedSum(stage, prior.mean, prior.layerCount),
    );
    const solved = solve(factor, residuals);
    const mean = prior.mean.slice();
    prior.addCovariance(stages, solved, mean);
    return { noise, mean, stages, factor, logEvidence: logEvidence(factor, residuals, solved) };
  }
}

function covariances(prior: TimePrior, stages: readonly PriorStage[], noise: number): Matrix {
  const matrix = Matrix.zeros(stages.length, stages.length);
  stages.forEach((a, i) => {
    for (let j = 0; j <= i; j += 1) {
      const b = stages[j];
      if (!b) continue;
      const value = prior.covariance(a, b) + (i === j ? noise ** 2 : 0);
      matrix.set(i, j, value);
      matrix.set(j, i, value);
    }
  });
  return matrix;
}

function solve(factor: CholeskyDecomposition, values: number[]): number[] {
  return factor.solve(Matrix.columnVector(values)).to1DArray();
}

function logEvidence(
  { lowerTriangularMatrix: root }: CholeskyDecomposition,
  residuals: readonly number[],
  solved: readonly number[],
): number {
  let log = 0;
  residuals.forEach((residual, i) => {
    log -= (residual * (solved[i] ?? 0)) / 2 + Math.log(root.get(i, i));
  });
  return log;
}

function isClose(a: Float64Array, b: Float64Array): boolean {
  return a.every((value, i) => Math.abs(value - (b[i] ?? 0)) < closeEnough);
}
