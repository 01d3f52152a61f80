// node scripts/walkthrough.mjs: takes the walkthrough's pictures from the real editor, again.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build as bundle } from 'esbuild';
import { openBrowser } from './browserEditor.mjs';
import { editorUrl, installEditorHost, startEditorHost } from './editorHost.mjs';
import { palettePng } from './palettePng.mjs';
import { build, root } from './steps.mjs';

const home = join(root, '.cache', 'walkthrough');
const target = join(root, 'media', 'walkthrough');

if (!build() || !installEditorHost()) process.exit(1);
rmSync(home, { recursive: true, force: true });
mkdirSync(target, { recursive: true });
const outfile = join(home, 'scenes.mjs');
await bundle({
  entryPoints: [join(root, 'test', 'editor', 'page', 'walkthroughScenes.ts')],
  outfile,
  bundle: true,
  platform: 'node',
  format: 'esm',
  external: ['playwright-core'],
  logLevel: 'warning',
});
const { walkthroughScenes } = await import(outfile);
const browser = await openBrowser();
try {
  for (const theme of ['light', 'dark']) {
    const folder = join(home, theme);
    mkdirSync(folder, { recursive: true });
    const host = await startEditorHost({ data: join(home, `data-${theme}`) });
    try {
      const url = editorUrl(host.port, { folder, extension: root });
      for (const { name, png } of await walkthroughScenes(browser, url, folder, theme)) {
        const small = await palettePng(browser, png);
        writeFileSync(join(target, `${name}.png`), small);
        console.log(
          `${name}.png  ${Math.ceil(small.length / 1000)} kB of ${Math.ceil(png.length / 1000)}`,
        );
      }
    } finally {
      await host.stop();
    }
  }
} finally {
  await browser.close();
}
