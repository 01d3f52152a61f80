import { context } from 'esbuild';
import { extensionBuilds } from './scripts/buildExtension.mjs';
import { cliBuild } from './scripts/buildCli.mjs';
import { webviewBuild } from './scripts/buildWebview.mjs';

// node esbuild.mjs [--watch] [--production]
const builds = await Promise.all(
  [cliBuild, ...extensionBuilds, webviewBuild].map((build) => context(build)),
);

if (process.argv.includes('--watch')) {
  await Promise.all(builds.map((build) => build.watch()));
  console.log('watching; Ctrl-C ends');
} else {
  try {
    await Promise.all(builds.map((build) => build.rebuild()));
  } catch {
    // esbuild has said what is wrong.
    process.exitCode = 1;
  } finally {
    await Promise.all(builds.map((build) => build.dispose()));
  }
}
