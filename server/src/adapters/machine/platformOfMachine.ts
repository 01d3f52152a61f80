import type { Result } from '../../../engine/core/result';
import type { Machine } from './machine';
import { machinePlatform } from './machinePlatform';
import { readLscpu } from './readLscpu';
import { readLstopo } from './readLstopo';

/** A platform descriptor (YAML) of the machine that `lscpu -J` told of. */
export function platformFromLscpu(text: string): Result<string> {
  return written(readLscpu(text));
}

/** A platform descriptor (YAML) of the machine that `lstopo --of xml` told of. */
export function platformFromLstopo(text: string): Result<string> {
  return written(readLstopo(text));
}

/** A platform descriptor (YAML) from either kind of text, told apart by its first character. */
export function platformFromText(text: string): Result<string> {
  const isXml = text
    .replace(/^\uFEFF/, '')
    .trimStart()
    .startsWith('<');
  return isXml ? platformFromLstopo(text) : platformFromLscpu(text);
}

function written(machine: Result<Machine>): Result<string> {
  return machine.ok ? { ...machine, value: machinePlatform(machine.value) } : machine;
}
