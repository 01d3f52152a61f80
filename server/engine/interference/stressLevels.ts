import type { Slowdown } from './scenario';

/** A kind of co-located work at one strength: what it does, and how much it slows. */
export interface StressLevel {
  readonly name: StressName;
  readonly slowdown: Slowdown;
  /** For people: what runs beside the pipeline. */
  readonly description: string;
  /** For people: where its factors come from. */
  readonly source: string;
}

/** Names of the levels: what is fought over, and how hard. */
export type StressName = `${'cpu' | 'mem'}-${1 | 2 | 3 | 4 | 5 | 6}`;

/**
 * Factors of twelve kinds of co-located work (docs/algorithms/interference.md).
 *
 * `cpu-n` wants n sixths of the time of every core. A fair scheduler grants half of what is wanted
 * twice, so that n/12 of the time are lost: 12 / (12 − n) for layers that compute, 2.00 at full
 * occupation, where phones were measured to slow by 1.7 to 2.0. Layers that wait for memory lose half as
 * much, as half of the cores already fill the memory.
 *
 * `mem-n` streams n sixths of the bandwidth that one place's cores can ask for. At full strength it keeps
 * 63 % of the bandwidth: 1 / (1 − 0.105 n) for layers that wait for memory, up to the 2.7 that were
 * measured for a phone's GPU, which shares the memory with fully occupied cores. Layers that compute lose a fifth as much, to evicted cache
 * lines.
 */
const factors = {
  'cpu-1': [1.09, 1.05],
  'cpu-2': [1.2, 1.1],
  'cpu-3': [1.33, 1.17],
  'cpu-4': [1.5, 1.25],
  'cpu-5': [1.71, 1.36],
  'cpu-6': [2, 1.5],
  'mem-1': [1.02, 1.12],
  'mem-2': [1.05, 1.27],
  'mem-3': [1.09, 1.46],
  'mem-4': [1.14, 1.72],
  'mem-5': [1.22, 2.11],
  'mem-6': [1.34, 2.7],
} as const satisfies Record<StressName, readonly [compute: number, memory: number]>;

/**
 * What our own stress at each level did to layers of VGG-16 on the same core of a two-core Xeon, by what
 * bounds them (`npm run reproduce:local -- --only levels`). On the other core it did nothing that could
 * be told from noise: one core cannot fill that machine's memory.
 */
const measured = {
  'cpu-1': [1.19, 1.21],
  'cpu-2': [1.33, 1.4],
  'cpu-3': [1.64, 1.65],
  'cpu-4': [1.65, 1.72],
  'cpu-5': [1.77, 1.92],
  'cpu-6': [2.05, 2.08],
  'mem-1': [1.15, 1.16],
  'mem-2': [1.34, 1.38],
  'mem-3': [1.55, 1.57],
  'mem-4': [1.71, 1.62],
  'mem-5': [1.84, 1.84],
  'mem-6': [1.96, 1.95],
} as const satisfies Record<StressName, readonly [compute: number, memory: number]>;

const kinds = { cpu: 'arithmetic on every core', mem: 'streaming through memory' };
const sources = {
  cpu: 'Reckoned for a fair scheduler; fully occupied phones were measured to slow by 1.7 to 2.0.',
  mem: 'Reckoned for a shared memory; full strength is set to the 2.7 measured for a phone’s GPU beside fully occupied cores.',
};
const strengths = ['1/6', '1/3', 'half', '2/3', '5/6', 'all'];

/** The twelve levels in order: stress of the cores, then of the memory, each from weak to strong. */
export const stressLevels: readonly StressLevel[] = (['cpu', 'mem'] as const).flatMap((kind) =>
  ([1, 2, 3, 4, 5, 6] as const).map((strength): StressLevel => {
    const name: StressName = `${kind}-${strength}`;
    const [compute, memory] = factors[name];
    const description = `${kinds[kind]}, ${strengths[strength - 1] ?? ''} of full strength`;
    const [computing, waiting] = measured[name];
    const source = `${sources[kind]} Our stress on the same core of a two-core Xeon: ${computing} for layers that compute, ${waiting} for those that wait for memory.`;
    return { name, slowdown: { compute, memory }, description, source };
  }),
);

/** The level of a name; undefined where there is none. */
export function stressLevel(name: string): StressLevel | undefined {
  return stressLevels.find((level) => level.name === name);
}
