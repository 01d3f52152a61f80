import { mkdtempSync, openSync, closeSync, ftruncateSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import protobuf from 'protobufjs/minimal';
import { afterAll, describe, expect, test } from 'vitest';
import { importOnnx } from '../../../server/src/adapters/onnx/importOnnx';
import { withFileSource, type ByteSource } from '../../../server/src/adapters/onnx/read/byteSource';
import { OnnxBuilder } from '../../fixtures/onnx/onnxBuilder';

const folder = mkdtempSync(join(tmpdir(), 'onnx-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const convolutions = 13;
const weightBytes = 42_000_000;

/** Tag and length of a length-delimited field. */
function head(field: number, length: number): Uint8Array {
  return protobuf.Writer.create()
    .uint32((field << 3) | 2)
    .uint32(length)
    .finish();
}

/** Bytes that are written, or a hole of so many zeros. */
type Part = Uint8Array | number;
const sizeOf = (parts: readonly Part[]) =>
  parts.reduce<number>((sum, part) => sum + (typeof part === 'number' ? part : part.length), 0);
const message = (field: number, parts: readonly Part[]): Part[] => [
  head(field, sizeOf(parts)),
  ...parts,
];

/** An initializer whose raw data is a hole. */
function hollowTensor(name: string, dims: readonly number[], bytes: number): Part[] {
  const writer = protobuf.Writer.create();
  for (const d of dims) writer.uint32(8).int64(d);
  writer.uint32(16).int32(1).uint32(66).string(name);
  return message(5, [writer.finish(), head(9, bytes), bytes]);
}

/** A model file of over 550 MB that takes next to no room: its weights are holes. */
function hollowModel(path: string): number {
  const net = new OnnxBuilder({ input: [1, 64, 32, 32], weights: 'external' });
  let x = net.input;
  for (let i = 0; i < convolutions; i += 1) x = net.conv(x, [64, 64], 3, { bias: false, weight: `layer${i}.weight` }); // prettier-ignore
  // Everything of the small model but its weights; fields of a repeated message may be appended.
  const structure = net.build(x);
  const weights = Array.from({ length: convolutions }, (_, i) =>
    hollowTensor(`layer${i}.weight`, [64, 64, 3, 3], weightBytes),
  );
  const graph = readGraph(structure);
  const parts = message(7, [graph, ...weights.flat()]);
  const file = openSync(path, 'w');
  let at = 0;
  for (const part of parts) {
    if (typeof part !== 'number') writeSync(file, part, 0, part.length, at);
    at += typeof part === 'number' ? part : part.length;
  }
  ftruncateSync(file, at);
  closeSync(file);
  return at;
}

/** The bytes of a model's graph. */
function readGraph(model: Uint8Array): Uint8Array {
  const reader = protobuf.Reader.create(model);
  while (reader.pos < reader.len) {
    const tag = reader.uint32();
    if (tag >>> 3 === 7) return reader.bytes();
    reader.skipType(tag & 7);
  }
  throw new Error('no graph');
}

describe('a model of more than 550 MB', () => {
  const path = join(folder, 'hollow.onnx');
  const size = hollowModel(path);

  test('is imported without reading its weights, quickly', () => {
    expect(size).toBeGreaterThan(546_000_000);
    let bytesRead = 0;
    const before = process.memoryUsage().rss;
    const start = performance.now();
    const result = withFileSource(path, (file) => {
      const counted: ByteSource = {
        size: file.size,
        read(offset, length) {
          bytesRead += length;
          return file.read(offset, length);
        },
      };
      return importOnnx(counted);
    });
    const seconds = (performance.now() - start) / 1000;
    if (!result.ok) throw new Error(result.problems[0]?.message);
    expect(result.value.graph.nodes).toHaveLength(convolutions);
    expect(bytesRead).toBeLessThan(4_000_000);
    expect(seconds).toBeLessThan(2);
    expect(process.memoryUsage().rss - before).toBeLessThan(200_000_000);
  });
});
