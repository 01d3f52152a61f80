import type { Problem } from '../../../protocol/problem';
import { problem } from '../../../engine/core/rules';

/** Rules that reading an ONNX model may break. */
export type OnnxRule =
  'onnx-malformed' | 'onnx-unsupported' | 'onnx-dynamic' | 'shape-mismatch' | 'too-large';

/** Why a model cannot be read; thrown inside the adapter, turned into a problem at its border. */
export class OnnxError extends Error {
  readonly problem: Problem;

  constructor(rule: OnnxRule, message: string) {
    super(message);
    this.problem = problem(rule, [], message);
  }
}
