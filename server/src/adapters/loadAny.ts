import { readComparison } from '../../engine/explore/comparison/readComparison';
import { networkAdvice } from '../../engine/network/networkAdvice';
import type { Network } from '../../engine/network/network';
import { fileKind, unknownFile } from './fileKind';
import type { Loaded } from './fileProblem';
import { loadNetwork, loadPlatform, loadProfile, loadTuning, placeNetworkProblems } from './files';
import { loadJson } from './loadText';

const jsonEndings = '.profile.json, .tuning.json or .comparison.json';

/** Reads any file of a known kind, to judge it; networks with what a tuner would say of them. */
export async function loadAny(path: string): Promise<Loaded<unknown>> {
  switch (fileKind(path)) {
    case 'network':
    case 'onnx':
      return withAdvice(path, await loadNetwork(path));
    case 'platform':
      return loadPlatform(path);
    case 'interference': {
      const { checkScenario } = await import('./checkScenario');
      return checkScenario(path);
    }
    case 'profile':
      return loadProfile(path);
    case 'tuning':
      return loadTuning(path);
    case 'comparison':
      return loadJson(path, readComparison);
    case null:
      return unknownFile(
        path,
        `.cnn.yaml, .onnx, .platform.yaml, .interference.yaml, ${jsonEndings}`,
      );
  }
}

async function withAdvice(path: string, loaded: Loaded<Network>): Promise<Loaded<Network>> {
  if (!loaded.ok) return loaded;
  const advice = await placeNetworkProblems(path, networkAdvice(loaded.value));
  return { ...loaded, problems: [...loaded.problems, ...advice] };
}
