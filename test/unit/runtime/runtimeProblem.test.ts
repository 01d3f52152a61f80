import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { server } from '../../../scripts/buildExtension.mjs';
import { LocalExecutor } from '../../../server/runtime/executor/localExecutor';
import { packagePlatform, runtimeProblem } from '../../../server/runtime/executor/runtimeProblem';

const missing = { code: 'MODULE_NOT_FOUND', message: "Cannot find module 'onnxruntime-node'" };
const unloadable = (message: string) => ({ code: 'ERR_DLOPEN_FAILED', message });

describe('a thread that cannot load ONNX Runtime', () => {
  it('names the package for this platform where another one is installed', () => {
    expect(runtimeProblem(missing, 'linux-x64')).toMatch(
      /has no ONNX Runtime for linux-x64.* Install .* ends with -linux-x64\.vsix\.$/,
    );
  });

  it.each(['alpine-x64', 'darwin-x64', 'linux-arm', 'freebsd-x64'])(
    'says what works on %s, which it is not built for',
    (platform) => {
      for (const error of [missing, unloadable('ld-linux-x86-64.so.2: cannot open')]) {
        const words = runtimeProblem(error, platform);
        expect(words).toContain(`There is no ONNX Runtime for ${platform}`);
        expect(words).toMatch(/built for darwin-arm64, .*works here\.$/);
      }
    },
  );

  it.each([
    ['win32-x64', /Visual C\+\+ Redistributable/],
    ['linux-x64', /Install the build again/],
  ])('says on %s why a library is refused, and what to do', (platform, wayOut) => {
    const words = runtimeProblem(unloadable('libstdc++.so.6: not found\nmore'), platform);
    expect(words).toContain(`cannot be loaded on ${platform}: libstdc++.so.6: not found. `);
    expect(words).toMatch(wayOut);
    expect(words).not.toContain('more');
  });

  it('leaves every other error alone', () => {
    for (const error of [
      { message: 'Cannot find module onnxruntime-node' },
      { code: 'MODULE_NOT_FOUND', message: "Cannot find module './stageWorker.js'" },
      { code: 'ENOENT', message: 'onnxruntime' },
    ]) {
      expect(runtimeProblem(error, 'linux-x64')).toBeNull();
    }
  });

  it('is what an executor without ONNX Runtime beside it says', async () => {
    // Outside the project, where no package is found: as it lies in a package without native files.
    const outdir = await mkdtemp(join(tmpdir(), 'cnn-tuner-'));
    const { executor: main, stageWorker } = server.entryPoints;
    await build({
      ...server,
      entryPoints: { executor: main, stageWorker },
      outdir,
      sourcemap: false,
    });
    const executor = LocalExecutor.start(join(outdir, 'executor.js'));
    try {
      const plan = { modelPath: join(outdir, 'no.onnx'), shape: null, stages: [] };
      await expect(executor.load(plan)).rejects.toThrow(
        new RegExp(`has no ONNX Runtime for ${packagePlatform()}|There is no ONNX Runtime for`),
      );
    } finally {
      await executor.stop();
      await rm(outdir, { recursive: true });
    }
  });

  it('knows the platform that it runs on', () => {
    expect(packagePlatform()).toMatch(
      new RegExp(`^(?:alpine|${process.platform})-${process.arch}$`),
    );
  });
});
