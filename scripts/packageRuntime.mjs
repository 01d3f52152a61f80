// ONNX Runtime as it is packed: its JavaScript and the libraries of one platform's CPU, nothing else.
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from './steps.mjs';

const runtime = 'node_modules/onnxruntime-node';
const common = 'node_modules/onnxruntime-common';
const natives = `${runtime}/bin/napi-v6`;

/**
 * What the CPU needs by operating system. What else lies there is for graphics cards, or the same
 * library under a second name.
 */
const libraries = {
  win32: ['onnxruntime.dll', 'onnxruntime_binding.node'],
  linux: ['libonnxruntime.so.1', 'onnxruntime_binding.node'],
  darwin: ['libonnxruntime.1.dylib', 'onnxruntime_binding.node'],
};

/** Targets that ONNX Runtime is built for; musl (Alpine), 32 bits and Intel's Macs are not among them. */
const builtFor = ['win32-x64', 'win32-arm64', 'linux-x64', 'linux-arm64', 'darwin-arm64'];

/**
 * Paths of a target's native files, from the extension's folder; none where ONNX Runtime is not built
 * for it, and none in the universal package.
 * @param {string | undefined} target
 * @returns {string[]}
 */
export function nativeFiles(target) {
  if (target === undefined || !builtFor.includes(target)) return [];
  const [system, processor] = target.split('-');
  return libraries[system].map((file) => `${natives}/${system}/${processor}/${file}`);
}

/**
 * Lays out in a folder what a target needs of ONNX Runtime, instead of what another target needed.
 * @param {string} folder
 * @param {string | undefined} target
 * @returns {Record<string, string>} the dependencies that the manifest gets.
 */
export function layOutRuntime(folder, target) {
  for (const path of [runtime, common])
    rmSync(join(folder, path), { recursive: true, force: true });
  const files = nativeFiles(target);
  if (files.length === 0) return {};
  const scripts = [`${runtime}/dist`, `${common}/dist/cjs`, `${common}/package.json`];
  for (const path of [...files, ...scripts]) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    cpSync(join(root, path), join(folder, path), { recursive: true });
  }
  const read = (path) => JSON.parse(readFileSync(join(root, path), 'utf8'));
  const { name, version, license, main } = read(`${runtime}/package.json`);
  const { version: commonVersion } = read(`${common}/package.json`);
  // Its other dependencies download libraries for graphics cards when it is installed.
  const manifest = { name, version, license, main, dependencies: { 'onnxruntime-common': commonVersion } }; // prettier-ignore
  writeFileSync(join(folder, runtime, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  writeFileSync(join(folder, runtime, 'LICENSE'), licence(version));
  return { [name]: version };
}

/** The package brings no text of its licence, which is the one of this program. */
function licence(version) {
  const text = readFileSync(join(root, 'LICENSE'), 'utf8');
  const theirs = text.replace(/^Copyright .*$/m, 'Copyright (c) Microsoft Corporation');
  return `${theirs.trimEnd()}\n\nNotices of what it contains: https://github.com/microsoft/onnxruntime/blob/v${version}/ThirdPartyNotices.txt\n`;
}
