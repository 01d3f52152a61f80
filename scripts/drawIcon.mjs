// Draws media/icon.png from media/icon.svg: node scripts/drawIcon.mjs
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { findChromium } from './chromium.mjs';

const media = fileURLToPath(new URL('../media/', import.meta.url));
const executablePath = findChromium();
if (executablePath === null) throw new Error('No Chromium was found: set CHROMIUM to its path.');
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
try {
  const page = await browser.newPage({ viewport: { width: 128, height: 128 } });
  const svg = await readFile(`${media}icon.svg`, 'utf8');
  await page.setContent(`<style>body{margin:0}svg{display:block}</style>${svg}`);
  await page.screenshot({ path: `${media}icon.png`, omitBackground: true });
} finally {
  await browser.close();
}
