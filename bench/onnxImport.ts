import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { medianMilliseconds, type Claim } from './claim';
import { peakBytesOf, runTool } from './runTool';
import { writeSparseModel } from './sparseModel';

const megabytes = 550;

/** How long a large model takes from a cold process. */
export const onnxImportTime: Claim = {
  name: `Import of a ${megabytes} MB ONNX model`,
  unit: 'ms',
  limit: { atMost: 2000 },
  method: 'cold process, wall clock',
  measure: () =>
    withModel((model) =>
      medianMilliseconds(() => runTool(['import', model]), { runs: 5, warmups: 1 }),
    ),
};

/** How much memory it takes. */
export const onnxImportMemory: Claim = {
  name: `Memory of that import`,
  unit: 'MB',
  limit: { atMost: 200 },
  method: 'peak resident set of the process',
  measure: () => withModel(async (model) => (await peakBytesOf(['import', model])) / 1e6),
};

async function withModel<T>(use: (path: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'cnn-tuner-'));
  try {
    const path = join(folder, 'large.onnx');
    writeSparseModel(path, megabytes * 1e6);
    return await use(path);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
