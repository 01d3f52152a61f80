import { Type } from '@sinclair/typebox';

const text = (description: string) =>
  Type.Optional(Type.String({ maxLength: 1000, expects: 'a text', description }));
const amount = (expects: string) => Type.Number({ minimum: 0, expects });

/** Keys of a profile that was measured: where, when, with what, and how sure its times are. */
export const measurementFields = {
  machine: text('The machine that was measured.'),
  date: text('When it was measured, ISO 8601.'),
  versions: Type.Optional(
    Type.Record(Type.String(), Type.String(), {
      description: 'Versions of what measured, by name.',
    }),
  ),
  cores: Type.Optional(
    Type.Array(Type.Array(Type.Integer({ minimum: 0 })), {
      description: 'Numbers of the real cores of each place.',
    }),
  ),
  emulateSpeed: Type.Optional(
    Type.Array(amount('a speed'), {
      description: 'Emulated speed of each place: times are those of its cores, divided by it.',
    }),
  ),
  unpinned: text('Why threads were not pinned to cores; absent where they were.'),
  spread: Type.Optional(
    Type.Array(Type.Array(Type.Union([amount('a share'), Type.Null()])), {
      description:
        'Half the width of the 95 % confidence interval of each time, as a share of it. null: too few repetitions to tell.',
    }),
  ),
  repetitions: Type.Optional(
    Type.Array(Type.Array(amount('a number')), {
      description: 'How often each layer ran on each place.',
    }),
  ),
  analyticalRatios: Type.Optional(
    Type.Array(
      Type.Object({
        places: Type.Array(Type.String(), { description: 'Places that are alike.' }),
        operators: Type.String({ description: 'Class of operators, or all of them.' }),
        layers: amount('a number of layers'),
        ratio: amount('a ratio'),
      }),
      {
        description:
          'Measured time ÷ time by the analytical model, for each class of operators on each kind of place.',
      },
    ),
  ),
  unfinished: Type.Optional(
    Type.Boolean({
      expects: 'true or false',
      description: 'true: measuring was interrupted, and goes on with the same command.',
    }),
  ),
};
