import type { Problem } from '../../protocol/problem';
import { problem } from '../core/rules';
import { significant } from '../core/units';
import type { Network } from './network';

/** What a tuner would say of a network before seeing any platform. */
export function networkAdvice({ layers }: Network): Problem[] {
  if (layers.length < 2) return [];
  const total = layers.reduce((sum, layer) => sum + layer.weight, 0);
  const heaviest = layers.reduce((most, layer) => (layer.weight > most.weight ? layer : most));
  if (heaviest.weight <= total - heaviest.weight) return [];
  const share = significant((100 * heaviest.weight) / total);
  const message = `Layer \`${heaviest.name}\` has ${share} % of the network’s weight, more than all others together: no pipeline can balance it.`;
  return [problem('dominant-layer', [...heaviest.path, 'name'], message)];
}
