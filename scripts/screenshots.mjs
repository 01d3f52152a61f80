// Pictures of the panels for people to look at: node scripts/screenshots.mjs [PART-OF-A-NAME]
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const bundle = `${root}.cache/screenshots/takeScreenshots.mjs`;
await build({
  absWorkingDir: root,
  entryPoints: ['test/webview/takeScreenshots.ts'],
  outfile: bundle,
  bundle: true,
  format: 'esm',
  platform: 'node',
  packages: 'external',
  plugins: [
    {
      // Scripts find their files by their own place, so they stay where they are.
      name: 'keep-scripts',
      setup: ({ onResolve }) =>
        onResolve({ filter: /\/scripts\/\w+\.mjs$/ }, ({ path }) => ({
          path: `${root}scripts/${path.split('/').at(-1)}`,
          external: true,
        })),
    },
  ],
});
const { takeScreenshots } = await import(bundle);
for (const file of await takeScreenshots(`${root}.cache/screenshots`, process.argv[2])) {
  console.log(file);
}
