/** What `lscpu -J -e=CPU,CORE,SOCKET,NODE,MAXMHZ,CACHE,ONLINE` prints for rows of values. */
export function lscpuTable(rows: readonly Record<string, unknown>[]): string {
  return JSON.stringify({ cpus: rows }, null, 3);
}

/** What `lscpu -J` prints for fields without their colons. */
export function lscpuSummary(fields: readonly (readonly [field: string, data: string])[]): string {
  const entries = fields.map(([field, data]) => ({ field: `${field}:`, data }));
  return JSON.stringify({ lscpu: entries }, null, 3);
}

const row = (cpu: number, core: number, maxmhz: string, cache: string, more: object = {}) => ({
  cpu, core, socket: 0, node: 0, maxmhz, 'l1d:l1i:l2:l3': cache, online: true, ...more,
}); // prettier-ignore

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);

/** Intel hybrid: 4 performance cores of 2 threads, 8 efficient cores in clusters of 4. */
export const intelHybrid = lscpuTable([
  ...range(0, 8).map((cpu) => {
    const core = Math.floor(cpu / 2);
    // Two favoured cores run a little faster.
    return row(cpu, core, core < 2 ? '4700.0000' : '4600.0000', `${core}:${core}:${core}:0`);
  }),
  ...range(8, 16).map((cpu) => {
    const core = cpu - 4;
    return row(cpu, core, '3400.0000', `${core}:${core}:${4 + Math.floor((cpu - 8) / 4)}:0`);
  }),
]);

/** big.LITTLE Arm as an older lscpu tells it: texts, an offline core, clocks with a comma. */
export const bigLittle = lscpuTable([
  ...range(0, 4).map((cpu) => ({
    cpu: `${cpu}`, core: `${cpu}`, socket: '0', node: '-', maxmhz: '1416,0000', 'l1d:l1i:l2': `${cpu}:${cpu}:0`, online: 'yes',
  })),
  ...range(4, 6).map((cpu) => ({
    cpu: `${cpu}`, core: `${cpu}`, socket: '1', node: '-', maxmhz: '1800,0000', 'l1d:l1i:l2': `${cpu}:${cpu}:1`, online: 'yes',
  })),
  { cpu: '6', core: '-', socket: '-', node: '-', maxmhz: '-', 'l1d:l1i:l2': '-', online: 'no' },
]); // prettier-ignore

/** The summary of the same machine from a newer lscpu: kinds of cores nest. */
export const bigLittleSummary = JSON.stringify({
  lscpu: [
    { field: 'Architecture:', data: 'aarch64', children: [{ field: 'Byte Order:', data: 'Little Endian' }] },
    { field: 'CPU(s):', data: '6', children: [{ field: 'On-line CPU(s) list:', data: '0-5' }] },
    {
      field: 'Vendor ID:',
      data: 'ARM',
      children: [
        { field: 'Model name:', data: 'Cortex-A53', children: [
          { field: 'Thread(s) per core:', data: '1' }, { field: 'Core(s) per cluster:', data: '4' },
          { field: 'Socket(s):', data: '-' }, { field: 'Cluster(s):', data: '1' }, { field: 'CPU max MHz:', data: '1416.0000' },
        ] },
        { field: 'Model name:', data: 'Cortex-A72', children: [
          { field: 'Thread(s) per core:', data: '1' }, { field: 'Core(s) per cluster:', data: '2' },
          { field: 'Socket(s):', data: '-' }, { field: 'Cluster(s):', data: '1' }, { field: 'CPU max MHz:', data: '1800.0000' },
        ] },
      ],
    },
  ],
}); // prettier-ignore

/** Two sockets of 16 cores with 2 threads each; the threads of a core are 32 numbers apart. */
export const dualSocket = lscpuTable(
  range(0, 64).map((cpu) => {
    const core = cpu % 32;
    const socket = Math.floor(core / 16);
    const more = { socket, node: socket };
    return row(cpu, core, '3500.0000', `${core}:${core}:${core}:${socket}`, more);
  }),
);

