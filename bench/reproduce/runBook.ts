import type { Job, Run } from './measureJob';
import { problemTitle, type Problem } from './problems';
import { setupTitle, type Setup } from './setups';

/** What tells jobs from each other. */
export function jobKey({ problem, setup }: Pick<Job, 'problem' | 'setup'>): string {
  return JSON.stringify([problem.network, problem.platform, setup.explorer, setup.options]);
}

/** The runs of all jobs. */
export class RunBook {
  constructor(private readonly runs: ReadonlyMap<string, readonly Run[]>) {}

  /** Runs of a setup on a problem; throws where nobody asked for them. */
  of(problem: Problem, setup: Setup): readonly Run[] {
    const runs = this.runs.get(jobKey({ problem, setup }));
    if (runs === undefined) {
      throw new Error(`No runs of ${setupTitle(setup)} on ${problemTitle(problem)}.`);
    }
    return runs;
  }

  /** Runs of a setup on several problems, one after another. */
  all(problems: readonly Problem[], setup: Setup): readonly Run[] {
    return problems.flatMap((problem) => this.of(problem, setup));
  }
}
