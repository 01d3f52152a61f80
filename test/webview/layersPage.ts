import type { Locator } from 'playwright-core';
import type { LayersModel } from '../../server/protocol/layersModel';
import type { OpenOptions, Panel, PanelHost } from './panelHost';

/** Opens the layers panel with a model in it. */
export async function openLayers(
  host: Pick<PanelHost, 'open'>,
  model: LayersModel,
  options?: OpenOptions,
): Promise<Panel> {
  const panel = await host.open({ panel: 'layers', width: 1600, ...options });
  await panel.send({ type: 'layers', model, subject: 'file:///net.cnn.yaml' });
  return panel;
}

/** The row at a position, from 0. */
export function rowAt({ page }: Panel, position: number): Locator {
  return page.locator(`#row-${position}`);
}

/** Names of the layers in sight, from top to bottom. */
export function namesShown({ page }: Panel): Promise<string[]> {
  return page.locator('.row .text-name').allTextContents();
}
