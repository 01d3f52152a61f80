// What the tests in a real editor need on disk, in the browser or on the desktop.
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build as bundle } from 'esbuild';
import { root } from './steps.mjs';

/** Folder of everything that the tests write. */
export const home = join(root, '.cache', 'editor-tests');
/** The shipped examples. */
export const examples = join(root, 'examples');

/** A workspace with files that tests may change; gives its folder. */
export function layOutWorkspace(name) {
  const folder = join(home, name);
  mkdirSync(folder, { recursive: true });
  for (const file of [
    'networks/resnet-18.cnn.yaml',
    'networks/synthnet.cnn.yaml',
    'platforms/chiplet-2f2s.platform.yaml',
  ]) {
    copyFileSync(join(examples, file), join(folder, basename(file)));
  }
  writeFileSync(join(folder, 'typed.cnn.yaml'), '');
  writeFileSync(join(folder, 'notes.yaml'), 'just: notes\n');
  return folder;
}

const source = (path) => join(root, 'test', 'editor', path);

/** Bundles the suite that runs in the extension host; gives the module whose `run` runs it. */
export async function bundleSuite() {
  await bundle({
    entryPoints: {
      'suite/index': source('suite/index.ts'),
      'suite/activation.test': source('suite/activation.test.ts'),
      'suite/features.test': source('suite/features.test.ts'),
      'suite/language.test': source('suite/language.test.ts'),
      'suite/manifest.test': source('suite/manifest.test.ts'),
      'suite/restart.test': source('suite/restart.test.ts'),
      'measure/index': source('measure/index.ts'),
    },
    outdir: home,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['vscode', 'mocha'],
    logLevel: 'warning',
  });
  return join(home, 'suite', 'index');
}

/** Bundles the tests that drive the page, a file for each part. */
export async function bundlePageTests() {
  for (const name of ['journey', 'sidebar', 'panels', 'live', 'replay', 'packed']) {
    await bundle({
      // One bundle, so that the tests and the runner share one world.
      stdin: {
        contents: `export { setWorld } from './world';
          export { endWaits } from './expect';
          import './${name}.test';`,
        resolveDir: source('page'),
      },
      outfile: join(home, 'page', `${name}.js`),
      bundle: true,
      platform: 'node',
      format: 'cjs',
      external: ['playwright-core'],
      logLevel: 'warning',
    });
  }
}