/** The summary of the dual-socket server. */
export const dualSocketSummary = lscpuSummary([
  ['Architecture', 'x86_64'],
  ['CPU(s)', '64'],
  ['On-line CPU(s) list', '0-63'],
  ['Model name', 'Intel(R) Xeon(R) Gold 6226R CPU @ 2.90GHz'],
  ['Thread(s) per core', '2'],
  ['Core(s) per socket', '16'],
  ['Socket(s)', '2'],
  ['Flags', 'fpu sse2 avx avx2 fma avx512f'],
  ['L2 cache', '32 MiB (32 instances)'],
  ['L3 cache', '44 MiB (2 instances)'],
  ['NUMA node(s)', '2'],
  ['NUMA node0 CPU(s)', '0-15,32-47'],
  ['NUMA node1 CPU(s)', '16-31,48-63'],
]);

/** A virtual machine: an unknown clock is a bare hyphen, which is not JSON. */
export const virtualMachine = `{
   "cpus": [
      { "cpu": 0, "core": 0, "socket": 0, "node": 0, "maxmhz": -, "l1d:l1i:l2:l3": "0:0:0:0" },
      { "cpu": 1, "core": 1, "socket": 0, "node": 0, "maxmhz": -, "l1d:l1i:l2:l3": "1:1:1:0" }
   ]
}
{
   "lscpu": [
      { "field": "Architecture:", "data": "x86_64" }, { "field": "BogoMIPS:", "data": "5200.00" },
      { "field": "Model name:", "data": "Some \\"virtual\\" # processor" }, { "field": "Flags:", "data": "sse2 avx avx2 fma" }
   ]
}
`;

const pu = (id: number) => `<object type="PU" os_index="${id}"/>`;
const core = (ids: readonly number[]) =>
  `<object type="Core" os_index="${ids[0]}">${ids.map(pu).join('')}</object>`;
const own2 = (ids: readonly number[]) =>
  `<object type="L2Cache" cache_size="1310720" depth="2">${core(ids)}</object>`;

/** hwloc 2: one NUMA node beside the level 3 cache, 2 fast cores of 2 threads, 4 slow cores. */
export const hwloc2 = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE topology SYSTEM "hwloc2.dtd">
<topology version="2.0">
  <object type="Machine" os_index="0" cpuset="0x000000ff">
    <info name="Architecture" value="x86_64"/>
    <object type="Package" os_index="0">
      <info name="CPUModel" value="12th Gen Intel(R) Core(TM) i3 &amp; more"/>
      <object type="NUMANode" os_index="0" local_memory="16000000000"><page_type size="4096" count="1"/></object>
      <object type="L3Cache" cache_size="12582912" depth="3">
        ${own2([0, 1])}${own2([2, 3])}
        <object type="L2Cache" cache_size="2097152" depth="2">${[4, 5, 6, 7].map((id) => core([id])).join('')}</object>
      </object>
    </object>
  </object>
  <cpukind cpuset="0x000000f0"><info name="CoreType" value="IntelAtom"/><info name="FrequencyMaxMHz" value="3300"/></cpukind>
  <cpukind cpuset="0x0000000f"><info name="CoreType" value="IntelCore"/><info name="FrequencyMaxMHz" value="4400"/></cpukind>
</topology>
`; // prettier-ignore

/** hwloc 1: NUMA nodes hold their sockets, caches have a depth. */
export const hwloc1 = `<?xml version="1.0"?>
<topology>
  <object type="Machine" os_index="0">${[0, 1].map((node) => `
    <object type="NUMANode" os_index="${node}" local_memory="64000000000">
      <object type="Socket" os_index="${node}"><info name="CPUModel" value="AMD EPYC 7302 @ 3.00GHz"/>
        <object type="Cache" depth="3"><object type="Cache" depth="2">${core([node * 2])}</object><object type="Cache" depth="2">${core([node * 2 + 1])}</object></object>
      </object>
    </object>`).join('')}
  </object>
</topology>
`; // prettier-ignore
