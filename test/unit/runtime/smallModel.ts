import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import type { PipelinePlan } from '../../../server/runtime/plan';
import { OnnxBuilder } from '../../fixtures/onnx/onnxBuilder';

/** Models of a file of tests, in a folder that goes with them; `small.onnx` has three convolutions. */
export interface SmallModel {
  /** The folder, once tests run. */
  folder(): string;
  /** Writes another model; its path. */
  write(name: string, model: Uint8Array): string;
  /** Two stages on one core; at a small speed a query takes long, and waits rather than computes. */
  plan(
    model?: string,
    stages?: { cut?: number; end?: number; speed?: number; cores?: number[] },
  ): PipelinePlan;
}

/** Has the models for all tests of a file. */
export function smallModel(): SmallModel {
  let folder = '';
  const write = (name: string, model: Uint8Array): string => {
    const path = join(folder, name);
    writeFileSync(path, model);
    return path;
  };
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'cnn-tuner-faults-'));
    const net = new OnnxBuilder({ input: [1, 3, 16, 16] });
    const middle = net.conv(net.conv(net.input, [3, 8], 3), [8, 8], 3);
    write('small.onnx', net.build(net.conv(middle, [8, 4], 1)));
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  return {
    folder: () => folder,
    write,
    plan(model = 'small.onnx', { cut = 1, end = 3, speed = 1, cores = [0] } = {}) {
      const stage = { cores, speed };
      return {
        modelPath: join(folder, model),
        shape: null,
        stages: [
          { ...stage, place: 'ep0', start: 0, end: cut },
          { ...stage, place: 'ep1', start: cut, end },
        ],
      };
    },
  };
}
