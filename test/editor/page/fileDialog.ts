import type { Page } from 'playwright-core';
import { until } from './expect';

/** Chooses a file in the dialog that asks for one. */
export async function chooseFile(page: Page, path: string, button: string): Promise<void> {
  const dialog = page.locator('.quick-input-widget');
  const name = path.slice(path.lastIndexOf('/') + 1);
  await dialog.getByRole('button', { name: button }).waitFor();
  // It begins in some folder, and writes that into the input once it has read it.
  await dialog.locator('[role=option]', { hasText: '..' }).waitFor();
  const input = dialog.locator('input[type=text]');
  const option = dialog.locator('[role=option]', { hasText: name });
  // It may write there once more, over what was typed, or not follow what is typed meanwhile.
  await until(async () => {
    await input.fill(path.slice(0, -1), { timeout: 5000 });
    await input.press('End');
    await page.keyboard.type(path.slice(-1));
    await option.waitFor({ timeout: 5000 });
  });
  await dialog.getByRole('button', { name: button }).click();
}

/** Names the file in the dialog that asks where to save something. */
export async function saveAs(page: Page, path: string): Promise<void> {
  const dialog = page.locator('.quick-input-widget');
  await dialog.locator('[role=option]', { hasText: '..' }).waitFor();
  const input = dialog.locator('input[type=text]');
  // It proposes a name once it has read its folder, over what was typed.
  await until(async () => (await input.inputValue()) !== '');
  await input.fill(path);
  await dialog.getByRole('button', { name: 'OK' }).click();
}
