// node scripts/measureActivation.mjs [RUNS]: how soon the extension as it ships is there, in the real
// editor. Prints the milliseconds of each run as JSON; every run is a window and a server of its own.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { openBrowser, runInHost } from './browserEditor.mjs';
import { installEditorHost } from './editorHost.mjs';
import { bundleSuite, home, layOutWorkspace } from './editorTestFiles.mjs';
import { layOutPackage, staging } from './package.mjs';

const runs = Number(process.argv[2] ?? 5);

if (!installEditorHost()) process.exit(1);
await layOutPackage();
await bundleSuite();
const browser = await openBrowser();
const times = [];
try {
  for (let run = 0; run < runs; run += 1) {
    const name = `activation-${run}`;
    const folder = layOutWorkspace(name);
    const tests = join(home, 'measure', 'index');
    times.push(await runInHost(browser, { name, folder, extension: staging, tests }));
    for (const path of [folder, join(home, `data-${name}`)]) {
      rmSync(path, { recursive: true, force: true });
    }
  }
} finally {
  await browser.close();
}
console.log(JSON.stringify(times));
