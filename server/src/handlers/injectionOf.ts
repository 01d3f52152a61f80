import { stressLevel } from '../../engine/interference/stressLevels';
import type { InjectedWork } from '../../protocol/liveRequests';
import type { PipelinePlan } from '../../runtime/plan';
import type { Injection } from '../../runtime/rebalance/steeredRun';

/** Work that a person asks for as it runs on a place's cores, or why it cannot. */
export function injectionOf(
  { stages }: Pick<PipelinePlan, 'stages'>,
  name: string,
  work: InjectedWork,
): Injection | string {
  const place = stages.findIndex((stage) => stage.place === name);
  const cores = stages[place]?.cores ?? null;
  if (cores === null) return `There is no execution place “${name}”.`;
  if (work.kind === 'program') {
    const { file, args } = work;
    return { place, name: file, task: { kind: 'program', cores, file, args }, slowdown: null };
  }
  const { kind, sixths } = work;
  const level = stressLevel(`${kind === 'compute' ? 'cpu' : 'mem'}-${sixths}`);
  const task = { kind, cores, strength: sixths / 6 };
  return { place, name: level?.name ?? kind, task, slowdown: level?.slowdown ?? null };
}
