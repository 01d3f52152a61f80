import { realpathSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { InferenceSession } from 'onnxruntime-node';
import { withFileSource } from '../../src/adapters/onnx/read/byteSource';
import {
  cuttableModel,
  stageTensors,
  type CuttableModel,
  type StageTensors,
} from '../graph/cuttableModel';
import { externalBeside } from '../graph/externalBeside';
import { probeModel, stageModel, wholeModel, type ModelBytes } from '../graph/stageModel';
import type { TensorSpec } from '../graph/tensorSpec';
import { withBatchTold } from './failureWords';
import type { ModelFile } from './messages';

/** A stage that is ready to run. */
export interface StageSession {
  readonly session: InferenceSession;
  readonly input: TensorSpec;
  readonly tensors: StageTensors;
}

/** Makes the session of the layers `start` … `end` − 1 on cores; null cores: one thread anywhere. */
export async function stageSession(
  model: ModelFile,
  specs: ReadonlyMap<string, TensorSpec>,
  {
    start,
    end,
    cores,
  }: { readonly start: number; readonly end: number; readonly cores: readonly number[] | null },
): Promise<StageSession> {
  const { bytes, cuttable } = withModel(model, (cut, source) => ({
    cuttable: cut,
    bytes: stageModel(cut, source, specs, start, end),
  }));
  const session = await InferenceSession.create(bytes, sessionOptions(model, cores));
  return { session, input: cuttable.input, tensors: stageTensors(cuttable, start, end) };
}

/** Makes the session that shows every tensor which crosses a cut. */
export async function probeSession(
  model: ModelFile,
): Promise<{ readonly session: InferenceSession; readonly cuttable: CuttableModel }> {
  const { bytes, cuttable } = withModel(model, (cut, source) => ({
    cuttable: cut,
    bytes: probeModel(cut, source),
  }));
  const create = () => InferenceSession.create(bytes, sessionOptions(model, null));
  return { session: await withBatchTold(cuttable, create), cuttable };
}

/**
 * Makes the session of the whole model on cores, which keeps the time of every node it runs.
 * @param prefix of the file that `endProfiling` writes, with its folder.
 */
export async function profileSession(
  model: ModelFile,
  cores: readonly number[] | null,
  prefix: string,
): Promise<{ readonly session: InferenceSession; readonly cuttable: CuttableModel }> {
  const { bytes, cuttable } = withModel(model, (cut, source) => ({
    cuttable: cut,
    bytes: wholeModel(cut, source),
  }));
  const options = {
    ...sessionOptions(model, cores),
    enableProfiling: true,
    profileFilePrefix: prefix,
  };
  const create = () => InferenceSession.create(bytes, options);
  return { session: await withBatchTold(cuttable, create), cuttable };
}

function withModel<T>(
  { path, shape }: ModelFile,
  use: (cut: CuttableModel, bytes: ModelBytes) => T,
): T {
  const fileName = basename(realpathSync(path));
  const readExternal = externalBeside(path);
  return withFileSource(path, (source) =>
    use(cuttableModel(source, shape ?? undefined), { source, readExternal, fileName }),
  );
}

function sessionOptions(
  { path }: ModelFile,
  cores: readonly number[] | null,
): InferenceSession.SessionOptions {
  const threads = Math.max(1, cores?.length ?? 1);
  // The thread that runs the session is one of them; the others are pinned one to a core.
  const others =
    cores
      ?.slice(1)
      .map((core) => String(core + 1))
      .join(';') ?? '';
  return {
    executionMode: 'sequential',
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    logSeverityLevel: 3,
    extra: {
      session: {
        ...(others !== '' && { intra_op_thread_affinities: others }),
        'intra_op.allow_spinning': '0',
        // Where the file is that large weights are mapped from.
        model_external_initializers_file_folder_path: dirname(realpathSync(path)),
      },
    },
  };
}
