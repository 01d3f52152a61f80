import { analyticalTable } from '../../server/engine/cost/analyticalTable';
import type { TimeTable } from '../../server/engine/cost/timeTable';
import { buildNetwork } from '../../server/engine/network/buildNetwork';
import { readDescriptor } from '../../server/engine/network/readDescriptor';
import { readPlatform } from '../../server/engine/platform/readPlatform';
import { valueOf } from '../../test/fixtures/valueOf';
import { exampleData, examplePath } from '../examples';

/** A network on a platform: names of examples, or of a platform of {@link ratioPlatform}. */
export interface Problem {
  readonly network: string;
  readonly platform: string;
}

/** Networks and platforms that are put together, and how many seeds chance gets. */
export interface Grid {
  readonly networks: readonly string[];
  readonly platforms: readonly string[];
  readonly seeds: number;
  /** What Paper III is reproduced with. */
  readonly interference: {
    readonly queries: number;
    readonly seeds: number;
    /** Numbers of places that ResNet-152 runs on. */
    readonly places: readonly number[];
  };
}

/** The grid of the papers. */
export const paperGrid: Grid = {
  networks: ['synthnet', 'vgg16', 'resnet-50', 'resnet-152', 'googlenet', 'yolov3'],
  platforms: [
    'jetson-tx2',
    'odroid-xu4',
    'chiplet-2f2s',
    'chiplet-4f4s',
    'chiplet-8f8s',
    'chiplet-26f26s',
  ],
  seeds: 10,
  interference: { queries: 4000, seeds: 3, places: [4, 8, 16, 32, 52] },
};

/** Every network on every platform. */
export function problemsOf({ networks, platforms }: Grid): Problem[] {
  return networks.flatMap((network) => platforms.map((platform) => ({ network, platform })));
}

const titles: Readonly<Record<string, string>> = {
  synthnet: 'SynthNet',
  vgg16: 'VGG16',
  'resnet-50': 'ResNet-50',
  'resnet-152': 'ResNet-152',
  googlenet: 'GoogLeNet',
  yolov3: 'YOLOv3',
  'jetson-tx2': 'TX2',
  'odroid-xu4': 'big.LITTLE',
  'chiplet-2f2s': '2+2',
  'chiplet-4f4s': '4+4',
  'chiplet-8f8s': '8+8',
  'chiplet-26f26s': '26+26',
};

/** What people call a network or a platform. */
export function titleOf(name: string): string {
  return titles[name] ?? name;
}

/** `VGG16 on 4+4`. */
export function problemTitle({ network, platform }: Problem): string {
  return `${titleOf(network)} on ${titleOf(platform)}`;
}

const ratioPrefix = 'ratio-';

/** Name of the platform of 4 + 4 places whose slow ones compute and read at 1 / ratio of the speed. */
export function ratioPlatform(ratio: number): string {
  return `${ratioPrefix}${ratio}`;
}

const tables = new Map<string, TimeTable>();

/** Analytical times of a problem; read once. */
export function tableOf({ network, platform }: Problem): TimeTable {
  const key = JSON.stringify([network, platform]);
  const known = tables.get(key);
  if (known !== undefined) return known;
  const graph = valueOf(readDescriptor(exampleData(examplePath.network(network))));
  const places = valueOf(readPlatform(platformData(platform)));
  const table = valueOf(analyticalTable(valueOf(buildNetwork(graph)), places));
  tables.set(key, table);
  return table;
}

function platformData(name: string): unknown {
  if (!name.startsWith(ratioPrefix)) return exampleData(examplePath.platform(name));
  const ratio = Number(name.slice(ratioPrefix.length));
  const place = { count: 4, cores: 8, flops_per_cycle: 32 };
  // As chiplet-4f4s, but for the speed of the slow places.
  return {
    platform: name,
    memories: { hbm: { bandwidth_gb_s: 200 }, ddr: { bandwidth_gb_s: 200 / ratio } },
    execution_places: [
      { ...place, name: 'fep', clock_ghz: 3, memory: 'hbm' },
      { ...place, name: 'sep', clock_ghz: 3 / ratio, memory: 'ddr' },
    ],
    links: {
      default: { bandwidth_gb_s: 32, latency_us: 1.5 },
      between: [{ from: 'fep', to: 'sep', bandwidth_gb_s: 16, latency_us: 3 }],
    },
  };
}
