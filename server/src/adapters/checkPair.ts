import { pairAdvice } from '../../engine/explore/pairAdvice';
import type { FileProblem } from './fileProblem';
import { loadNetwork, loadPlatform, placeNetworkProblems } from './files';
import { placeProblems } from './loadText';

/** What a tuner would say of a network on a platform; nothing where one of them cannot be read. */
export async function checkPair(
  networkPath: string,
  platformPath: string,
): Promise<readonly FileProblem[]> {
  const network = await loadNetwork(networkPath);
  const platform = await loadPlatform(platformPath);
  if (!network.ok || !platform.ok) return [];
  const advice = pairAdvice(network.value, platform.value);
  return [
    ...(await placeNetworkProblems(networkPath, advice.network)),
    ...(await placeProblems(platformPath, advice.platform)),
  ];
}
