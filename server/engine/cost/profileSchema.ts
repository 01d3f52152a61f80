import { Type, type Static, type TSchema } from '@sinclair/typebox';
import { mostPlaces } from '../platform/mostPlaces';
import { measurementFields } from './measurementFields';

const name = (description: string) =>
  Type.String({ minLength: 1, maxLength: 200, expects: 'a name', description });
const names = (description: string, maxItems?: number) =>
  Type.Array(name('A unique name.'), {
    minItems: 1,
    ...(maxItems === undefined ? {} : { maxItems }),
    description,
  });
// The least and the largest numbers keep every sum, transfer and period of a profile finite.
const amount = (expects: string, maximum: number) => Type.Number({ minimum: 0, maximum, expects });
const bytes = amount('a number of bytes from 0 to 10¹⁸', 1e18);
const optionalList = <S extends TSchema>(entry: S, description: string) =>
  Type.Optional(Type.Array(entry, { description }));

/** Slowest and fastest link, bytes a second. */
export const linkLimits = { minimum: 1, maximum: 1e18 } as const;
/** Completes “… must be” of a link. */
export const linkExpects = 'a number of bytes a second from 1 to 10¹⁸';

/** A link matrix's entry: judged by hand, because the diagonal may hold anything. */
const linkRow = Type.Array(Type.Unknown());

/** `*.profile.json`: given or measured times of each layer on each execution place. May hold more. */
export const profileSchema = Type.Object(
  {
    kind: Type.Literal('cnn-profile', { description: 'Tells profiles from other files.' }),
    format: Type.Literal(1, { description: 'Version of the format.' }),
    network: name('Name of the network.'),
    platform: name('Name of the platform.'),
    layers: names('Layer names, in order.'),
    executionPlaces: names('Names of the execution places.', mostPlaces),
    seconds: Type.Array(Type.Array(amount('a time in seconds from 0 to 10⁹', 1e9)), {
      description: 'Time in seconds of each layer (row) on each execution place (column).',
    }),
    cutBytes: optionalList(
      bytes,
      'Bytes across the cut before each layer, and those of the output: layers + 1 numbers.',
    ),
    linkBytesPerSecond: Type.Optional(
      Type.Union([Type.Number(linkLimits), Type.Array(linkRow)], {
        expects: `${linkExpects}, or a matrix of them`,
        description:
          'Bandwidth between places in bytes a second: one number, or a matrix from (row) × to (column). null is without limit.',
      }),
    ),
    weights: optionalList(
      amount('a weight from 0 to 10¹⁰⁰', 1e100),
      'Static load hint of each layer.',
    ),
    weightBytes: optionalList(bytes, 'Bytes of each layer’s weights.'),
    memoryBytes: Type.Optional(
      Type.Array(
        Type.Union([Type.Number({ minimum: 0 }), Type.Null()], {
          expects: 'a number of bytes, or null for no limit',
        }),
        { description: 'Bytes of weights that each place can hold. null is without limit.' },
      ),
    ),
    ...measurementFields,
    transfers: Type.Optional(
      Type.Union([Type.Literal('overlapped'), Type.Literal('blocking')], {
        expects: 'overlapped or blocking',
        description:
          'overlapped: stages compute while they send. blocking: sending is part of a stage’s time. Default overlapped.',
      }),
    ),
  },
  {
    title: 'Profile',
    description: 'Times of a CNN’s layers on execution places.',
  },
);

/** A profile as it is written. */
export type ProfileFile = Static<typeof profileSchema>;
