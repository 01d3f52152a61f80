import type { TimeTable } from '../cost/timeTable';
import { stageStart, type Configuration } from '../pipeline/configuration';
import type { Observation } from '../pipeline/observation';

/**
 * Estimates of layer times that follow what trials showed: those of each stage are scaled to its
 * time, on the class of its place. The last trial that is added is met exactly, those before it as
 * far as they agree with it.
 */
export class ObservedTable {
  /** Class-major. */
  private readonly seconds: Float64Array;

  constructor(private readonly table: TimeTable) {
    const { layers, classOf, classCount } = table.space;
    this.seconds = new Float64Array(classCount * layers.length);
    classOf.forEach((c, place) => {
      layers.forEach((_, layer) => {
        this.seconds[c * layers.length + layer] = table.seconds(layer, place);
      });
    });
  }

  add(configuration: Configuration, { periodSeconds, stageSeconds }: Observation): void {
    if (periodSeconds === Infinity) return;
    const { layers, classOf } = this.table.space;
    for (let s = 0; s < configuration.stages; s += 1) {
      const row = (classOf[configuration.places[s] ?? 0] ?? 0) * layers.length;
      const start = row + stageStart(configuration, s);
      const end = row + (configuration.ends[s] ?? 0);
      const own = this.seconds.subarray(start, end);
      const sum = own.reduce((total, value) => total + value, 0);
      const observed = stageSeconds[s] ?? 0;
      for (let i = 0; i < own.length; i += 1) {
        own[i] = sum > 0 ? ((own[i] ?? 0) * observed) / sum : observed / own.length;
      }
    }
  }

  /** The table with these estimates for single layers. */
  get fitted(): Pick<TimeTable, 'space' | 'seconds'> {
    const { space } = this.table;
    const count = space.layers.length;
    return {
      space,
      seconds: (layer, place) => this.seconds[(space.classOf[place] ?? 0) * count + layer] ?? 0,
    };
  }
}
