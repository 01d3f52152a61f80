import type { Page } from 'playwright-core';

/** What tells where an editor stands, most telling first. */
const telling = {
  dialog: '.monaco-dialog-box',
  palette: '.quick-input-widget',
  notifications: '.notification-list-item',
  sidebar: '.sidebar',
  tabs: '.tab',
  statusbar: '.statusbar',
};

/** Adds to an error the words that a window shows, a line for each of its parts. */
export async function addWordsOnScreen(error: unknown, page: Page): Promise<void> {
  if (error instanceof Error) error.stack = `${error.stack}\n${await wordsOnScreen(page)}`;
}

async function wordsOnScreen(page: Page): Promise<string> {
  const seen = ['Seen then:'];
  for (const [name, selector] of Object.entries(telling)) {
    const texts = await page.locator(`${selector}:visible`).allInnerTexts();
    if (texts.length > 0) seen.push(`${name}: ${oneLine(texts.join(' | '))}`);
  }
  for (const panel of await page.locator('iframe.webview.ready:visible').all()) {
    const body = panel.contentFrame().frameLocator('#active-frame').locator('body');
    seen.push(`panel: ${oneLine(await body.innerText({ timeout: 5000 }).catch(String))}`);
  }
  return seen.join('\n  ');
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').slice(0, 600);
}
