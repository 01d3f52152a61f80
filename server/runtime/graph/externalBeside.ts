import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, normalize, sep } from 'node:path';
import { explainSystemError, irregularFile } from '../../src/adapters/explainSystemError';
import type { ExternalData } from './modelParts';

/** Reads values that are in a file beside the model. */
export type ReadExternal = (external: ExternalData) => Uint8Array;

/**
 * Reads weights from files in the model's folder or below, and nowhere else.
 * @throws Error that names the weight and says why its values cannot be read.
 */
export function externalBeside(modelPath: string): ReadExternal {
  return (external) => {
    const { name, location } = external;
    const inside = normalize(location);
    if (location === '' || isAbsolute(inside) || inside.split(sep)[0] === '..') {
      throw new Error(`The weight “${name}” is in “${location}”, which is not beside the model.`);
    }
    try {
      return readRange(join(dirname(modelPath), inside), external);
    } catch (error) {
      const reason = explainSystemError(error);
      throw new Error(`The weight “${name}” in “${location}” cannot be read: ${reason}.`, { cause: error }); // prettier-ignore
    }
  };
}

function readRange(path: string, { offset, length }: ExternalData): Uint8Array {
  // Opening a pipe would wait for somebody to write to it.
  if (irregularFile(statSync(path)) !== null) throw new Error('it is not a regular file');
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    const end = length === undefined ? size : offset + length;
    // Written so that what is no number fails too.
    if (!(offset >= 0 && offset <= end && end <= size)) throw new Error('the file is cut short');
    const bytes = new Uint8Array(end - offset);
    for (let at = 0; at < bytes.length;) {
      const count = readSync(file, bytes, at, bytes.length - at, offset + at);
      if (count === 0) throw new Error('the file is cut short');
      at += count;
    }
    return bytes;
  } finally {
    closeSync(file);
  }
}
