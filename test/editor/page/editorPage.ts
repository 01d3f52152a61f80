import { writeFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from './expect';
import type { Browser, FrameLocator, Locator, Page } from 'playwright-core';

/** Colour themes that the pictures are looked at in. */
export const themes = {
  dark: 'Default Dark Modern',
  light: 'Default Light Modern',
  'high-contrast': 'Default High Contrast',
} as const;
const themeClasses = { dark: 'vs-dark', light: 'vs', 'high-contrast': 'hc-black' } as const;

/** An editor window as a person uses it: keys, clicks, and what is to be seen. */
export class EditorPage {
  private constructor(
    readonly page: Page,
    private readonly folder: string,
  ) {}

  /** Opens a window on a folder and trusts it. */
  static async open(browser: Browser, url: string, folder: string): Promise<EditorPage> {
    const page = await browser.newPage({ viewport: { width: 1500, height: 950 } });
    page.setDefaultTimeout(30_000);
    await page.goto(url);
    await page.getByRole('button', { name: /Yes, I trust/ }).click();
    const editor = new EditorPage(page, folder);
    await editor.fileInTree('resnet-18.cnn.yaml').waitFor();
    return editor;
  }

  /** Everything is loaded again, as after a restart of the editor. */
  async reload(): Promise<void> {
    const loaded = this.page.waitForEvent('domcontentloaded');
    await this.runCommand('Developer: Reload Window');
    await loaded;
    await this.fileInTree('resnet-18.cnn.yaml').waitFor();
  }

  fileInTree(name: string): Locator {
    return this.page.locator(`[role=treeitem][aria-label^="${name}"]`);
  }

  async openFile(name: string): Promise<void> {
    await this.fileInTree(name).dblclick();
    await this.page.locator(`.tab.active[aria-label^="${name}"]`).waitFor();
  }

  /** The tab of an open file. */
  tab(name: string): Locator {
    return this.page.locator(`.tab[data-resource-name="${name}"]`);
  }

  /** Opens a file as text and waits until keys go there. */
  async openText(name: string): Promise<void> {
    await this.openFile(name);
    await this.page.locator('.editor-group-container.active .monaco-editor.focused').waitFor();
  }

  /** A command by its name in the palette. */
  async runCommand(name: string): Promise<void> {
    await this.page.keyboard.press('F1');
    const input = this.page.locator('.quick-input-widget input[type=text]');
    await input.fill(`>${name}`);
    await this.page.locator('.quick-input-list [role=option]').first().waitFor();
    await input.press('Enter');
  }

  /** Types as a person does: the editor indents and closes brackets. */
  async type(text: string): Promise<void> {
    await this.page.keyboard.type(text, { delay: 1 });
  }

  editorText(): Locator {
    return this.page.locator('.editor-group-container.active .view-lines');
  }

  squiggles(): Locator {
    return this.page.locator('.squiggly-error');
  }

  notification(text: RegExp): Locator {
    return this.page.locator('.notification-list-item', { hasText: text });
  }

  /** The page inside the visible stage map. */
  stageMap(): FrameLocator {
    return this.page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
  }

  /** Writes the workspace's settings, and waits until the editor follows: another theme shows that. */
  async useSettings(theme: keyof typeof themes, settings: object = {}): Promise<void> {
    const file = join(this.folder, '.vscode', 'settings.json');
    await mkdir(join(this.folder, '.vscode'), { recursive: true });
    await writeFile(file, JSON.stringify({ 'workbench.colorTheme': themes[theme], ...settings }));
    await this.page.locator(`.monaco-workbench.${themeClasses[theme]}`).waitFor();
  }

  async closeAll(): Promise<void> {
    await this.runCommand('View: Close All Editors');
    await expect.gone(this.page.locator('.tab'));
  }

  async close(): Promise<void> {
    await this.page.close();
  }
}
