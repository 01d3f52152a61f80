import { Type } from '@sinclair/typebox';

const seconds = Type.Number({ minimum: 0 });
const text = Type.String();
const matrix = Type.Array(Type.Array(seconds));

/** Schema of a tuned system, as saved results hold it. */
export const systemSchema = Type.Object({
  layers: Type.Array(text),
  places: Type.Array(
    Type.Object({
      name: text,
      fast: Type.Boolean(),
      class: Type.Integer({ minimum: 0 }),
      description: text,
    }),
  ),
  secondsByClass: matrix,
  cutBytes: Type.Array(seconds),
  linkLatencySeconds: matrix,
  linkSecondsPerByte: matrix,
  transfers: Type.Union([Type.Literal('overlapped'), Type.Literal('blocking')]),
});
