// npm run package [-- --target linux-x64,win32-x64 | --target all]: installable files of the extension.
import { createVSIX } from '@vscode/vsce';
import { cpSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { build as bundle } from 'esbuild';
import { extensionBuilds } from './buildExtension.mjs';
import { webviewBuild } from './buildWebview.mjs';
import { checkPackage } from './checkPackage.mjs';
import { layOutRuntime } from './packageRuntime.mjs';
import { root } from './steps.mjs';

const targets = [
  'win32-x64',
  'win32-arm64',
  'linux-x64',
  'linux-arm64',
  'linux-armhf',
  'alpine-x64',
  'alpine-arm64',
  'darwin-x64',
  'darwin-arm64',
];
/** Where the files are laid out to be packed: never the repository, whose bundles are for debugging. */
export const staging = join(root, '.cache', 'package');

/** What is copied as it is; .vscodeignore has the last word. */
const copied = [
  '.vscodeignore',
  'package.nls.json',
  'README.md',
  'CHANGELOG.md',
  'LICENSE',
  'client/languages',
  'media',
  'examples',
  'docs',
  'schemas',
  'node_modules/piscina',
];

/** Lays out in {@link staging} what is packed for every platform. Gives the extension's manifest. */
export async function layOutPackage() {
  rmSync(staging, { recursive: true, force: true });
  mkdirSync(staging, { recursive: true });
  for (const path of copied) cpSync(join(root, path), join(staging, path), { recursive: true });
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  writeManifest(manifest, {});
  const production = { minify: true, sourcemap: false };
  await Promise.all(
    extensionBuilds.map((options) =>
      bundle({ ...options, ...production, outdir: join(staging, 'dist') }),
    ),
  );
  const webviews = join(staging, 'dist', 'webview');
  await bundle({ ...webviewBuild, ...production, outdir: webviews });
  return manifest;
}

/** Writes the manifest that ships. */
function writeManifest(manifest, runtime) {
  // Everything else is in the bundles; scripts and tools are of no use without the sources.
  const { piscina } = manifest.dependencies;
  const dependencies = { piscina, ...runtime };
  // JSON leaves out what is undefined.
  const unshipped = { scripts: undefined, devDependencies: undefined, bin: undefined };
  const shipped = { ...manifest, dependencies, ...unshipped, private: undefined };
  writeFileSync(join(staging, 'package.json'), `${JSON.stringify(shipped, null, 2)}\n`);
}

/** Packs for a platform, or for all where `target` is undefined; gives the file. */
async function pack(manifest, target, folder) {
  const { name, version } = manifest;
  writeManifest(manifest, layOutRuntime(staging, target));
  const packagePath = join(folder, `${[name, version, target].filter(Boolean).join('-')}.vsix`);
  await createVSIX({
    cwd: staging,
    packagePath,
    ...(target && { target }),
    allowMissingRepository: true,
    rewriteRelativeLinks: false,
    useYarn: false,
  });
  return packagePath;
}

/**
 * Packs the extension for the targets given and for every platform at once, and checks each file.
 * They differ in ONNX Runtime only: the universal one has none, as an editor takes it only where there
 * is no package for its platform.
 * @param {{ targets?: readonly string[], folder?: string }} options
 * @returns {Promise<string[]>} the VSIX files, the universal one last.
 */
export async function packageExtension({ targets = [], folder = join(root, 'dist', 'vsix') } = {}) {
  const manifest = await layOutPackage();
  mkdirSync(folder, { recursive: true });
  const files = [];
  for (const target of [...targets, undefined]) {
    const file = await pack(manifest, target, folder);
    checkPackage(file, target);
    files.push(file);
  }
  return files;
}

if (import.meta.filename === process.argv[1]) {
  const here = `${process.platform}-${process.arch}`;
  const { values } = parseArgs({ options: { target: { type: 'string', default: here } } });
  const wanted = values.target === 'all' ? targets : values.target.split(',');
  const unknown = wanted.filter((target) => !targets.includes(target));
  if (unknown.length > 0) {
    console.error(`There is no target ${unknown.join(', ')}; known: all, ${targets.join(', ')}.`);
    process.exitCode = 1;
  } else {
    try {
      for (const file of await packageExtension({ targets: wanted })) {
        console.log(`${basename(file)}  ${Math.ceil(statSync(file).size / 1000)} kB`);
      }
    } catch (error) {
      console.error(error.message);
      process.exitCode = 1;
    }
  }
}
