import { StressProcess } from '../../server/runtime/stress/stressProcess';
import type { StressTask } from '../../server/runtime/stress/stressTask';

/** Does work beside stress, which has begun before it and ends after it. */
export async function withStress<T>(
  stressFile: string,
  task: StressTask,
  work: () => Promise<T>,
): Promise<T> {
  const stress = new StressProcess(stressFile, task, () => undefined);
  try {
    await stress.working;
    return await work();
  } finally {
    await stress.stop();
  }
}
