/** A tensor as it passes between stages. */
export interface TensorSpec {
  readonly name: string;
  /** `TensorProto.DataType`: 1 float, 7 int64, 10 float16, … */
  readonly elementType: number;
  readonly dims: readonly number[];
}
