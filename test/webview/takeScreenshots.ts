import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { StageMapModel } from '../../server/protocol/stageMapModel';
import { manyLayers, mostlyUnused, oneLayer, resNet50, sampleModel } from './sampleModels';
import { PanelHost, type OpenOptions, type Panel } from './panelHost';
import { themes } from './themes';

/** A picture to take: what is sent, and what a person does before it is taken. */
interface Scene {
  readonly model?: StageMapModel;
  readonly options?: OpenOptions;
  act?(panel: Panel): Promise<void>;
}

const slowLink = sampleModel({ layers: 30, places: 6, bottleneckIsTransfer: true });
const unproven: StageMapModel = {
  ...sampleModel({ layers: 30, places: 6, transfers: 'blocking' }),
  optimumThroughput: null,
  cancelled: true,
};

const scenes: Readonly<Record<string, Scene>> = {
  one: { model: oneLayer() },
  resnet50: { model: resNet50() },
  unused: { model: mostlyUnused() },
  many: { model: manyLayers() },
  slowlink: { model: slowLink },
  unproven: { model: unproven },
  table: {
    model: mostlyUnused(),
    act: ({ page }) => page.getByRole('button', { name: 'Show as table' }).click(),
  },
  focus: {
    model: resNet50(),
    act: async ({ page }) => {
      await page.locator('.segment').first().focus();
      for (const key of ['ArrowDown', 'ArrowDown', 'ArrowRight']) await page.keyboard.press(key);
    },
  },
  failure: {
    act: (panel) =>
      panel.send({
        type: 'failure',
        message: 'resnet50.tuning.json:4:12: expected a number of trials.',
      }),
  },
  forced: { model: resNet50(), options: { context: { forcedColors: 'active' } } },
};

/** Writes a picture of every theme, width and scene into `folder`; `only` picks by part of the name. */
export async function takeScreenshots(folder: string, only = ''): Promise<string[]> {
  mkdirSync(folder, { recursive: true });
  const host = await PanelHost.start();
  const written: string[] = [];
  try {
    for (const theme of Object.values(themes)) {
      for (const width of [400, 1600]) {
        for (const [name, { model, options, act }] of Object.entries(scenes)) {
          const file = join(folder, `${name}-${theme.id}-${width}.png`);
          if (!file.includes(only)) continue;
          const panel = await host.open({ theme, width, height: 950, ...options });
          if (model) await panel.send({ type: 'stageMap', model });
          await act?.(panel);
          await panel.page.screenshot({ path: file, fullPage: width === 400 });
          written.push(file);
          await panel.close();
        }
      }
    }
  } finally {
    await host.stop();
  }
  return written;
}
