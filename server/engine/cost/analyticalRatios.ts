import type { Network, OperatorClass } from '../network/network';
import type { Platform } from '../platform/platform';
import { rooflineSeconds } from './roofline';

/** How far the analytical model is off for a class of operators on places that are alike. */
export interface AnalyticalRatio {
  readonly places: readonly string[];
  readonly operators: OperatorClass | 'all';
  readonly layers: number;
  /** Measured time of these layers ÷ time by the model. */
  readonly ratio: number;
}

/**
 * Compares measured times with the analytical model, by class of operators.
 * @param groups indices of places that were measured as one.
 * @param seconds measured time of a layer on a place.
 */
export function analyticalRatios(
  network: Network,
  platform: Platform,
  groups: readonly (readonly number[])[],
  seconds: (layer: number, place: number) => number,
): AnalyticalRatio[] {
  return groups.flatMap((group) => {
    const [first = 0] = group;
    const place = platform.places[first];
    if (!place) return [];
    const places = group.map((index) => platform.places[index]?.name ?? '');
    const times = network.layers.map((layer, index) => ({
      operators: layer.operatorClass,
      measured: seconds(index, first),
      estimated: rooflineSeconds(layer, place),
    }));
    const classes = [...new Set(times.map(({ operators }) => operators))];
    const ratioOf = (operators: AnalyticalRatio['operators']): AnalyticalRatio[] => {
      const own = times.filter((time) => operators === 'all' || time.operators === operators);
      const measured = own.reduce((sum, time) => sum + time.measured, 0);
      const estimated = own.reduce((sum, time) => sum + time.estimated, 0);
      const ratio = measured / estimated;
      return Number.isFinite(ratio) ? [{ places, operators, layers: own.length, ratio }] : [];
    };
    return [...classes, 'all' as const].flatMap(ratioOf);
  });
}
