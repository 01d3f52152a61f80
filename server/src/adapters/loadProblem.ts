import { analyticalProblem, type TuningProblem } from '../../engine/explore/tuningProblem';
import type { Shape } from '../../protocol/layersResult';
import { loadNetwork, loadPlatform, loadProfile, placeNetworkProblems } from './files';
import type { Loaded } from './fileProblem';

/** Files that say what is tuned. */
export type ProblemInput =
  | { readonly kind: 'profile'; readonly profile: string }
  | {
      readonly kind: 'analytical';
      readonly network: string;
      readonly platform: string;
      /** Replaces the network's input shape. */
      readonly shape: Shape | null;
    };

/** Reads what is tuned: a profile, or a network on a platform with times from the analytical model. */
export function loadProblem(input: ProblemInput): Promise<Loaded<TuningProblem>> {
  return input.kind === 'profile' ? fromProfile(input.profile) : fromNetwork(input);
}

async function fromProfile(path: string): Promise<Loaded<TuningProblem>> {
  const profile = await loadProfile(path);
  if (!profile.ok) return profile;
  const { network, platform, table } = profile.value;
  return { ...profile, value: { table, names: { network, platform, testbed: 'profile' } } };
}

async function fromNetwork(
  input: Extract<ProblemInput, { kind: 'analytical' }>,
): Promise<Loaded<TuningProblem>> {
  const network = await loadNetwork(input.network, input.shape ? { input: input.shape } : {});
  const platform = await loadPlatform(input.platform);
  const problems = [...network.problems, ...platform.problems];
  if (!network.ok || !platform.ok) return { ok: false, problems };
  const problem = analyticalProblem(network.value, platform.value);
  problems.push(...(await placeNetworkProblems(input.network, problem.problems)));
  return problem.ok ? { ...problem, problems } : { ok: false, problems };
}
