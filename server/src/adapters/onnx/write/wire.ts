import protobuf from 'protobufjs/minimal';

/** Bytes that are made in pieces, as they are taken; how many they are is known before. */
export interface Pieces {
  readonly length: number;
  readonly pieces: () => Iterable<Uint8Array>;
}

/** Writes a message as a field of another. */
export function message(
  writer: protobuf.Writer,
  field: number,
  fill: (inner: protobuf.Writer) => void,
): void {
  writer.uint32((field << 3) | 2).fork();
  fill(writer);
  writer.ldelim();
}

/** Writes a text field; nothing for undefined. */
export function text(writer: protobuf.Writer, field: number, value: string | undefined): void {
  if (value !== undefined) writer.uint32((field << 3) | 2).string(value);
}

/** The bytes of what `fill` writes. */
export function bytesOf(fill: (writer: protobuf.Writer) => void): Uint8Array {
  const writer = protobuf.Writer.create();
  fill(writer);
  return writer.finish();
}

/** Tag and length of a field of `length` bytes that follow. */
export function fieldHead(field: number, length: number): Uint8Array {
  return bytesOf((writer) => writer.uint32((field << 3) | 2).uint32(length));
}

/** Pieces as one. */
export function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
