import type { Problem } from '../../protocol/problem';
import { mostProblems } from '../core/result';
import { problem } from '../core/rules';
import { formatBytes, formatSeconds } from '../core/units';
import { analyticalTable } from '../cost/analyticalTable';
import { starvedMemories } from '../cost/starvedMemories';
import type { Network } from '../network/network';
import type { Platform } from '../platform/platform';
import { classProblem, transferSeconds, type ClassProblem } from './optimum/classProblem';
import { neededPlaces } from './optimum/neededPlaces';
import { solveOptimum } from './optimum/solveOptimum';

/** What a tuner would say of a network on a platform, by the file that a path leads into. */
export interface PairAdvice {
  readonly network: readonly Problem[];
  readonly platform: readonly Problem[];
}

/** Most work for proofs: advice may take a moment, not a break. */
const mostWork = 2e7;

/**
 * Judges a network on a platform by the analytical model: weights that fit no memory, memories that
 * starve their cores and, where the optimum can be proven quickly, places that it does not need and
 * cuts that it cannot make.
 */
export function pairAdvice(network: Network, platform: Platform): PairAdvice {
  const table = analyticalTable(network, platform);
  if (!table.ok) return { network: table.problems, platform: [] };
  const starved = starvedMemories(network, platform);
  const optimum = solveOptimum(table.value, { mostWork });
  if (!optimum.proven) return { network: [], platform: starved };
  if (optimum.configuration === null) {
    return { network: [noPipeline(network, platform)], platform: starved };
  }
  const byClass = classProblem(table.value);
  const periodSeconds = optimum.cost;
  return {
    network: dearCuts(network, byClass, periodSeconds),
    platform: [...starved, ...idlePlaces(network, platform, byClass, periodSeconds)],
  };
}

function noPipeline(network: Network, platform: Platform): Problem {
  const message = `No pipeline holds the weights of ${network.name} in the memories of ${platform.name}.`;
  return problem('weights-exceed-memory', ['cnn'], message);
}

function idlePlaces(
  network: Network,
  { name, places }: Platform,
  byClass: ClassProblem,
  periodSeconds: number,
): Problem[] {
  const entries = [...new Set(places.map((place) => place.group))];
  const fewest = neededPlaces(byClass, periodSeconds, mostWork) ?? [];
  return fewest.flatMap((needed, c) => {
    const members = byClass.members[c] ?? [];
    if (needed >= members.length) return [];
    const groups = new Set(members.map((member) => places[member]?.group ?? ''));
    const names = [...groups].map((group) => `\`${group}\``).join(' and ');
    const [group = ''] = groups;
    const path = ['execution_places', entries.indexOf(group), 'name'];
    const fewer = needed === 0 ? 'without' : `with ${needed} of the ${members.length}`;
    const message = `${network.name} on ${name} is as fast ${fewer} ${names}: the best pipeline takes ${formatSeconds(periodSeconds)} for one inference either way.`;
    return [problem('idle-place', path, message)];
  });
}

/** Neighbouring cuts are one problem, at the layer before the first of them. */
function dearCuts(
  { layers, cutBytes }: Network,
  byClass: ClassProblem,
  periodSeconds: number,
): Problem[] {
  const problems: Problem[] = [];
  for (let cut = 1; cut < layers.length && problems.length < mostProblems; cut += 1) {
    const first = cut;
    let dearest = cut;
    while (cut < layers.length && leastTransfer(byClass, cut) > periodSeconds) {
      if ((cutBytes[cut] ?? 0) > (cutBytes[dearest] ?? 0)) dearest = cut;
      cut += 1;
    }
    const [from, to] = [layers[first - 1], layers[cut - 2]];
    if (cut === first || from === undefined || to === undefined) continue;
    const where =
      from === to ? `\`${from.name}\`` : `any layer from \`${from.name}\` to \`${to.name}\``;
    const bytes = formatBytes(cutBytes[dearest] ?? 0);
    const seconds = formatSeconds(leastTransfer(byClass, dearest));
    const message = `A cut after ${where} is dearer than a stage: sending ${bytes} takes ${seconds} over the fastest link, a stage of the best pipeline at most ${formatSeconds(periodSeconds)}.`;
    problems.push(problem('dear-cut', [...from.path, 'name'], message));
  }
  return problems;
}

/** Time to send what crosses a cut over the link that does it fastest. */
function leastTransfer(byClass: ClassProblem, cut: number): number {
  const { classCount, counts } = byClass;
  let least = Infinity;
  for (let c = 0; c < classCount; c += 1) {
    for (let d = 0; d < classCount; d += 1) {
      if (c === d && (counts[c] ?? 0) < 2) continue;
      least = Math.min(least, transferSeconds(byClass, cut, c, d));
    }
  }
  // With a single place there is nothing to send, and no cut.
  return least === Infinity ? 0 : least;
}
