import type { NodeTime } from './readNodeTimes';

/**
 * Times of layers from those of nodes: seconds[layer][run]. What the runtime put in between, such as a
 * change of layout, belongs to the layer that ran before it.
 * @param layerOf the layer of a node by its name; null where the name tells none.
 */
export function layerSeconds(
  runs: readonly (readonly NodeTime[])[],
  layerOf: (name: string) => number | null,
  layerCount: number,
): number[][] {
  const seconds = Array.from({ length: layerCount }, () => new Array<number>(runs.length).fill(0));
  runs.forEach((nodes, run) => {
    let layer = 0;
    for (const node of nodes) {
      layer = layerOf(node.name) ?? layer;
      const row = seconds[layer];
      if (row) row[run] = (row[run] ?? 0) + node.seconds;
    }
  });
  return seconds;
}
