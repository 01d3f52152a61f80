import { join } from 'node:path';
import type { Command } from 'commander';
import type { PolicyChoice, PolicyName } from '../../../engine/interference/policyFacts';
import {
  policyFacts,
  policyNames,
  type PolicyFacts,
} from '../../../engine/interference/policyFacts';
import type { PolicyOptions } from '../../../engine/interference/policyOptions';
import { groupedCount } from '../../../engine/core/units';
import type { ReplayRequest } from '../../../engine/interference/record/recordReplay';
import { TunePool } from '../../workers/tunePool';
import { defaultSamples, replayDefaults } from '../../workers/replayRequest';
import type { ReplayInputs, ReplayTaskOutcome } from '../../workers/replayTask';
import { writeJson, type ExitCode, type Io } from '../io';
import { inputFiles, problemInput, type ProblemOptions } from '../problemInput';
import { readLoad } from '../readLoad';
import { replayJson } from '../replayJson';
import { replayText } from '../replayText';
import { reportFailure, reportWarnings, type CommonOptions } from '../report';
import type { ArrivalOptions } from '../scenarios';
import type { VerbContext } from '../verbContext';
import { watchedWork } from '../watchedWork';

/** Options of `replay`. */
export interface ReplayVerbOptions
  extends CommonOptions, ProblemOptions, ArrivalOptions, Omit<PolicyOptions, 'alpha'> {
  readonly interference: string;
  readonly schedule?: string;
  readonly policies?: readonly PolicyName[];
  readonly alpha?: readonly number[];
  readonly queries: number;
  readonly sloMs?: number;
  readonly sloShare?: number;
  readonly noise: number;
  readonly samples?: 'all' | number;
  readonly output?: string;
}

/** Episodes of a document; of a text only a few are told. */
const mostEpisodes = 200;

/** Replays a scenario, prints what each policy made of it, and saves the replay where that is wanted. */
export async function replayVerb(
  network: string | undefined,
  options: ReplayVerbOptions,
  command: Command,
  { io, bundles }: VerbContext,
): Promise<ExitCode> {
  const usage = (mistake: string) => command.error(`error: ${mistake}`, { exitCode: 2 });
  const input = problemInput(network, options);
  if (typeof input === 'string') return usage(input);
  if (options.sloMs !== undefined && options.sloShare !== undefined) {
    return usage('--slo-ms and --slo-share both say what a violation is: give one of them');
  }
  const arrivals = await readLoad(options);
  if (typeof arrivals === 'string') return usage(arrivals);
  const inputs: ReplayInputs = {
    system:
      input.kind === 'profile'
        ? { kind: 'profile', path: input.profile }
        : {
            kind: 'analytical',
            network: { path: input.network, text: null },
            platform: { path: input.platform, text: null },
            shape: input.shape,
          },
    scenario: { path: options.interference, text: null },
    schedulePath: options.schedule ?? null,
  };
  const request = requestOf(options, arrivals);
  const outcome = await replayed(inputs, request, options.output ?? null, bundles, io);
  if (outcome.status === 'failed') {
    const { problems = [], message, cancelled = false } = outcome;
    if (problems.some(({ problem }) => problem.severity === 'error')) {
      return reportFailure(io, options, [...inputFiles(input), options.interference], problems);
    }
    io.err(`${io.stderr.colors.red('error:')} ${message}\n`);
    return cancelled ? 130 : 1;
  }
  reportWarnings(io, outcome.problems);
  if (options.json) writeJson(io, replayJson(outcome));
  else io.out(replayText(outcome, io.stdout));
  if (options.output !== undefined) {
    io.err(`wrote ${options.output}\n`);
    if (!options.output.endsWith('.replay.jsonl')) {
      io.err('To be read again, its name should end in .replay.jsonl.\n');
    }
  }
  return outcome.cancelled ? 130 : 0;
}

function requestOf(options: ReplayVerbOptions, arrivals: ReplayRequest['arrivals']): ReplayRequest {
  const { queries, noise, seed, sloMs, sloShare = replayDefaults.sloShare } = options;
  const policies = choicesOf(options);
  return {
    policies,
    arrivals,
    ...(arrivals.kind === 'trace' && { traceName: options.arrivals ?? '' }),
    queries,
    slo: sloMs === undefined ? { share: sloShare } : { seconds: sloMs / 1e3 },
    noise,
    seed,
    samples: options.samples ?? defaultSamples(queries, policies.length),
    recorded: new Date().toISOString(),
  };
}

/** A policy once for each α that is asked for, where it has one. */
function choicesOf(options: ReplayVerbOptions): PolicyChoice[] {
  const { alpha: alphas = [], policies = policyNames } = options;
  return policies.flatMap((policy): PolicyChoice[] => {
    const facts: PolicyFacts = policyFacts[policy];
    const own = Object.fromEntries(
      facts.options.flatMap((name) => (name === 'alpha' ? [] : [[name, options[name]] as const])),
    );
    const wanted = facts.options.includes('alpha') ? alphas : [];
    if (wanted.length === 0) return [{ policy, options: own }];
    return wanted.map((alpha) => ({ policy, options: { ...own, alpha } }));
  });
}

/** Runs the replay in a thread of its own, with progress, until it ends or Ctrl-C ends it. */
async function replayed(
  inputs: ReplayInputs,
  request: ReplayRequest,
  path: string | null,
  bundles: string,
  io: Io,
): Promise<ReplayTaskOutcome> {
  const pool = new TunePool(join(bundles, 'cliPoolWorker.js'), { maxThreads: 1 });
  const { signals, outcome } = pool.startReplay({ inputs, request, path, episodes: mostEpisodes });
  const total = request.queries * request.policies.length;
  const read = () => {
    const done = signals.progress().trial;
    return { done, words: `${groupedCount(done)} of ${groupedCount(total)} queries` };
  };
  try {
    return await watchedWork(outcome, signals, total, read, io);
  } finally {
    await pool.close();
  }
}
