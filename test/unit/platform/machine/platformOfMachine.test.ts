import { describe, expect, it } from 'vitest';
import type { Result } from '../../../../server/engine/core/result';
import type { Platform } from '../../../../server/engine/platform/platform';
import { readPlatform } from '../../../../server/engine/platform/readPlatform';
import {
  platformFromLscpu,
  platformFromLstopo,
  platformFromText,
} from '../../../../server/src/adapters/machine/platformOfMachine';
import { parseYamlFile } from '../../../../server/src/language/yamlFile';
import * as machines from './fixtures';

/** The platform that a written descriptor describes; it must have no problems. */
function platformOf(text: Result<string>): Platform {
  if (!text.ok) throw new Error(JSON.stringify(text.problems));
  const file = parseYamlFile(text.value);
  const result = readPlatform(file.data);
  expect([...file.problems, ...result.problems]).toEqual([]);
  if (!result.ok) throw new Error(text.value);
  return result.value;
}

/** `name: cores clock×flops memory` of each place, fast ones with a star. */
function summaryOf(text: Result<string>): string[] {
  return platformOf(text).places.map(
    (p) =>
      `${p.name}${p.fast ? '*' : ''}: ${p.coreIds?.join(',')} ${p.clockHz / 1e9}×${p.flopsPerCycle} ${p.memory.name}`,
  );
}

describe('platformFromLscpu', () => {
  it('makes places of the kinds and clusters of a hybrid processor, one thread a core', () => {
    expect(summaryOf(platformFromLscpu(machines.intelHybrid))).toEqual([
      'fast*: 0,2,4,6 4.7×8 ram',
      'slow0: 8,9,10,11 3.4×8 ram',
      'slow1: 12,13,14,15 3.4×8 ram',
    ]);
    const flags = machines.lscpuSummary([
      ['Architecture', 'x86_64'],
      ['Flags', 'avx2 fma'],
    ]);
    expect(summaryOf(platformFromLscpu(`${machines.intelHybrid}\n${flags}`))).toEqual([
      'fast*: 0,2,4,6 4.7×32 ram',
      'slow0: 8,9,10,11 3.4×16 ram',
      'slow1: 12,13,14,15 3.4×16 ram',
    ]);
  });

  it('reads a big.LITTLE machine of an older lscpu, without its offline core', () => {
    expect(summaryOf(platformFromLscpu(machines.bigLittle))).toEqual([
      'fast*: 4,5 1.8×8 ram',
      'slow: 0,1,2,3 1.416×8 ram',
    ]);
  });

  it('reads the kinds of a summary without a table', () => {
    expect(summaryOf(platformFromLscpu(machines.bigLittleSummary))).toEqual([
      'fast*: 4,5 1.8×8 ram',
      'slow: 0,1,2,3 1.416×8 ram',
    ]);
  });

  const sockets = [
    `ep0*: ${Array.from({ length: 16 }, (_, i) => i).join(',')} 3.5×64 node0`,
    `ep1*: ${Array.from({ length: 16 }, (_, i) => 16 + i).join(',')} 3.5×64 node1`,
  ];

  it('makes a place of each socket of a server, with a memory of its own', () => {
    const both = `${machines.dualSocket}\n${machines.dualSocketSummary}\n`;
    expect(summaryOf(platformFromLscpu(both))).toEqual(sockets);
  });

  it('finds the same in the summary alone, but for the clock', () => {
    const text = platformFromLscpu(machines.dualSocketSummary);
    expect(summaryOf(text)).toEqual(sockets.map((line) => line.replace('3.5', '2.9')));
    expect(text.ok && text.value).toContain('The clock is an estimate as well.');
  });

  it('halves a machine of equal cores, and takes a bare hyphen for unknown', () => {
    const text = platformFromLscpu(machines.virtualMachine);
    expect(summaryOf(text)).toEqual(['ep0*: 0 2.6×32 ram', 'ep1*: 1 2.6×32 ram']);
    expect(platformOf(text).name).toBe('Some "virtual" # processor');
  });

  it('says that one core makes no pipeline', () => {
    const text = platformFromLscpu(machines.lscpuTable([{ cpu: 3 }]));
    expect(summaryOf(text)).toEqual(['ep0*: 3 2×8 ram']);
    expect(text.ok && text.value).toContain('a pipeline needs two');
  });

  it('makes coarser places of a machine with very many caches', () => {
    const rows = Array.from({ length: 1024 }, (_, cpu) => ({
      cpu, core: cpu, socket: 0, node: Math.floor(cpu / 256), maxmhz: 3000, 'l1d:l1i:l2:l3': `${cpu}:${cpu}:${cpu}:${cpu >> 2}`,
    })); // prettier-ignore
    const { places } = platformOf(platformFromLscpu(machines.lscpuTable(rows)));
    expect(places.map((place) => place.cores)).toEqual([256, 256, 256, 256]);
  });

  it.each([
    ['nothing', ''],
    ['no JSON', 'CPU CORE\n0 0'],
    ['a list', '[]'],
    ['another object', '{"a": 1}'],
    ['no CPU', '{"cpus": []}'],
    ['rows that are none', '{"cpus": [1, null, {"cpu": -1}, {"cpu": 1.5}, {"cpu": "x"}]}'],
    ['a summary that tells nothing', '{"lscpu": [{"field": "CPU(s):", "data": "many"}]}'],
  ])('refuses %s', (_, text) => {
    expect(platformFromLscpu(text).problems).toMatchObject([{ code: 'machine-malformed' }]);
  });

  it('says what is missing where there is a table alone', () => {
    const told = (text: string) => {
      const result = platformFromLscpu(text);
      return result.ok ? result.value : '';
    };
    expect(told(machines.dualSocket)).toContain('# The table alone tells no model');
    expect(told(machines.dualSocket + machines.dualSocketSummary)).not.toContain('alone');
  });

  it('refuses a machine beyond all sizes', () => {
    const text = machines.lscpuSummary([['CPU(s)', '60000'], ['On-line CPU(s) list', '0-59999']]); // prettier-ignore
    expect(platformFromLscpu(text).problems).toMatchObject([{ code: 'too-large' }]);
  });
});

