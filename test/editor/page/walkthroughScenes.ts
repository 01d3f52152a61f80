import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { EditorPage } from './editorPage';
import { expect, until } from './expect';

/** A picture as a browser gives it. */
export interface Picture {
  readonly name: string;
  readonly png: Buffer;
}

/** Small enough to read in half a window, large enough to show what matters. */
const size = { width: 880, height: 540 };

/** Nothing on a picture that is not the product's. */
const settings = {
  'window.commandCenter': false,
  'workbench.statusBar.visible': false,
  'window.menuBarVisibility': 'hidden',
  'workbench.layoutControl.enabled': false,
  'workbench.startupEditor': 'none',
  'breadcrumbs.enabled': false,
  'editor.minimap.enabled': false,
  'editor.scrollbar.vertical': 'hidden',
  'editor.scrollbar.horizontal': 'hidden',
  'editor.cursorBlinking': 'solid',
  'workbench.hover.delay': 100_000,
};

/** Pictures of the five steps in one theme. @param folder an empty workspace at `url`. */
export async function walkthroughScenes(
  browser: Browser,
  url: string,
  folder: string,
  theme: 'light' | 'dark',
): Promise<Picture[]> {
  const editor = await EditorPage.open(browser, url, folder, { size });
  const { page } = editor;
  const pictures: Picture[] = [];
  const take = async (step: string, height = size.height) => {
    await page.mouse.move(size.width - 3, size.height - 3);
    const clip = { x: 0, y: 0, width: size.width, height };
    const png = await page.screenshot({ animations: 'disabled', caret: 'hide', clip });
    pictures.push({ name: `${step}-${theme}`, png });
  };
  // The server's colours come after the grammar's, which know no names.
  const coloured = (name: string) =>
    page
      .locator('.view-line span', { hasText: new RegExp(`^${name}$`) })
      .first()
      .waitFor();
  // The list is longer than its place.
  const openNetwork = async () => {
    const item = editor.item('Networks', 'resnet-50');
    await until(async () => {
      await editor.list('Networks').hover();
      await page.mouse.wheel(0, 40);
      return item.isVisible();
    });
    await item.dblclick();
  };
  await editor.useSettings(theme, settings);
  await editor.closeAll();

  await editor.openSidebar();
  await editor.runCommand('CNN Tuner: Create Samples in the Workspace');
  await editor.notification(/samples were created/).waitFor();
  await editor.runCommand('Notifications: Clear All Notifications');
  await expect.text(editor.item('Networks', 'resnet-50'), /54 layers/);
  await page.locator('.codelens-decoration').first().waitFor();
  await coloured('stem');
  await take('networks');

  await writeFile(join(folder, 'draft.cnn.yaml'), draft);
  await editor.item('Networks', 'draft').dblclick();
  await editor.runCommand('View: Close Primary Side Bar');
  await editor.squiggles().first().waitFor();
  await editor.runCommand('Go to Next Problem (Error, Warning, Info)');
  await page.locator('.marker-widget').waitFor();
  await coloured('stem');
  await take('check', 260);
  await editor.closeAll();

  await editor.openSidebar();
  await editor.item('Platforms', 'chiplet-4f4s').dblclick();
  await coloured('fep');
  await take('platform');
  await editor.closeAll();

  await openNetwork();
  await editor.runCommand('CNN Tuner: Run Shisha Tuning');
  const choice = page.locator('.quick-input-list [role=option]');
  await choice.filter({ hasText: 'chiplet-4f4s' }).click();
  await editor.panel().locator('[role=grid]').waitFor();
  await editor.runCommand('View: Close Primary Side Bar');
  await editor.runCommand('View: Close Editors in Other Groups');
  await take('tune');

  await editor.openSidebar();
  await editor.closeAll();
  await openNetwork();
  await editor.runCommand('CNN Tuner: Select Platform for Network');
  await choice.filter({ hasText: 'server-4x8' }).click();
  await editor.runCommand('CNN Tuner: Run Shisha Tuning');
  await editor.item('Results', 'resnet-50.server-4x8').waitFor();
  await editor.closeAll();
  await editor.item('Results', 'resnet-50.chiplet-4f4s').click();
  await editor.item('Results', 'resnet-50.server-4x8').click({ modifiers: ['ControlOrMeta'] });
  await editor.chooseFromMenu(editor.item('Results', 'resnet-50.server-4x8'), 'Compare Results');
  await editor.panel().locator('h1', { hasText: 'server-4x8' }).waitFor();
  await editor.runCommand('View: Close Other Editors in Group');
  await take('results');
  await editor.close();
  return pictures;
}

/** A network with a mistake that people make. */
const draft = `cnn: Draft
input: [3, 64, 64]
layers:
  - { name: stem, op: conv, kernel: 3, filters: 32, activation: relu }
  - { name: pool, op: max_pool, kernel: 2, stride: 2 }
  - { name: body, op: conv, kernel: 3, filters: 64, from: stemm }
  - { name: head, op: fully_connected, units: 10 }
`;
