import type { ConvergenceModel } from '../../server/protocol/convergenceModel';
import type { AnyMessage, Panel } from './panelHost';
import { differentProblems, longRuns, oneRun, severalRuns } from './sampleRuns';
import type { Scene } from './scene';

const show = (model: ConvergenceModel): AnyMessage => ({
  type: 'convergence',
  model,
  subject: 'sample',
});
const press =
  (...names: string[]) =>
  async ({ page }: Panel): Promise<void> => {
    for (const name of names) await page.getByRole('button', { name, exact: true }).click();
  };

/** Pictures of the convergence panel. */
export const convergenceScenes: Readonly<Record<string, Scene>> = {
  one: { message: show(oneRun()) },
  several: { message: show(severalRuns()) },
  time: { message: show(severalRuns()), act: press('Trial time', 'Log axis') },
  share: { message: show(differentProblems()), act: press('Share of the optimum') },
  long: { message: show(longRuns(8, 10_000)), act: press('Log axis') },
  table: { message: show(severalRuns()), act: press('Show as table') },
  failure: {
    message: { type: 'failure', message: 'resnet-50.tuning.json: The file is not valid JSON.' },
  },
  forced: {
    message: show(severalRuns()),
    options: { context: { forcedColors: 'active' } },
  },
};
