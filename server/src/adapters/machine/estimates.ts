import type { Machine } from './machine';

/** A number that nobody told, with the reason for it. */
export interface Estimate {
  readonly value: number;
  readonly why: string;
}

/** Operations a cycle of Arm cores, single precision, by their names. The first match counts. */
const armCores: readonly (readonly [pattern: RegExp, flops: number, why: string])[] = [
  [/Cortex-A[57]\b/i, 2, 'NEON works on 32 bits at a time'],
  [/Cortex-A[89]\b/i, 4, 'one 64-bit NEON unit'],
  [/Cortex-A(12|15|17|3\d|5\d|7[23]|510|520)\b/i, 8, 'one 128-bit NEON multiply-add a cycle'],
  [/Cortex-X|Neoverse-V|Oryon|Firestorm|Avalanche|Apple/i, 32, 'four 128-bit multiply-add units, or as wide'],
  [/Cortex-A7|Neoverse|Denver|Carmel|Icestorm|Blizzard|Kryo/i, 16, 'two 128-bit NEON units'],
]; // prettier-ignore

/** Operations of a core in one cycle, single precision, a fused multiply-add counted twice. */
export function estimateFlopsPerCycle(
  machine: Machine,
  kind: string,
  efficient: boolean,
): Estimate {
  const names = `${kind} ${machine.name}`;
  const arm =
    armCores.find(([pattern]) => pattern.test(kind)) ??
    armCores.find(([pattern]) => pattern.test(names));
  if (arm !== undefined) return { value: arm[1], why: arm[2] };
  if (/aarch64|arm/i.test(machine.architecture))
    return { value: 8, why: 'one 128-bit NEON unit assumed' };
  const { flags } = machine;
  if (efficient && (flags.has('avx2') || /atom/i.test(kind))) {
    return { value: 16, why: 'efficient cores: two 128-bit multiply-add units assumed' };
  }
  if (flags.has('avx512f')) {
    return /Xeon/i.test(machine.name)
      ? { value: 64, why: 'AVX-512: two 512-bit multiply-add units assumed' }
      : { value: 32, why: 'AVX-512: 512 bits of multiply-add a cycle assumed' };
  }
  if (flags.has('avx2') && flags.has('fma'))
    return { value: 32, why: 'AVX2: two 256-bit multiply-add units' };
  if (flags.has('avx')) return { value: 16, why: 'AVX: a 256-bit multiplier and adder' };
  if (flags.has('sse2')) return { value: 8, why: 'SSE: a 128-bit multiplier and adder' };
  if (/x86|amd64|x64/i.test(machine.architecture)) return { value: 32, why: 'AVX2 assumed' };
  return { value: 8, why: '128-bit vectors with multiply-add assumed' };
}

/** Clock of cores whose clock nobody tells, MHz. */
export const assumedMhz = 2000;

const bytesPerCore = 12;

/** Bandwidth of the memory of one NUMA node in GB/s. No tool tells it. */
export function estimateBandwidth(machine: Machine, cores: number): Estimate {
  const server = /Xeon|EPYC|Neoverse|Ampere|Graviton|Apple/i.test(machine.name);
  const arm = /aarch64|arm/i.test(machine.architecture);
  const most = server ? 100 : arm ? 15 : 40;
  return {
    value: Math.min(most, bytesPerCore * cores),
    why: `${bytesPerCore} GB/s for each core, at most ${most} GB/s; a STREAM benchmark tells better`,
  };
}
