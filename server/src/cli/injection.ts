import { InvalidArgumentError } from 'commander';
import type { EpisodeEntry } from '../../engine/interference/scenario/scenarioSchema';
import { stressLevel } from '../../engine/interference/stressLevels';

const form = /^(\S+):((?:cpu|mem)-[1-6])@(\d+(?:\.\d+)?)(?:-(\d+(?:\.\d+)?))?$/;

/** Reads `ep1:cpu-6@5-15`, stress on a place from one second to another; several times. */
export function injection(text: string, before: readonly EpisodeEntry[] = []): EpisodeEntry[] {
  const [, place = '', name = '', from = '', to] = form.exec(text) ?? [];
  const stress = stressLevel(name)?.name;
  if (stress === undefined) {
    throw new InvalidArgumentError('It is PLACE:LEVEL@FROM-TO, such as ep1:cpu-6@5-15.');
  }
  const end = to === undefined ? {} : { to: Number(to) };
  return [...before, { place, stress, from: Number(from), ...end }];
}
