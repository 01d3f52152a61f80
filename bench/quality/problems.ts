import { normal } from '../../server/engine/core/normal';
import { createRandom } from '../../server/engine/core/random';
import { createTimeTable, type TimeTable } from '../../server/engine/cost/timeTable';
import { exampleTable } from '../examples';

const networks = ['synthnet', 'vgg16', 'resnet-50', 'resnet-152', 'googlenet', 'yolov3'] as const;
const platforms = ['jetson-tx2', 'odroid-xu4', 'chiplet-2f2s', 'chiplet-4f4s', 'chiplet-8f8s', 'chiplet-26f26s'] as const; // prettier-ignore

/** Deviation of a layer's time from the model, natural logarithm: on all classes, on one. */
const shared = 0.3;
const own = 0.2;

/** One problem of the grid. */
export interface QualityProblem {
  readonly name: string;
  readonly table: TimeTable;
}

/**
 * Six networks on six platforms, as if profiled: the analytical times of every layer on every class
 * of places, moved by chance. The hints stay as they are, so no explorer can know.
 */
export function qualityProblems(): QualityProblem[] {
  return networks.flatMap((network, n) =>
    platforms.map((platform, p) => ({
      name: `${network} on ${platform}`,
      table: profiled(exampleTable(network, platform), n * platforms.length + p),
    })),
  );
}

function profiled(table: TimeTable, seed: number): TimeTable {
  const { space } = table;
  const { layers, places, classOf, classCount, weightBytesBefore } = space;
  const random = createRandom(seed);
  const factors = layers.map(() => {
    const common = shared * normal(random);
    return Array.from({ length: classCount }, () => Math.exp(common + own * normal(random)));
  });
  return createTimeTable({
    ...space,
    seconds: Float64Array.from(
      layers.flatMap((_, layer) =>
        places.map((__, place) => {
          const factor = factors[layer]?.[classOf[place] ?? 0] ?? 1;
          return table.seconds(layer, place) * factor;
        }),
      ),
    ),
    weightBytes: Float64Array.from(
      layers,
      (_, l) => (weightBytesBefore[l + 1] ?? 0) - (weightBytesBefore[l] ?? 0),
    ),
  });
}
