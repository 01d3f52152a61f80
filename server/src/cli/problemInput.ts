import { dirname, relative, sep } from 'node:path';
import type { Shape } from '../../protocol/layersResult';
import type { TuningResult } from '../../protocol/tuningResult';
import type { ProblemInput } from '../adapters/loadProblem';

/** What `tune` and `compare` read of the problem. */
export interface ProblemOptions {
  readonly platform?: string;
  readonly profile?: string;
  readonly testbed?: 'analytical' | 'profile' | 'local';
  readonly input?: Shape;
}

/**
 * What is tuned: a network on a platform, or a profile. On local cores it is the former, whatever a
 * profile tells beside it; a sentence where the options say neither.
 */
export function problemInput(
  network: string | undefined,
  { platform, profile, testbed, input }: ProblemOptions,
): ProblemInput | string {
  if (profile !== undefined && testbed !== 'local') {
    if (network !== undefined || platform !== undefined) {
      return 'a profile names its network and platform itself: give --profile alone';
    }
    if (input !== undefined) return '--input belongs to a network, not to a profile';
    if (testbed === 'analytical') return 'the analytical testbed needs a network and --platform';
    return { kind: 'profile', profile };
  }
  if (testbed === 'profile') return 'the profile testbed needs --profile <file>';
  if (network === undefined) return 'name a network and --platform <file>, or --profile <file>';
  if (platform === undefined) return `name the platform to tune ${network} for: --platform <file>`;
  return { kind: 'analytical', network, platform, shape: input ?? null };
}

/** The files of a problem. */
export function inputFiles(input: ProblemInput): string[] {
  return input.kind === 'profile' ? [input.profile] : [input.network, input.platform];
}

/** Paths of the inputs as the folder of a saved result sees them; null where none are to be kept. */
export function sourcesFrom(
  output: string | undefined,
  input: ProblemInput,
): NonNullable<TuningResult['sources']> | null {
  if (output === undefined || input.kind === 'profile') return null;
  const path = (file: string) => relative(dirname(output), file).split(sep).join('/');
  return { network: path(input.network), platform: path(input.platform) };
}
