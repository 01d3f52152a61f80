import { closeSync, ftruncateSync, openSync, writeSync } from 'node:fs';
import { Writer } from 'protobufjs/minimal.js';

const channels = 512;
const weightCount = channels * channels * 9;
const weightBytes = 4 * weightCount;

/** Tag of a field whose value carries its length. */
const bytesField = (field: number) => (field << 3) | 2;
const numberField = (field: number) => field << 3;

/**
 * Writes an ONNX model, a plain chain of 3×3 convolutions, of about `bytes` bytes. Its weights are
 * holes in a sparse file, so that it takes no space on the disk.
 */
export function writeSparseModel(path: string, bytes: number): void {
  const layers = Math.ceil(bytes / weightBytes);
  const chain = Array.from({ length: layers }, (_, layer) => layer);
  const head = graphHead(chain);
  const tensors = chain.map(tensorHead);
  const sizes = tensors.map((tensor) => tensor.length + weightBytes);
  const graphBytes =
    head.length + sizes.reduce((sum, size) => sum + size + prefixed(5, size).length, 0);
  const file = openSync(path, 'w');
  try {
    let offset = 0;
    const put = (data: Uint8Array): void => {
      offset += writeSync(file, data, 0, data.length, offset);
    };
    put(modelHead());
    put(prefixed(7, graphBytes));
    put(head);
    tensors.forEach((tensor, layer) => {
      put(prefixed(5, sizes[layer] ?? 0));
      put(tensor);
      offset += weightBytes;
    });
    ftruncateSync(file, offset);
  } finally {
    closeSync(file);
  }
}

/** Tag and length of a field whose content is written by itself. */
function prefixed(field: number, length: number): Uint8Array {
  return Writer.create().uint32(bytesField(field)).uint32(length).finish();
}

function modelHead(): Uint8Array {
  const writer = Writer.create().uint32(numberField(1)).uint64(8);
  writer.uint32(bytesField(8)).fork().uint32(numberField(2)).uint64(17).ldelim();
  return writer.finish();
}

function graphHead(chain: readonly number[]): Uint8Array {
  const writer = Writer.create();
  for (const layer of chain) {
    writer.uint32(bytesField(1)).fork();
    writer.uint32(bytesField(1)).string(`x${layer}`).uint32(bytesField(1)).string(`w${layer}`);
    writer.uint32(bytesField(2)).string(`x${layer + 1}`);
    writer.uint32(bytesField(3)).string(`conv${layer}`).uint32(bytesField(4)).string('Conv');
    intsAttribute(writer, 'kernel_shape', [3, 3]);
    intsAttribute(writer, 'pads', [1, 1, 1, 1]);
    writer.ldelim();
  }
  writer.uint32(bytesField(2)).string('large');
  valueInfo(writer, 11, 'x0');
  valueInfo(writer, 12, `x${chain.length}`);
  return writer.finish();
}

function intsAttribute(writer: Writer, name: string, values: readonly number[]): void {
  writer.uint32(bytesField(5)).fork().uint32(bytesField(1)).string(name);
  for (const value of values) writer.uint32(numberField(8)).uint64(value);
  writer.uint32(numberField(20)).uint32(7).ldelim();
}

function valueInfo(writer: Writer, field: number, name: string): void {
  writer.uint32(bytesField(field)).fork().uint32(bytesField(1)).string(name);
  writer.uint32(bytesField(2)).fork().uint32(bytesField(1)).fork();
  writer.uint32(numberField(1)).uint32(1).uint32(bytesField(2)).fork();
  for (const size of [1, channels, 14, 14]) {
    writer.uint32(bytesField(1)).fork().uint32(numberField(1)).uint64(size).ldelim();
  }
  writer.ldelim().ldelim().ldelim().ldelim();
}

/** A tensor up to its raw data, whose bytes follow. */
function tensorHead(layer: number): Uint8Array {
  const writer = Writer.create();
  for (const size of [channels, channels, 3, 3]) writer.uint32(numberField(1)).uint64(size);
  writer.uint32(numberField(2)).uint32(1).uint32(bytesField(8)).string(`w${layer}`);
  return writer.uint32(bytesField(9)).uint32(weightBytes).finish();
}
