import type { LayerFacts, LayersModel } from '../../protocol/layersModel';
import { formatCount, formatSeconds, significant } from '../core/units';
import type { Network } from '../network/network';
import type { Platform } from '../platform/platform';
import { analyticalTimes } from './analyticalTable';
import { estimatedTimes, measuredTimes, type TimeColumn } from './layerTimes';
import { pickProfile, type ProfileNearby } from './pickProfile';

/** Times that differ by more than this factor are said to disagree. */
const largeRatio = 1.3;

/** What the layers panel is made of. */
export interface LayersInput {
  readonly network: Network;
  /** For the estimates; null for none. */
  readonly platform: Platform | null;
  /** Profiles that lie beside the network, of whatever networks. */
  readonly profiles: readonly ProfileNearby[];
  /** What is to be said besides. */
  readonly notes: readonly string[];
}

/** Layers with their counts, estimated times and measured times. */
export function buildLayersModel({ network, platform, profiles, notes }: LayersInput): LayersModel {
  const table = platform && analyticalTimes(network, platform);
  const estimated = table && { table, column: estimatedTimes(table, platform) };
  const profile = pickProfile(network, platform?.name ?? null, profiles);
  const measured = profile && measuredTimes(profile.table, profile.source, estimated);
  const layers = layerFacts(network, estimated?.column ?? null, measured);
  const model = {
    title: network.name,
    layers,
    estimated: estimated?.column.times ?? null,
    measured: measured?.column.times ?? null,
    notes: [
      ...notes,
      ...(profile && estimated && !measured?.comparable ? [otherPlaces(profile.platform)] : []),
    ],
  };
  return { ...model, summary: summary(model) };
}

function otherPlaces(platform: string): string {
  return `Measured on other places than those of the estimates: choose the platform ${platform} to compare them.`;
}

function layerFacts(
  network: Network,
  estimated: TimeColumn | null,
  measured: ReturnType<typeof measuredTimes> | null,
): LayerFacts[] {
  return network.layers.map((layer, index) => {
    const estimatedSeconds = estimated?.of(index) ?? [];
    const measuredSeconds = measured?.column.of(index) ?? [];
    return {
      name: layer.name,
      description: layer.description,
      inputShape: layer.inputShape,
      outputShape: layer.outputShape,
      weight: layer.weight,
      macs: layer.macs,
      parameters: layer.parameters,
      activationBytes: layer.outputBytes,
      cutBytes: network.cutBytes[index + 1] ?? 0,
      estimatedSeconds,
      measuredSeconds,
      disagreement: measured?.comparable ? disagreement(estimatedSeconds, measuredSeconds) : null,
    };
  });
}

/** The group whose times differ by the largest factor, where that is a large one. */
export function disagreement(
  estimated: readonly number[],
  measured: readonly number[],
): LayerFacts['disagreement'] {
  let found: LayerFacts['disagreement'] = null;
  let largest = largeRatio;
  measured.forEach((seconds, group) => {
    const ratio = seconds / (estimated[group] ?? 0);
    if (!Number.isFinite(ratio) || ratio <= 0) return;
    const factor = Math.max(ratio, 1 / ratio);
    if (factor <= largest) return;
    largest = factor;
    found = { group, ratio };
  });
  return found;
}

function summary({ title, layers, estimated, measured }: Omit<LayersModel, 'summary'>): string {
  const sum = (of: (layer: LayerFacts) => number) => layers.reduce((total, l) => total + of(l), 0);
  const weight = sum((layer) => layer.weight);
  const heaviest = layers.reduce((a, b) => (b.weight > a.weight ? b : a), { name: '', weight: 0 });
  const share = weight > 0 ? `, ${significant((100 * heaviest.weight) / weight, 2)} % of it` : '';
  const count = layers.length === 1 ? '1 layer' : `${layers.length} layers`;
  const times = (kind: string, column: LayersModel['estimated']) =>
    column
      ? ` ${kind} from ${column.source}: ${column.groups
          .map(({ label, totalSeconds }) => `${formatSeconds(totalSeconds)} on ${label}`)
          .join(', ')}.`
      : '';
  return (
    `${title}: ${count}, weight ${formatCount(weight)}, ` +
    `${formatCount(sum((layer) => layer.macs))} multiply-accumulates, ` +
    `${formatCount(sum((layer) => layer.parameters))} parameters. ` +
    `The heaviest layer is ${heaviest.name}${share}.` +
    times('Estimated times', estimated) +
    times('Measured times', measured)
  );
}
