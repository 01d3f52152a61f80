import { join } from 'node:path';
import type { Network } from '../../../engine/network/network';
import type { Platform } from '../../../engine/platform/platform';
import type { Shape } from '../../../protocol/layersResult';
import { coreCount } from '../../../runtime/coreCount';
import { planWhole } from '../../../runtime/localPlan';
import { profileNetwork, type ProfileOutcome } from '../../../runtime/profile/profileNetwork';
import { profileNotes } from '../../../runtime/profile/profileNotes';
import { profileText } from '../../../runtime/profile/profileText';
import { loadNetwork, loadPlatform } from '../../adapters/files';
import { writeWhole } from '../../adapters/writeWhole';
import { withLocalModel } from '../../adapters/withLocalModel';
import { profileToGoOn } from '../../adapters/profileToGoOn';
import { importProfile } from '../importProfile';
import { stopOnInterrupt } from '../interrupts';
import { writeJson, type ExitCode, type Io } from '../io';
import { startProgress } from '../progress';
import { reportFailure, reportWarnings, saveFile, type CommonOptions } from '../report';
import type { VerbContext } from '../verbContext';

/** Options of `profile`. */
export interface ProfileOptions extends CommonOptions {
  readonly platform: string;
  readonly output: string;
  readonly budget: number;
  readonly seed: number;
  readonly fromOnnxruntime?: readonly string[];
  readonly input?: Shape;
}

/** Measures a network's layers on this machine's cores, or takes their times from ONNX Runtime. */
export async function profileVerb(
  path: string,
  options: ProfileOptions,
  { io, bundles }: VerbContext,
): Promise<ExitCode> {
  const network = await loadNetwork(path, options.input ? { input: options.input } : {});
  const platform = await loadPlatform(options.platform);
  const problems = [...network.problems, ...platform.problems];
  if (!network.ok || !platform.ok) {
    return reportFailure(io, options, [path, options.platform], problems);
  }
  reportWarnings(io, problems);
  const { fromOnnxruntime: files } = options;
  return withLocalModel(path, network.value, options.seed, async (modelPath) => {
    const model = { path: modelPath, shape: options.input ?? null };
    const problem = { network: network.value, platform: platform.value, model };
    if (files === undefined) return measure(problem, options, io, bundles);
    const imported = await importProfile(problem, files);
    if (typeof imported === 'string') return refuse(io, imported);
    return publish({ profile: imported, ended: 'settled', failure: null }, options, io);
  });
}

interface Problem {
  readonly network: Network;
  readonly platform: Platform;
  readonly model: { readonly path: string; readonly shape: Shape | null };
}

async function measure(
  problem: Problem,
  options: ProfileOptions,
  io: Io,
  bundles: string,
): Promise<ExitCode> {
  const { network, platform, model } = problem;
  const judged = planWhole(model, platform, network.layers.length, coreCount());
  if (!judged.ok) return refuse(io, judged.message);
  for (const warning of judged.warnings) io.err(`${io.stderr.colors.yellow('warning:')} ${warning}\n`); // prettier-ignore
  const before = await profileToGoOn(options.output);
  if (before !== null) io.err(`going on with ${options.output}\n`);
  let stopped = false;
  let canSave = true;
  const stop = { stop: () => void (stopped = true), shouldStop: () => stopped };
  const endInterrupts = stopOnInterrupt(stop);
  let progress = { settled: 0, wanted: 1 };
  const words = () => `${progress.settled} of ${progress.wanted} times within 3 %`;
  const endProgress = startProgress(1, () => ({ done: progress.settled / progress.wanted, words: words() }), io); // prettier-ignore
  try {
    const outcome = await profileNetwork(
      {
        ...problem,
        executorFile: join(bundles, 'executor.js'),
        budgetSeconds: options.budget,
        before,
      },
      {
        shouldStop: () => stopped,
        onProgress: (now) => void (progress = now),
        // Saved as it grows: whatever ends this process, the same command goes on.
        onPart: async (profile) => {
          canSave = false;
          await writeWhole(options.output, profileText(profile));
          canSave = true;
        },
      },
    );
    endProgress();
    return await publish(outcome, options, io, canSave);
  } finally {
    endProgress();
    endInterrupts();
  }
}

async function publish(
  { profile, ended, failure }: ProfileOutcome,
  options: ProfileOptions,
  io: Io,
  canSave = true,
): Promise<ExitCode> {
  if (profile === null) {
    return ended === 'stopped'
      ? interrupted(io, 'Interrupted before the first times.')
      : refuse(io, failure ?? 'Nothing was measured.');
  }
  if (options.json) writeJson(io, profile);
  io.err(`${profileNotes(profile, ended).join('\n')}\n`);
  // Where the file cannot be written, that is the failure.
  const saved = canSave ? await saveFile(io, options.output, profileText(profile), '.profile.json') : 1; // prettier-ignore
  if (failure !== null) return refuse(io, failure);
  if (saved !== 0) return saved;
  return ended === 'stopped' ? interrupted(io, 'Interrupted: the same command goes on.') : 0;
}

function interrupted(io: Io, message: string): ExitCode {
  io.err(`${message}\n`);
  return 130;
}

function refuse(io: Io, message: string): ExitCode {
  io.err(`${io.stderr.colors.red('error:')} ${message}\n`);
  return 1;
}
