import type { MachineProbe } from './localProbe';
import { numberOf } from './parseNumbers';

const root = '/sys/fs/cgroup';

/** A warning where a container's quota allows less time than `cpus` CPUs have; none elsewhere. */
export async function quotaNote(probe: MachineProbe, cpus: number): Promise<string[]> {
  const share = await quotaCpus(probe);
  if (share === null || share >= cpus) return [];
  return [
    `A quota allows this container the time of ${Math.round(share * 100) / 100} CPUs: all of its cores at once are slower than told here.`,
  ];
}

/** CPU time that the control group may use, in CPUs; null for no limit. Version 2, else 1. */
async function quotaCpus(probe: MachineProbe): Promise<number | null> {
  const unified = await probe.read(`${root}/cpu.max`);
  const [quota, period] =
    unified === null
      ? [
          await probe.read(`${root}/cpu/cpu.cfs_quota_us`),
          await probe.read(`${root}/cpu/cpu.cfs_period_us`),
        ]
      : unified.split(' ');
  const [used, of] = [numberOf(quota), numberOf(period)];
  return used === null || of === null || used === 0 || of === 0 ? null : used / of;
}
