import type { InterferenceEvent } from '../../../protocol/replayRecord';
import { significant } from '../../core/units';

/** What slows a place and how much, for people: `mem-6 ×1.34–2.7`; a name that says so stands alone. */
export function interferenceWords(
  event: Pick<InterferenceEvent, 'name' | 'compute' | 'memory'>,
): string {
  const { name } = event;
  const factors = factorWords(event);
  if (factors === '' || name.includes('×')) return name;
  return name === '' ? factors : `${name} ${factors}`;
}

/** `×1.9`, `×1.34–2.7` where layers differ; empty where nobody knows. */
export function factorWords({
  compute,
  memory,
}: Pick<InterferenceEvent, 'compute' | 'memory'>): string {
  const [low, high] = [compute ?? memory, memory ?? compute];
  if (low === null || high === null) return '';
  const factor = (value: number) => String(Number(significant(value)));
  if (low === high) return `×${factor(low)}`;
  return `×${factor(Math.min(low, high))}–${factor(Math.max(low, high))}`;
}
