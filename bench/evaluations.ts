import { createRandom } from '../server/engine/core/random';
import { evaluate } from '../server/engine/cost/evaluate';
import { createTimeTable } from '../server/engine/cost/timeTable';
import { createConfiguration, type Configuration } from '../server/engine/pipeline/configuration';
import { createObservation } from '../server/engine/pipeline/observation';
import { medianMilliseconds, type Claim } from './claim';

const layerCount = 60;
const placeCount = 8;
const batch = 100_000;

/** How many configurations one core judges in a second. */
export const evaluations: Claim = {
  name: 'Configuration evaluations, 60 layers, 8 places',
  unit: 'M/s',
  limit: { atLeast: 5 },
  method: 'one core, random configurations of 1 to 8 stages',
  async measure() {
    const table = randomTable();
    const configurations = Array.from({ length: 1024 }, (_, seed) => randomConfiguration(seed));
    const observation = createObservation(placeCount);
    const work = (): void => {
      for (let i = 0; i < batch; i += 1) {
        const configuration = configurations[i % configurations.length];
        if (configuration) evaluate(table, configuration, observation);
      }
    };
    const milliseconds = await medianMilliseconds(work, { runs: 30, warmups: 5 });
    return batch / milliseconds / 1000;
  },
};

function randomTable() {
  const random = createRandom(1);
  const values = (length: number) => Float64Array.from({ length }, () => random.unit());
  return createTimeTable({
    layers: Array.from({ length: layerCount }, (_, layer) => `layer${layer}`),
    places: Array.from({ length: placeCount }, (_, place) => `place${place}`),
    seconds: values(layerCount * placeCount),
    hints: values(layerCount),
    cutBytes: values(layerCount + 1),
    linkLatencySeconds: values(placeCount * placeCount),
    linkSecondsPerByte: values(placeCount * placeCount),
    overlapped: true,
    weightBytes: values(layerCount),
    memoryBytes: new Float64Array(placeCount).fill(Infinity),
  });
}

function randomConfiguration(seed: number): Configuration {
  const random = createRandom(seed);
  const configuration = createConfiguration(placeCount);
  configuration.stages = 1 + random.below(placeCount);
  const cuts = new Set([layerCount]);
  while (cuts.size < configuration.stages) cuts.add(1 + random.below(layerCount - 1));
  configuration.ends.set([...cuts].sort((a, b) => a - b));
  const places = Array.from({ length: placeCount }, (_, place) => place);
  for (let stage = 0; stage < configuration.stages; stage += 1) {
    const [place = 0] = places.splice(random.below(places.length), 1);
    configuration.places[stage] = place;
  }
  return configuration;
}
