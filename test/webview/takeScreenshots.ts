import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { manyLayers, mostlyUnused, oneLayer, resNet50 } from './sampleModels';
import { PanelHost } from './panelHost';
import { themes } from './themes';

const models = {
  one: oneLayer(),
  resnet50: resNet50(),
  unused: mostlyUnused(),
  many: manyLayers(),
};

/** Writes a picture of every theme, width and sample into `folder`; `only` picks by part of the name. */
export async function takeScreenshots(folder: string, only = ''): Promise<string[]> {
  mkdirSync(folder, { recursive: true });
  const host = await PanelHost.start();
  const written: string[] = [];
  try {
    for (const theme of Object.values(themes)) {
      for (const width of [400, 1600]) {
        for (const [name, model] of Object.entries(models)) {
          const file = join(folder, `${name}-${theme.id}-${width}.png`);
          if (!file.includes(only)) continue;
          const panel = await host.open({ theme, width, height: 950 });
          await panel.send({ type: 'stageMap', model });
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
