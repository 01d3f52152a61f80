import { createRandom } from '../server/engine/core/random';
import { createTimeTable, type TimeTable } from '../server/engine/cost/timeTable';
import { solveOptimum } from '../server/engine/explore/optimum/solveOptimum';
import { medianMilliseconds, type Claim } from './claim';
import { exampleTable } from './examples';

const layerCount = 54;
const placeCount = 16;

/** How long the proof of the optimum takes: many places of two classes, and places all different. */
export const optimumClaims: readonly Claim[] = [
  {
    name: 'Proven optimum, ResNet-152 on 26 + 26 places',
    unit: 'ms',
    limit: { atMost: 100 },
    method: 'engine time, warm, transfers overlapped',
    measure: () => proofTime(exampleTable('resnet-152', 'chiplet-26f26s'), 20),
  },
  {
    name: 'Proven optimum, 54 layers on 16 different places',
    unit: 'ms',
    limit: { atMost: 2000 },
    method: 'engine time, warm, random times, transfers overlapped',
    measure: () => proofTime(differentPlaces(), 3),
  },
];

function proofTime(table: TimeTable, runs: number): Promise<number> {
  const prove = (): void => {
    if (!solveOptimum(table).proven) throw new Error('The optimum was not proven.');
  };
  return medianMilliseconds(prove, { runs, warmups: 1 });
}

/** Every place has a speed of its own, every layer its own idea of it, every link its bandwidth. */
function differentPlaces(): TimeTable {
  const random = createRandom(1);
  const values = (length: number, least: number, most: number) =>
    Float64Array.from({ length }, () => least + (most - least) * random.unit());
  const speeds = values(placeCount, 1, 3);
  const weights = values(layerCount, 0.2, 1.2);
  const own = values(layerCount * placeCount, 0.8, 1.25);
  return createTimeTable({
    layers: Array.from({ length: layerCount }, (_, layer) => `layer${layer}`),
    places: Array.from({ length: placeCount }, (_, place) => `place${place}`),
    seconds: own.map((factor, i) => (factor * (weights[Math.floor(i / placeCount)] ?? 0) * (speeds[i % placeCount] ?? 0)) / 1e3), // prettier-ignore
    hints: weights,
    cutBytes: values(layerCount + 1, 0, 4e5),
    linkLatencySeconds: new Float64Array(placeCount * placeCount).fill(2e-6),
    linkSecondsPerByte: values(placeCount * placeCount, 5e-10, 2e-9),
    overlapped: true,
    weightBytes: new Float64Array(layerCount),
    memoryBytes: new Float64Array(placeCount).fill(Infinity),
  });
}
