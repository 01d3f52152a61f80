import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** Tests that put a stand-in in the place of the editor's module. */
const withStandIn = ['test/unit/client/**/*.test.ts', 'test/unit/manifest.test.ts'];
/** Tests in which stress slows real cores: others beside them would too. */
const alone = ['test/unit/runtime/steeredCores.test.ts'];
const shared = {
  setupFiles: ['test/propertySeed.ts'],
  testTimeout: 30_000,
  hookTimeout: 60_000,
  // Files run beside each other, and all of them on the core that every machine has.
  env: { CNN_TUNER_SHARE_CORES: '1' },
};

export default defineConfig({
  test: {
    // By itself vitest leaves one core to somebody who watches.
    maxWorkers: availableParallelism(),
    projects: [
      {
        test: {
          ...shared,
          name: 'pure',
          include: ['test/{unit,property}/**/*.test.ts', 'bench/**/*.test.ts'],
          exclude: [...withStandIn, ...alone],
          // Nothing here leaves traces, so that modules are loaded once and not for every file.
          isolate: false,
        },
      },
      {
        test: {
          ...shared,
          name: 'processes',
          include: ['test/{lsp,cli,webview}/**/*.test.ts', ...withStandIn],
        },
      },
      { test: { ...shared, name: 'cores', include: alone, sequence: { groupOrder: 1 } } },
    ],
  },
});
