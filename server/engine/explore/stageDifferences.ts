import type { ComparedStage, Side } from '../../protocol/compareModel';
import type { Lane } from '../../protocol/stageMapModel';

/**
 * How the stages of one pipeline stand to those of another of the same layers: a stage is the
 * same where the other has one of the same layers on the same place.
 */
export function stageDifferences(
  lanes: readonly Lane[],
  others: readonly Lane[],
  otherSide: Side,
): ComparedStage[] {
  const byRange = new Map(others.map((lane) => [rangeOf(lane), lane]));
  const placeOfLayer = new Map(
    others.flatMap((lane) => lane.segments.map(({ layer }) => [layer, lane.place] as const)),
  );
  const byPlace = new Map(others.map((lane) => [lane.place, lane]));
  return lanes.flatMap((lane, index): ComparedStage[] => {
    if (lane.stage === null) return [];
    const twin = byRange.get(rangeOf(lane));
    const stage = {
      stage: lane.stage,
      lane: index,
      layers: [lane.segments[0]?.name ?? '', lane.segments.at(-1)?.name ?? ''] as const,
      layerCount: lane.segments.length,
    };
    if (twin?.place === lane.place) return [{ ...stage, difference: 'same', words: '' }];
    if (twin) {
      const words = `${twin.place} on the ${otherSide}`;
      return [{ ...stage, difference: 'other place', words }];
    }
    const words = layerWords(lane, byPlace.get(lane.place), placeOfLayer, otherSide);
    return [{ ...stage, difference: 'other layers', words }];
  });
}

function rangeOf({ segments }: Lane): string {
  return `${segments[0]?.layer ?? ''}-${segments.at(-1)?.layer ?? ''}`;
}

/** What the place of a stage does in the other pipeline, or who has most of the stage's layers there. */
function layerWords(
  lane: Lane,
  samePlace: Lane | undefined,
  placeOfLayer: ReadonlyMap<number, string>,
  otherSide: Side,
): string {
  if (samePlace) {
    const own = new Set(lane.segments.map(({ layer }) => layer));
    const kept = samePlace.segments.filter(({ layer }) => own.has(layer)).length;
    if (kept > 0) {
      const gained = lane.segments.length - kept;
      const lost = samePlace.segments.length - kept;
      const counts = [gained > 0 ? `+${gained}` : '', lost > 0 ? `−${lost}` : ''];
      return `${counts.filter((text) => text !== '').join(' ')} ${gained + lost === 1 ? 'layer' : 'layers'}`;
    }
  }
  const places = new Set(lane.segments.flatMap(({ layer }) => placeOfLayer.get(layer) ?? []));
  const [only] = places;
  if (only === undefined) return `no such layers on the ${otherSide}`;
  return places.size === 1
    ? `part of ${only} on the ${otherSide}`
    : `${places.size} places on the ${otherSide}`;
}
