import type { LiveStage } from '../../protocol/liveModel';
import type { TunedSystem } from '../../protocol/tuningResult';
import type { StagePlan } from '../plan';

/** A stage for people, with its time as the tuned system expects it. */
export function liveStage(
  { layers, places, secondsByClass }: TunedSystem,
  { place, cores, speed, start, end }: StagePlan,
): LiveStage {
  const own = layers.slice(start, end);
  const [first = '', last = ''] = [own[0], own.at(-1)];
  const row = secondsByClass[places.find(({ name }) => name === place)?.class ?? 0] ?? [];
  return {
    place,
    cores: coresWords(cores),
    layers: own.length === 1 ? first : `${first} … ${last}`,
    emulatedSpeed: speed < 1 ? speed : null,
    estimatedSeconds: row.slice(start, end).reduce((sum, seconds) => sum + seconds, 0),
  };
}

function coresWords(cores: readonly number[] | null): string {
  if (cores === null) return 'any core';
  return `${cores.length === 1 ? 'core' : 'cores'} ${cores.join(', ')}`;
}
