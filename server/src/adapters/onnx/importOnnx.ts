import { parse } from 'yaml';
import { fail, succeed, type Result } from '../../../engine/core/result';
import { problem } from '../../../engine/core/rules';
import { expansionBounds } from '../../../engine/network/expansionBounds';
import type { Graph } from '../../../engine/network/graph';
import { readDescriptor } from '../../../engine/network/readDescriptor';
import { sameGraph } from '../../../engine/network/sameGraph';
import { writeDescriptor } from '../../../engine/network/writeDescriptor';
import type { ByteSource } from './read/byteSource';
import { readOnnx, type OnnxOptions } from './readOnnx';

/** A model as a descriptor, and the graph that the descriptor's reader makes of it. */
export interface ImportedModel {
  readonly descriptor: string;
  readonly graph: Graph;
}

/**
 * Imports an ONNX model by way of its descriptor, so that the model and the file that `import`
 * writes of it have the same layers by the same names.
 */
export function importOnnx(source: ByteSource, options: OnnxOptions = {}): Result<ImportedModel> {
  const read = readOnnx(source, options);
  if (!read.ok) return read;
  const count = read.value.nodes.length;
  if (count > expansionBounds.layers) {
    const message = `the model has ${count} operators, more than the limit of ${expansionBounds.layers}`;
    return fail([problem('too-large', [], message)]);
  }
  const { value } = read;
  const compressed = reread(value, true);
  // An exported descriptor comes back with its names, if need be in more lines.
  const named = value.keepsNames && !(compressed && sameNames(value, compressed.graph)) ? reread(value, 'scopes') : undefined; // prettier-ignore
  if (named) return succeed(named, read.problems);
  // Templates only make a descriptor shorter: one that says something else is not used.
  if (compressed) return succeed(compressed, read.problems);
  const plain = reread(value, false);
  if (plain) return succeed(plain, read.problems);
  throw new Error('a descriptor does not say what its graph says');
}

function sameNames(a: Graph, b: Graph): boolean {
  return a.nodes.every(({ name }, i) => name === b.nodes[i]?.name);
}

function reread(graph: Graph, templates: boolean | 'scopes'): ImportedModel | undefined {
  const descriptor = writeDescriptor(graph, { templates });
  const again = readDescriptor(parse(descriptor));
  return again.ok && sameGraph(graph, again.value) ? { descriptor, graph: again.value } : undefined;
}