describe('platformFromLstopo', () => {
  it('reads kinds of cores and shared caches of hwloc 2', () => {
    const text = platformFromLstopo(machines.hwloc2);
    expect(summaryOf(text)).toEqual(['fast*: 0,2 4.4×32 ram', 'slow: 4,5,6,7 3.3×16 ram']);
    expect(platformOf(text).places[0]?.memory.capacityBytes).toBe(8e9);
  });

  it('reads nodes that are behind a cache of their own', () => {
    const node = (index: number) =>
      `<object type="Package"><object type="MemCache"><object type="NUMANode" os_index="${index}" local_memory="64000000000"/></object><object type="Core"><object type="PU" os_index="${index}"/></object></object>`;
    const text = platformFromLstopo(`<topology version="2.0">${node(0)}${node(1)}</topology>`);
    expect(summaryOf(text)).toEqual(['ep0*: 0 2×8 node0', 'ep1*: 1 2×8 node1']);
    expect(platformOf(text).places[1]?.memory.capacityBytes).toBe(64e9);
  });

  it('reads the nodes of hwloc 1', () => {
    const text = platformFromLstopo(machines.hwloc1);
    expect(summaryOf(text)).toEqual(['ep0*: 0,1 3×8 node0', 'ep1*: 2,3 3×8 node1']);
    expect(platformOf(text).places[1]?.memory.capacityBytes).toBe(64e9);
  });

  it.each([
    ['no XML', 'topology'],
    ['half an element', '<topology><object type="PU" os_index="0">'],
    ['another document', '<html><object type="PU" os_index="0"/></html>'],
    ['no CPU', '<topology><object type="Machine"/></topology>'],
    ['declared entities', '<!DOCTYPE t [<!ENTITY a "b">]><topology><object type="PU" os_index="0"/></topology>'],
    ['endless nesting', `${'<object type="Group">'.repeat(100_000)}`],
    ['deep nesting', `<topology>${'<object>'.repeat(5000)}${'</object>'.repeat(5000)}</topology>`],
  ])('refuses %s', (_, text) => {
    expect(platformFromLstopo(text).problems).toMatchObject([{ code: 'machine-malformed' }]);
  }); // prettier-ignore
});

describe('platformFromText', () => {
  it('tells XML from JSON', () => {
    expect(platformOf(platformFromText(`\uFEFF\n${machines.hwloc1}`)).places).toHaveLength(2);
    expect(platformOf(platformFromText(machines.virtualMachine)).places).toHaveLength(2);
  });
});
