import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { findChromium } from './chromium.mjs';
import { editorUrl, startEditorHost } from './editorHost.mjs';
import { home } from './editorTestFiles.mjs';

/** Starts the browser that shows the editor. */
export async function openBrowser() {
  const executablePath = findChromium();
  if (executablePath === null) {
    throw new Error('No Chromium was found: install one, or name it in CHROMIUM.');
  }
  const quiet = ['background-networking', 'component-update', 'sync'].map((s) => `--disable-${s}`);
  const args = ['--no-sandbox', '--disable-gpu', '--no-first-run', ...quiet];
  return chromium.launch({ executablePath, args });
}

/**
 * Runs a module in the extension host of a fresh window; gives what it reported as JSON in the file
 * that CNN_TUNER_REPORT names. Throws the editor's log where it reported nothing.
 * @param {import('playwright-core').Browser} browser
 * @param {{ name: string, folder: string, extension: string, tests: string }} options `name` tells
 * runs apart on disk.
 */
export async function runInHost(browser, { name, folder, extension, tests }) {
  const report = join(home, `${name}.json`);
  rmSync(report, { force: true });
  const data = join(home, `data-${name}`);
  const host = await startEditorHost({ data, env: { CNN_TUNER_REPORT: report } });
  const page = await browser.newPage();
  try {
    const log = [];
    await page.exposeFunction('codeAutomationLog', (type, args) => {
      log.push(`${type}: ${args.join(' ')}`);
    });
    const ended = new Promise((resolve) => {
      void page.exposeFunction('codeAutomationExit', resolve);
    });
    await page.goto(editorUrl(host.port, { folder, extension, tests }));
    await withinMinutes(8, ended, () => log.join('\n'));
    if (!existsSync(report)) throw new Error(`Nothing was reported:\n${log.join('\n')}`);
    return JSON.parse(readFileSync(report, 'utf8'));
  } finally {
    await page.close();
    await host.stop();
  }
}

async function withinMinutes(minutes, work, explain) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`No end:\n${explain()}`)), minutes * 60_000);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
