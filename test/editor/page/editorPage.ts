import { writeFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, until } from './expect';
import { addWordsOnScreen } from './wordsOnScreen';
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
  /** What the policies of pages forbade since the window was opened. */
  readonly violations: string[] = [];
  private settings = 0;

  private constructor(
    readonly page: Page,
    private readonly folder: string,
  ) {
    page.context().on('console', (message) => {
      if (message.text().includes('Content Security Policy')) this.violations.push(message.text());
    });
  }

  /** Opens a window on a folder and, unless told otherwise, trusts it. */
  static async open(
    browser: Browser,
    url: string,
    folder: string,
    { trusted = true, size = { width: 1500, height: 950 } } = {},
  ): Promise<EditorPage> {
    const page = await browser.newPage({ viewport: size });
    // For what never ends: a slow machine may take its time.
    page.setDefaultTimeout(60_000);
    const editor = new EditorPage(page, folder);
    try {
      await editor.enter(url, trusted);
    } catch (error) {
      await addWordsOnScreen(error, page);
      await page.close();
      throw error;
    }
    return editor;
  }

  /** Goes to a window, answers whether its folder is trusted, and waits for its files. */
  private async enter(url: string, trusted: boolean): Promise<void> {
    const { page } = this;
    await page.goto(url);
    const answer = page.getByRole('button', { name: trusted ? /Yes, I trust/ : /No, I don't/ });
    await answer.waitFor();
    // Keys reach nothing behind a question, and a click is lost on one that is just being drawn.
    await until(async () => {
      if (await answer.isVisible()) await answer.click({ timeout: 2000 });
      return !(await answer.isVisible());
    });
    // An editor that asks for trust may lay itself out anew, with another view in front.
    const files = page.locator('.explorer-folders-view .monaco-list');
    const nothing = page.locator('.sidebar').getByText('No Folder Opened');
    await until(async () => {
      if (await files.waitFor({ timeout: 10_000 }).then(() => true, () => false)) return true; // prettier-ignore
      // Where the machine is busy, a workspace of several folders may come up without them.
      if (await nothing.isVisible()) await page.reload();
      else await this.askForExplorer();
      return false;
    });
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

  /** Shows the product's lists. */
  async openSidebar(): Promise<void> {
    await this.runCommand('View: Show CNN Tuner');
    await this.list('Networks').waitFor();
  }

  /** The body of one of the product's lists: its items, or what stands there instead. */
  list(name: 'Networks' | 'Platforms' | 'Results' | 'Interference'): Locator {
    return this.page.locator('.pane', {
      has: this.page.locator(`.pane-header[aria-label^="${name} Section"]`),
    });
  }

  /** A file in one of the product's lists. */
  item(list: 'Networks' | 'Platforms' | 'Results' | 'Interference', name: string): Locator {
    return this.list(list).locator(`[role=treeitem][aria-label^="${name}"]`);
  }

  /** Opens a file of one of the product's lists as text. */
  async openItem(list: 'Networks' | 'Platforms', name: string): Promise<void> {
    const active = this.page.locator(`.tab.active[aria-label^="${name}."]`).first();
    const open = async (): Promise<void> => {
      await this.item(list, name).click({ timeout: 10_000 });
      await active.waitFor({ timeout: 10_000 });
    };
    // A list that is being made again loses what is clicked in it.
    await until(open);
  }

  /** Chooses an entry of an item's menu. */
  async chooseFromMenu(item: Locator, name: string): Promise<void> {
    const menu = this.page.locator('.monaco-menu');
    const entry = menu.getByRole('menuitem', { name, exact: true });
    const open = async (): Promise<void> => {
      await item.click({ button: 'right', timeout: 10_000 });
      await entry.hover({ timeout: 5000 });
    };
    // A list that is being made again closes the menu.
    await until(open);
    // A menu takes keys at once, clicks only after a while.
    await this.page.keyboard.press('Enter');
    await expect.gone(menu);
  }

  /** Presses a button of an item, which shows it under the pointer, until what it does is seen. */
  async pressOn(item: Locator, button: string, seen: Locator): Promise<void> {
    const press = async (): Promise<void> => {
      await item.hover({ timeout: 10_000 });
      await item.getByRole('button', { name: button }).click({ timeout: 5000 });
      await seen.first().waitFor({ timeout: 10_000 });
    };
    // A list that is being made again loses what is clicked in it.
    await until(press);
  }

  /** The platform in the status bar. */
  status(): Locator {
    return this.page.locator('.statusbar-item[id$="cnnPipelineTuner.platform"]:visible');
  }

  /** Shows the folder's files. */
  async openExplorer(): Promise<void> {
    await this.askForExplorer();
    await this.page.locator('.explorer-folders-view .monaco-list').waitFor();
  }

  /** Calls for the folder's files, which need not be there yet. */
  private async askForExplorer(): Promise<void> {
    await this.runCommand('View: Show Explorer');
  }

  /** A button of a question that stands before everything else. */
  dialogButton(name: string): Locator {
    return this.page.locator('.monaco-dialog-box').getByRole('button', { name });
  }

  async openFile(name: string): Promise<void> {
    const active = this.page.locator(`.tab.active[aria-label^="${name}"]`).first();
    const open = async (): Promise<void> => {
      if (!(await this.fileInTree(name).isVisible())) await this.openExplorer();
      await this.fileInTree(name).dblclick({ timeout: 10_000 });
      await active.waitFor({ timeout: 10_000 });
    };
    // A new file moves the others under the pointer.
    await until(open);
  }

  /** The tab of an open file. */
  tab(name: string): Locator {
    return this.page.locator(`.tab[data-resource-name="${name}"]`);
  }

  /** Opens a descriptor as text and waits until keys go there, and its language is known. */
  async openText(name: string): Promise<void> {
    await this.openFile(name);
    await this.page.locator('.editor-group-container.active .monaco-editor.focused').waitFor();
    await expect.text(this.page.locator('.statusbar'), /CNN (?:Network|Platform|Interference)/);
  }

  /** A command by its name in the palette. */
  async runCommand(name: string): Promise<void> {
    const palette = this.page.locator('.quick-input-widget');
    // Before the list follows the input it offers other commands, the last ones first.
    const exact = new RegExp(`^${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?:,|$)`);
    const input = palette.locator('input[type=text]');
    const choose = async (): Promise<void> => {
      await this.page.keyboard.press('F1');
      await input.fill(`>${name}`, { timeout: 5000 });
      await palette.getByRole('option', { name: exact }).click({ timeout: 10_000 });
    };
    // A palette that stays open keeps its list, without the commands of extensions that come later.
    const close = async (error: unknown): Promise<void> => {
      if (await input.isVisible()) await this.page.keyboard.press('Escape');
      throw error;
    };
    // A key is lost, and the palette closed, where the focus is just being moved.
    await until(() => choose().catch(close));
  }

  /** Runs a command and picks an entry of the list that it offers, which closes where the focus moves just then. */
  async runCommandAndChoose(name: string, words: string): Promise<void> {
    const option = this.page.locator('.quick-input-list [role=option]', { hasText: words });
    await until(async () => {
      await this.runCommand(name);
      await option.click({ timeout: 10_000 });
    });
  }

  /** Picks an entry of the list that is open. */
  async choose(words: string): Promise<void> {
    await this.page.locator('.quick-input-list [role=option]', { hasText: words }).click();
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

  /** The page inside the panel in sight, in this window or in one of its own. */
  panel(page = this.page): FrameLocator {
    return page.frameLocator('iframe.webview.ready:visible').frameLocator('#active-frame');
  }

  /** Moves the panel before those of the group beside it, and waits until it is the only one in sight. */
  async moveToPreviousGroup(): Promise<void> {
    await this.runCommand('View: Move Editor into Previous Group');
    const panels = this.page.locator('iframe.webview.ready:visible');
    await until(async () => (await panels.count()) === 1);
  }

  /** Clicks a lens of the active editor. */
  async clickLens(words: string): Promise<void> {
    await this.page.locator('.codelens-decoration a', { hasText: words }).click();
  }

  /** Places the cursor in the text of the first column. */
  async goToLine(line: number): Promise<void> {
    await this.runCommand('View: Focus First Editor Group');
    await this.page.keyboard.press('Control+G');
    const input = this.page.locator('.quick-input-widget input[type=text]');
    await input.fill(`:${line}`);
    await input.press('Enter');
    await expect.text(this.page.locator('.statusbar'), `Ln ${line},`);
  }

  /** Writes the workspace's settings, and waits until the editor follows. */
  async useSettings(theme: keyof typeof themes, settings: object = {}): Promise<void> {
    const file = join(this.folder, '.vscode', 'settings.json');
    await mkdir(join(this.folder, '.vscode'), { recursive: true });
    const always = {
      'git.enabled': false,
      // An editor in a browser saves by itself, unless it is told otherwise.
      'files.autoSave': 'off',
    };
    const apply = async (more: object): Promise<void> => {
      const title = `settings ${(this.settings += 1)}`;
      await writeFile(file, JSON.stringify({ ...always, ...settings, ...more, 'window.title': title })); // prettier-ignore
      await this.page.waitForFunction((words) => document.title.includes(words), title);
    };
    const shown = this.page.locator(`.monaco-workbench.${themeClasses[theme]}`);
    await until(async () => {
      await apply({ 'workbench.colorTheme': themes[theme] });
      const isShown = await shown.waitFor({ timeout: 10_000 }).then(() => true, () => false); // prettier-ignore
      // An editor that has just loaded may miss a change of its theme: it gets another one.
      if (!isShown) await apply({});
      return isShown;
    });
  }

  /** Closes every editor; what was not saved is lost. */
  async closeAll(): Promise<void> {
    const discard = this.dialogButton("Don't Save");
    const tabs = this.page.locator('.tab');
    const isClosedOrAsks = (): boolean =>
      document.querySelector('.tab') === null ||
      document.querySelector('.monaco-dialog-box') !== null;
    // What was asked for just before may open once everything else is closed.
    await until(async () => {
      if (await discard.isVisible()) await discard.click({ timeout: 5000 });
      else await this.runCommand('View: Close All Editors');
      await this.page.waitForFunction(isClosedOrAsks, null, { timeout: 5000 });
      return (await tabs.count()) === 0;
    });
  }

  async close(): Promise<void> {
    await this.page.close();
  }
}
