import type { Platform } from '../engine/platform/platform';
import type { Shape } from '../protocol/layersResult';
import type { TuningResult } from '../protocol/tuningResult';
import type { PipelinePlan, StagePlan } from './plan';

/** Cores that a plan uses; those that it leaves to the system are nobody's. */
export function coresOf({ stages }: PipelinePlan): number[] {
  return [...new Set(stages.flatMap(({ cores }) => cores ?? []))];
}

/** A plan, or why there is none, in words with a way out. */
export type PlanOutcome =
  | { readonly ok: true; readonly plan: PipelinePlan; readonly warnings: readonly string[] }
  | { readonly ok: false; readonly message: string };

/** A stage as layers on a named place. */
export interface PlacedStage {
  readonly place: string;
  readonly start: number;
  readonly end: number;
}

/** The stages of a tuned pipeline by layer numbers; a message where they are not the network's. */
export function stagesOf(
  { best }: Pick<TuningResult, 'best'>,
  layers: readonly string[],
): PlacedStage[] | string {
  let start = 0;
  const stages: PlacedStage[] = [];
  for (const stage of best.stages) {
    if (stage.replicas) return 'Stages with replicas do not run on this machine’s cores yet.';
    const end = start + stage.layers.length;
    const isSame = stage.layers.every((name, i) => layers[start + i] === name);
    if (!isSame) return `The schedule was made for another network: it has a layer “${stage.layers.find((name, i) => layers[start + i] !== name) ?? ''}” where the network has “${layers[start] ?? ''}”.`; // prettier-ignore
    stages.push({ place: stage.place, start, end });
    start = end;
  }
  if (start === layers.length) return stages;
  return `The schedule was made for another network: it holds ${start} of ${layers.length} layers.`;
}

/** Stages on the cores of a platform that describes this machine. */
export function localPlan(
  model: { readonly path: string; readonly shape: Shape | null },
  platform: Platform,
  stages: readonly PlacedStage[],
  coreCount: number,
): PlanOutcome {
  const plans: StagePlan[] = [];
  for (const { place: name, start, end } of stages) {
    const place = platform.places.find((one) => one.name === name);
    if (!place) return refused(`${platform.name} has no execution place “${name}”.`);
    const { coreIds: cores, emulateSpeed: speed } = place;
    if (cores === null) {
      return refused(
        `${name} of ${platform.name} names no cores of this machine: write \`cores: [0, 1]\`, or describe this machine with \`cnn-tuner platform -o this.platform.yaml\`.`,
      );
    }
    const missing = cores.find((core) => core >= coreCount);
    if (missing !== undefined) {
      return refused(`${name} names core ${missing}, but this machine has cores 0 to ${coreCount - 1}.`); // prettier-ignore
    }
    plans.push({ place: name, cores, speed, start, end });
  }
  const shared = sharedCores(plans);
  const warnings = shared.length > 0 ? [`Core ${shared.join(', ')} runs more than one stage: they take turns.`] : []; // prettier-ignore
  return { ok: true, plan: { modelPath: model.path, shape: model.shape, stages: plans }, warnings };
}

/** Each place of a platform with all layers: tells whether it describes this machine. */
export function planWhole(
  model: { readonly path: string; readonly shape: Shape | null },
  platform: Platform,
  layerCount: number,
  coreCount: number,
): PlanOutcome {
  const stages = platform.places.map(({ name }) => ({ place: name, start: 0, end: layerCount }));
  return localPlan(model, platform, stages, coreCount);
}

function refused(message: string): PlanOutcome {
  return { ok: false, message };
}

function sharedCores(plans: readonly StagePlan[]): number[] {
  const cores = plans.flatMap((plan) => plan.cores ?? []);
  return [...new Set(cores.filter((core, i) => cores.indexOf(core) !== i))];
}
