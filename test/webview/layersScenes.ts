import type { LayersModel } from '../../server/protocol/layersModel';
import type { AnyMessage, Panel } from './panelHost';
import { exampleLayers, manyLayersModel, measuredLayers } from './sampleLayers';
import type { Scene } from './scene';

const show = (model: LayersModel): AnyMessage => ({ type: 'layers', model, subject: 'sample' });
const bare: LayersModel = {
  ...exampleLayers('alexnet', 'chiplet-2f2s'),
  estimated: null,
  notes: ['The text has errors: these are the layers of its last version without any.'],
};
const press =
  (name: string) =>
  ({ page }: Panel): Promise<void> =>
    page.getByRole('button', { name, exact: true }).click();

/** Pictures of the layers panel. */
export const layersScenes: Readonly<Record<string, Scene>> = {
  estimated: { message: show(exampleLayers('resnet-50', 'chiplet-4f4s')) },
  measured: {
    message: show(measuredLayers()),
    act: async (panel) => {
      await panel.send({ type: 'select', layers: [4, 7, 10] });
    },
  },
  bytime: {
    message: show(measuredLayers()),
    act: async ({ page }) => {
      const sort = page.getByLabel('Sort by');
      if (await sort.isVisible()) await sort.selectOption({ index: 10 });
      else await page.locator('[data-sort="measured-1"]').click();
    },
  },
  log: { message: show(measuredLayers()), act: press('Log scale') },
  share: { message: show(measuredLayers('mobilenet-v2')), act: press('Share of total') },
  bare: { message: show({ ...bare, layers: bare.layers.map(withoutTimes) }) },
  kinds: { message: show(exampleLayers('yolov3', 'jetson-tx2')) },
  many: {
    message: show(manyLayersModel(20_000)),
    act: async ({ page }) => {
      await page.getByRole('searchbox').fill('expand 1×1');
      await page.getByRole('grid').press('End');
    },
  },
  keyboard: {
    message: show(measuredLayers()),
    act: async ({ page }) => {
      await page.getByRole('grid').focus();
      for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown']) await page.keyboard.press(key);
    },
  },
  failure: {
    message: { type: 'failure', message: 'The network has errors: mend them to see its layers.' },
  },
  forced: {
    message: show(measuredLayers()),
    options: { context: { forcedColors: 'active' } },
  },
};

function withoutTimes(layer: LayersModel['layers'][number]): LayersModel['layers'][number] {
  return { ...layer, estimatedSeconds: [] };
}
