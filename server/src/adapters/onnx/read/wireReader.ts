import protobuf from 'protobufjs/minimal';
import { OnnxError } from '../onnxError';
import type { ByteSource } from './byteSource';

/** A part of the source: from `start` up to, not including, `end`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

const windowBytes = 64 * 1024;
/** A tag of at most 5 bytes, then a length or value of at most 10. */
const longestHead = 15;
/** Fields that a file may have: far above real models, low enough to answer at once. */
const mostFields = 8_000_000;

/**
 * Walks the fields of protobuf messages over a small moving window of the source, so that what is
 * skipped is never read. `visit` may read the field's value once, or walk into it, or leave it.
 */
export class WireReader {
  private windowStart = 0;
  private window = protobuf.Reader.create(new Uint8Array(0));
  private fieldCount = 0;
  private wireType = 0;
  private value: Span = { start: 0, end: 0 };

  constructor(private readonly source: ByteSource) {}

  /** Calls `visit` with the number of every field of a message, and where its value stands. */
  walk(message: Span, visit: (field: number, value: Span) => void): void {
    let at = message.start;
    while (at < message.end) {
      const field = this.enter(at, message.end);
      at = this.value.end;
      visit(field, this.value);
    }
  }

  /** Where the value of a length-delimited field stands. */
  span(): Span {
    this.expect(2);
    return this.value;
  }

  /** Number of bytes of the field's value. */
  length(): number {
    return this.value.end - this.value.start;
  }

  /** A whole number (exact up to 2^53). */
  integer(): number {
    this.expect(0);
    return wholeNumber(this.at(this.value.start));
  }

  /** A 32-bit float. */
  float(): number {
    this.expect(5);
    return this.at(this.value.start).float();
  }

  /** Text of at most `limit` bytes. */
  text(limit = 4096): string {
    return new TextDecoder().decode(this.bytes(limit));
  }

  /** Bytes of the field, at most `limit`; valid until the next read. */
  bytes(limit: number): Uint8Array {
    const { start, end } = this.span();
    if (end - start > limit) {
      throw new OnnxError('too-large', `a value at byte ${start} has more than ${limit} bytes`);
    }
    const from = this.at(start, end - start).pos;
    return this.window.buf.subarray(from, from + end - start);
  }

  /** Whole numbers of a repeated field of at most `limit` bytes, packed or not. */
  integers(limit: number): number[] {
    return this.wireType === 0 ? [this.integer()] : this.packed(limit, wholeNumber);
  }

  /** 32-bit floats of a repeated field of at most `limit` bytes, packed or not. */
  floats(limit: number): number[] {
    return this.wireType === 5 ? [this.float()] : this.packed(limit, (reader) => reader.float());
  }

  private packed(limit: number, read: (reader: protobuf.Reader) => number): number[] {
    const reader = protobuf.Reader.create(this.bytes(limit));
    const numbers: number[] = [];
    try {
      while (reader.pos < reader.len) numbers.push(read(reader));
    } catch {
      throw this.malformed(this.value.start, 'a list of numbers is cut short');
    }
    return numbers;
  }

  /** Reads a field's tag and finds its value; returns the field's number. */
  private enter(at: number, end: number): number {
    if ((this.fieldCount += 1) > mostFields) {
      throw new OnnxError('too-large', `the file has more than ${mostFields} fields`);
    }
    const reader = this.at(at);
    let tag: number;
    let start: number;
    let length: number;
    try {
      tag = reader.uint32();
      this.wireType = tag & 7;
      start = this.windowStart + reader.pos;
      if (this.wireType === 0) {
        reader.skip();
        length = this.windowStart + reader.pos - start;
      } else if (this.wireType === 2) {
        length = reader.uint32();
        start = this.windowStart + reader.pos;
      } else {
        length = this.wireType === 1 ? 8 : 4;
      }
    } catch {
      throw this.malformed(at, 'the file ends in the middle of a field');
    }
    if (tag >>> 3 === 0 || ![0, 1, 2, 5].includes(this.wireType)) {
      throw this.malformed(at, 'there is no field of a model');
    }
    this.value = { start, end: start + length };
    if (this.value.end > end) throw this.malformed(at, 'a field runs past the end of its message');
    return tag >>> 3;
  }

  /** The window's reader at an absolute position, with `lookahead` bytes unless the source ends. */
  private at(position: number, lookahead = longestHead): protobuf.Reader {
    const missing = position + lookahead > this.windowStart + this.window.len;
    const atEnd = this.windowStart + this.window.len >= this.source.size;
    if (position < this.windowStart || (missing && !atEnd) || this.window.len === 0) {
      const bytes = this.source.read(position, Math.max(windowBytes, lookahead));
      this.window = protobuf.Reader.create(bytes);
      this.windowStart = position;
    }
    this.window.pos = position - this.windowStart;
    return this.window;
  }

  private expect(wireType: number): void {
    if (this.wireType !== wireType) {
      throw this.malformed(this.value.start, 'a field has a type that ONNX does not give it');
    }
  }

  private malformed(at: number, what: string): OnnxError {
    return new OnnxError('onnx-malformed', `not a readable ONNX model: ${what} (byte ${at})`);
  }
}

/** A 64-bit signed whole number; beyond 2^53 the nearest number. */
function wholeNumber(reader: protobuf.Reader): number {
  const { high, low } = reader.int64();
  return high * 2 ** 32 + (low >>> 0);
}
