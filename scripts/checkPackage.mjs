import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { nativeFiles } from './packageRuntime.mjs';
import { zipEntries } from './zipEntries.mjs';

/** Most bytes of a package without native code. */
const mostBytes = 2_000_000;
/** Most bytes of a package with ONNX Runtime. */
const mostNativeBytes = 40_000_000;

/** Every file that a package may hold. What is not here was packed by mistake. */
const allowed = [
  /^\[Content_Types\]\.xml$/,
  /^extension\.vsixmanifest$/,
  /^extension\/(?:package|package\.nls)\.json$/,
  /^extension\/(?:readme\.md|changelog\.md|LICENSE\.txt)$/,
  /^extension\/client\/languages\/[\w-]+(?:\.\w+)?\.json$/,
  /^extension\/media\/(?:icon\.png|activityBar\.svg|walkthrough\/[\w-]+\.png)$/,
  /^extension\/examples\/(?:networks|platforms|interference)\/[\w.-]+\.(?:cnn|platform|interference)\.yaml$/,
  /^extension\/docs\/(?:algorithms\/)?[\w-]+\.md$/,
  /^extension\/schemas\/[\w-]+\.schema\.json$/,
  /^extension\/dist\/(?:client|languageClient|server|tuneWorker|executor|stageWorker|stress)\.js$/,
  /^extension\/dist\/webview\/\w+\.(?:js|css)$/,
  /^extension\/node_modules\/piscina\/(?:package\.json|LICENSE)$/,
  /^extension\/node_modules\/piscina\/dist\/(?:[\w-]+\/)*[\w-]+\.(?:js|mjs)$/,
];

/** Without these it would not start, or would start and fail later. */
const required = [
  'extension/package.json',
  'extension/package.nls.json',
  'extension/LICENSE.txt',
  'extension/dist/client.js',
  'extension/dist/languageClient.js',
  'extension/dist/server.js',
  'extension/dist/tuneWorker.js',
  'extension/dist/executor.js',
  'extension/dist/stageWorker.js',
  'extension/dist/stress.js',
  'extension/dist/webview/stageMap.js',
  'extension/dist/webview/stageMap.css',
  'extension/examples/networks/resnet-50.cnn.yaml',
  'extension/examples/platforms/chiplet-4f4s.platform.yaml',
  'extension/node_modules/piscina/package.json',
  'extension/node_modules/piscina/dist/esm-wrapper.mjs',
  'extension/node_modules/piscina/dist/main.js',
  'extension/node_modules/piscina/dist/worker.js',
];

/** What a package with ONNX Runtime may hold beside its libraries. */
const allowedRuntime = [
  /^extension\/node_modules\/onnxruntime-node\/(?:package\.json|LICENSE|dist\/[\w-]+\.js)$/,
  /^extension\/node_modules\/onnxruntime-common\/(?:package\.json|dist\/cjs\/(?:package\.json|[\w-]+\.js))$/,
];
const requiredRuntime = [
  'extension/node_modules/onnxruntime-node/package.json',
  'extension/node_modules/onnxruntime-node/LICENSE',
  'extension/node_modules/onnxruntime-node/dist/index.js',
  'extension/node_modules/onnxruntime-common/package.json',
  'extension/node_modules/onnxruntime-common/dist/cjs/package.json',
  'extension/node_modules/onnxruntime-common/dist/cjs/index.js',
];

/**
 * Throws where a VSIX holds what it should not, lacks what it needs, or is too large.
 * @param {string} file
 * @param {string | undefined} target the platform that it is for; all of them where undefined.
 */
export function checkPackage(file, target) {
  const bytes = readFileSync(file);
  const names = zipEntries(bytes);
  // Exactly the libraries of this platform: neither another one's nor any for graphics cards.
  const natives = nativeFiles(target).map((path) => `extension/${path}`);
  const isNative = natives.length > 0;
  const patterns = isNative ? [...allowed, ...allowedRuntime] : allowed;
  const needed = isNative ? [...required, ...requiredRuntime, ...natives] : required;
  const most = isNative ? mostNativeBytes : mostBytes;
  const mayHold = (name) => natives.includes(name) || patterns.some((one) => one.test(name));
  const wrong = [
    ...names.filter((name) => !mayHold(name)).map((name) => `${name} should not be in it`),
    ...needed.filter((name) => !names.includes(name)).map((name) => `${name} is missing`),
    ...(bytes.length > most ? [`it has ${bytes.length} bytes, more than ${most}`] : []),
  ];
  if (wrong.length > 0) throw new Error(`${basename(file)}:\n  ${wrong.join('\n  ')}`);
}
