import type { StageMapModel } from '../../server/protocol/stageMapModel';
import { manyLayers, mostlyUnused, oneLayer, resNet50, sampleModel } from './sampleModels';
import type { AnyMessage } from './panelHost';
import type { Scene } from './scene';

const show = (model: StageMapModel): AnyMessage => ({ type: 'stageMap', model });

const slowLink = sampleModel({ layers: 30, places: 6, bottleneckIsTransfer: true });
const unproven: StageMapModel = {
  ...sampleModel({ layers: 30, places: 6, transfers: 'blocking' }),
  optimumThroughput: null,
  cancelled: true,
};

/** Pictures of the stage map. */
export const stageMapScenes: Readonly<Record<string, Scene>> = {
  one: { message: show(oneLayer()) },
  resnet50: { message: show(resNet50()) },
  unused: { message: show(mostlyUnused()) },
  many: { message: show(manyLayers()) },
  slowlink: { message: show(slowLink) },
  unproven: { message: show(unproven) },
  table: {
    message: show(mostlyUnused()),
    act: ({ page }) => page.getByRole('button', { name: 'Show as table' }).click(),
  },
  focus: {
    message: show(resNet50()),
    act: async ({ page }) => {
      await page.locator('.segment').first().focus();
      for (const key of ['ArrowDown', 'ArrowDown', 'ArrowRight']) await page.keyboard.press(key);
    },
  },
  failure: {
    message: {
      type: 'failure',
      message: 'resnet50.tuning.json:4:12: expected a number of trials.',
    },
  },
  forced: { message: show(resNet50()), options: { context: { forcedColors: 'active' } } },
};
