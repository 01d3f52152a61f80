import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mean } from 'simple-statistics';
import { memoryBoundByRoofline } from '../../server/engine/interference/memoryBound';
import type { Slowdown } from '../../server/engine/interference/scenario';
import { stressLevels, type StressLevel } from '../../server/engine/interference/stressLevels';
import { localTable } from '../../server/runtime/testbed/localTable';
import { LocalExecutor } from '../../server/runtime/executor/localExecutor';
import { stressFor } from '../../server/runtime/stress/stressFor';
import { exportCase, placeCase } from '../local/networkCase';
import { withStress } from './withStress';

/** A level of stress as it was measured here. */
export interface MeasuredLevel {
  readonly level: StressLevel;
  /** Stress on the core of the layers. */
  readonly same: Slowdown;
  /** Stress on the other core. */
  readonly other: Slowdown;
}

/** Of a measurement: about ten runs of VGG-16. */
const seconds = 2.5;

/** Measures how much each level slows the layers of VGG-16, by what bounds them, on the cores 0 and 1. */
export async function stressFactors(
  executorFile: string,
  stressFile: string,
  say: (what: string) => void,
): Promise<MeasuredLevel[]> {
  const folder = mkdtempSync(join(tmpdir(), 'cnn-tuner-bench-'));
  const executor = LocalExecutor.start(executorFile);
  try {
    const net = placeCase(await exportCase('vgg16', folder), 1);
    const table = localTable({ ...net, profile: null });
    if (typeof table === 'string') throw new Error(table);
    const bound = memoryBoundByRoofline(table, net.network, net.platform)[0] ?? new Uint8Array();
    const measure = async (): Promise<Slowdown> => {
      const model = { path: net.modelPath, shape: null };
      const measured = await executor.measure({ model, cores: [0], seconds, folder });
      const times = measured.seconds.map((runs) => mean([...runs]));
      const sum = (isMemory: number) => times.reduce((total, time, layer) => total + (bound[layer] === isMemory ? time : 0), 0); // prettier-ignore
      return { compute: sum(0), memory: sum(1) };
    };
    const quiet = await measure();
    const under = async ({ slowdown }: StressLevel, core: number): Promise<Slowdown> => {
      const slowed = await withStress(stressFile, stressFor(slowdown, [core]), measure);
      return { compute: slowed.compute / quiet.compute, memory: slowed.memory / quiet.memory };
    };
    const levels: MeasuredLevel[] = [];
    for (const level of stressLevels) {
      say(`layers under ${level.name}`);
      levels.push({ level, same: await under(level, 0), other: await under(level, 1) });
    }
    return levels;
  } finally {
    await executor.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
