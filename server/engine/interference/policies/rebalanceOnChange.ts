import type { Configuration } from '../../pipeline/configuration';
import type { Detection, Policy } from '../policy';
import { StageDetector } from './stageDetector';
import { StageLayout } from './stageLayout';

/**
 * Rebalances a layout: moves its layers and yields for every trial; is resumed after the trial, with
 * `seconds` filled in anew. Ends with the layout that it stands by.
 * @param seconds times of the layout's stages, by how often each delivers.
 */
export type Rebalance = (layout: StageLayout, seconds: Float64Array) => Generator<void, void>;

/**
 * A policy that watches the stages and rebalances where the slowest one takes longer than before, or
 * any takes shorter, so that its place has room. That another stage takes longer changes nothing.
 * @param threshold see {@link StageDetector}
 */
export function rebalanceOnChange(threshold: number, rebalance: Rebalance): Policy {
  return function* (space, start) {
    const layout = new StageLayout(space, start);
    const seconds = new Float64Array(layout.length);
    const detector = new StageDetector(threshold);
    let { configuration } = layout;
    let detected: Detection | null = null;
    detector.restart(configuration.stages);
    for (;;) {
      const served = yield { configuration, mode: 'serve', detected };
      detected = null;
      const changed = detector.observe(served.stageSeconds);
      if (changed < 0) continue;
      layout.read(served.stageSeconds, seconds);
      const stage = layout.stageOf(changed);
      const slower = detector.shift(changed) > 0;
      if (slower && stage !== slowest(seconds)) {
        detector.accept(changed);
        continue;
      }
      detected = { place: layout.place(stage), direction: slower ? 'slower' : 'faster' };
      for (const trials = rebalance(layout, seconds); trials.next().done !== true;) {
        const trial: Configuration = layout.configuration;
        const observed = yield { configuration: trial, mode: 'trial', detected };
        detected = null;
        layout.read(observed.stageSeconds, seconds);
      }
      configuration = layout.configuration;
      detector.restart(configuration.stages);
    }
  };
}

/** Index of the longest time; the first of several. */
export function slowest(seconds: Float64Array): number {
  let most = 0;
  for (let s = 1; s < seconds.length; s += 1) {
    if ((seconds[s] ?? 0) > (seconds[most] ?? 0)) most = s;
  }
  return most;
}

/** Index of the shortest time from `first` to before `end`; the first of several. */
export function lightest(seconds: Float64Array, first: number, end: number): number {
  let least = first;
  for (let s = first + 1; s < end; s += 1) {
    if ((seconds[s] ?? 0) < (seconds[least] ?? 0)) least = s;
  }
  return least;
}
