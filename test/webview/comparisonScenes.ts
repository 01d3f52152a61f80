import type { ComparisonModel } from '../../server/protocol/comparisonModel';
import type { AnyMessage, Panel } from './panelHost';
import { allExplorers, withoutChance } from './sampleComparison';
import type { Scene } from './scene';

const show = (model: ComparisonModel): AnyMessage => ({ type: 'comparison', model });
const press =
  (...names: string[]) =>
  async ({ page }: Panel): Promise<void> => {
    for (const name of names) await page.getByRole('button', { name, exact: true }).click();
  };

/** Pictures of the comparison panel. */
export const comparisonScenes: Readonly<Record<string, Scene>> = {
  all: { message: show(allExplorers()) },
  time: { message: show(allExplorers()), act: press('Trial time') },
  exact: { message: show(withoutChance()) },
  table: { message: show(allExplorers()), act: press('Show as table') },
  failure: {
    message: {
      type: 'failure',
      message: 'The file is not a comparison: kind must be "cnn-comparison".',
    },
  },
  forced: {
    message: show(allExplorers()),
    options: { context: { forcedColors: 'active' } },
  },
};
