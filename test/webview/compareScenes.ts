import type { CompareModel } from '../../server/protocol/compareModel';
import type { AnyMessage, Panel } from './panelHost';
import { alike, equalResults, manyStages, unlike } from './sampleRuns';
import type { Scene } from './scene';

const show = (model: CompareModel): AnyMessage => ({ type: 'compare', model, subject: 'sample' });
const asTable = ({ page }: Panel): Promise<void> =>
  page.getByRole('button', { name: 'Show as table' }).click();

/** Pictures of the compare panel. */
export const compareScenes: Readonly<Record<string, Scene>> = {
  alike: { message: show(alike()) },
  equal: { message: show(equalResults()) },
  unlike: { message: show(unlike()) },
  many: { message: show(manyStages()) },
  table: { message: show(alike()), act: asTable },
  focus: {
    message: show(alike()),
    act: async ({ page }) => {
      await page.locator('.stage').first().focus();
      for (const key of ['ArrowDown', 'ArrowDown', 'ArrowRight']) await page.keyboard.press(key);
    },
  },
  failure: {
    message: { type: 'failure', message: 'resnet-50.tuning.json: The file is not valid JSON.' },
  },
  forced: { message: show(alike()), options: { context: { forcedColors: 'active' } } },
};
