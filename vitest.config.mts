import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/{unit,lsp,property,cli,webview}/**/*.test.ts', 'bench/**/*.test.ts'],
    setupFiles: ['test/propertySeed.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Files run side by side, and so do the pipelines that they start.
    env: { CNN_TUNER_SHARE_CORES: '1' },
  },
});
