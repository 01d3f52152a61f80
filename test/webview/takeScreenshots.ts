import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { compareScenes } from './compareScenes';
import { comparisonScenes } from './comparisonScenes';
import { convergenceScenes } from './convergenceScenes';
import { layersScenes } from './layersScenes';
import { liveScenes } from './liveScenes';
import { PanelHost, type PanelName } from './panelHost';
import { replayScenes } from './replayScenes';
import type { Scene } from './scene';
import { stageMapScenes } from './stageMapScenes';
import { themes } from './themes';

const scenes: Readonly<Record<PanelName, Readonly<Record<string, Scene>>>> = {
  stageMap: stageMapScenes,
  layers: layersScenes,
  convergence: convergenceScenes,
  compare: compareScenes,
  comparison: comparisonScenes,
  live: liveScenes,
  replay: replayScenes,
};

/**
 * Writes a picture of every panel, scene, theme and width into `folder`, such as
 * `stageMap-one-dark-400.png`; `only` picks by part of the name.
 */
export async function takeScreenshots(folder: string, only = ''): Promise<string[]> {
  mkdirSync(folder, { recursive: true });
  const pictures = Object.entries(scenes).flatMap(([panel, byName]) =>
    Object.entries(byName).flatMap(([name, scene]) =>
      Object.values(themes).flatMap((theme) =>
        [400, 1600].map((width) => {
          const file = join(folder, `${panel}-${name}-${theme.id}-${width}.png`);
          return { file, scene, options: { panel: panel as PanelName, theme, width } };
        }),
      ),
    ),
  );
  const wanted = pictures.filter(({ file }) => file.includes(only));
  const host = await PanelHost.start();
  try {
    for (const { file, scene, options } of wanted) {
      const panel = await host.open({ ...options, height: 950, ...scene.options });
      if (scene.message) await panel.send(scene.message);
      await scene.act?.(panel);
      // Rows of the layers panel are drawn where they are in sight only.
      const fullPage = options.width === 400 && options.panel !== 'layers';
      await panel.page.screenshot({ path: file, fullPage });
      await panel.close();
    }
  } finally {
    await host.stop();
  }
  return wanted.map(({ file }) => file);
}
