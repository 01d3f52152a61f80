import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Result } from '../../../../server/engine/core/result';
import { readPlatform } from '../../../../server/engine/platform/readPlatform';
import { platformFromText } from '../../../../server/src/adapters/machine/platformOfMachine';
import { parseYamlFile } from '../../../../server/src/language/yamlFile';

const cell = fc.oneof(
  fc.nat(9),
  fc.constantFrom('-', 'yes', 'no', null, true, false, '4700,0000', '1:0:-:2', {}, [], -1, 1e300),
  fc.string(),
);
const row = fc.dictionary(
  fc.constantFrom('cpu', 'core', 'socket', 'node', 'maxmhz', 'online', 'cache', 'modelname', 'l1d:l1i:l2:l3'),
  cell,
); // prettier-ignore
const entry = fc.record({
  field: fc.oneof(
    fc.constantFrom('CPU(s):', 'On-line CPU(s) list:', 'Model name:', 'Flags:', 'Thread(s) per core:', 'L3 cache:', 'NUMA node0 CPU(s):', 'CPU max MHz:'),
    fc.string(),
  ),
  data: fc.oneof(fc.constantFrom('4', '0-3,5', '1', 'x (3 instances)', 'avx2 fma'), fc.string(), cell),
}); // prettier-ignore
const lscpu = fc
  .record({ cpus: fc.array(row), lscpu: fc.array(entry) })
  .map((value) => JSON.stringify(value));

const types = ['Machine', 'Package', 'NUMANode', 'L3Cache', 'L2Cache', 'Core', 'PU', 'PU', 'Cache'];
const object = fc.letrec<{ node: string; inside: string }>((tie) => ({
  inside: fc.oneof(
    { depthSize: 'medium' },
    fc.constant(''),
    fc.array(tie('node'), { maxLength: 3 }).map((nodes) => nodes.join('')),
  ),
  node: fc
    .tuple(fc.constantFrom(...types), fc.nat(20), tie('inside'), fc.constantFrom(0, 1e9, 1e300))
    .map(
      ([type, index, inside, bytes]) =>
        `<object type="${type}" os_index="${index}" depth="${index % 4}" local_memory="${bytes}">${inside}</object>`,
    ),
})).node;
const lstopo = fc
  .tuple(object, fc.string())
  .map(([tree, name]) => `<topology><info name="CPUModel" value="${name}"/>${tree}</topology>`);

/** Whatever was read is either refused, or a platform without problems. */
function expectSound(text: Result<string>): void {
  if (!text.ok) {
    // A machine of millions of cores is refused for its size.
    for (const { code } of text.problems)
      expect(['machine-malformed', 'too-large']).toContain(code);
    expect(text.problems).toHaveLength(1);
    return;
  }
  const file = parseYamlFile(text.value);
  expect([...file.problems, ...readPlatform(file.data).problems]).toEqual([]);
}

describe('any description of a machine', () => {
  it.each([['lscpu', lscpu], ['lstopo', lstopo], ['text', fc.string()]])('in %s is refused or sound', (_, texts) => {
    fc.assert(fc.property(texts, (text) => expectSound(platformFromText(text))), { numRuns: 300 });
  }); // prettier-ignore
});
