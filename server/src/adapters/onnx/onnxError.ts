import type { DataPath, Problem } from '../../../protocol/problem';
import { problem } from '../../../engine/core/rules';

/** Rules that reading or writing an ONNX model may break. */
export type OnnxRule =
  | 'onnx-malformed'
  | 'onnx-unsupported'
  | 'onnx-dynamic'
  | 'not-in-onnx'
  | 'shape-mismatch'
  | 'too-large';

/** Why a model cannot be read or written; thrown inside the adapter, a problem at its border. */
export class OnnxError extends Error {
  readonly problem: Problem;

  constructor(rule: OnnxRule, message: string, path: DataPath = []) {
    super(message);
    this.problem = problem(rule, path, message);
  }
}
