/** A value that a key can begin with; lines after the first are indented by what they stand in. */
const placeholders: Readonly<Record<string, string>> = {
  cnn: 'Network',
  platform: 'Platform',
  input: '[3, 224, 224]',
  layers: '\n  - { name: conv1, op: conv, kernel: 3, padding: same, filters: 64 }',
  memories: '\n  ram: { bandwidth_gb_s: 25 }',
  execution_places: '\n  - { name: ep, cores: 4, clock_ghz: 2, flops_per_cycle: 16, memory: ram }',
  interference: 'Scenario',
  episodes: '\n  - { place: all, stress: mem-4, from: 1000, to: 2000 }',
  stress: 'mem-4',
  period: '1000',
  duration: '100',
  op: 'conv',
  kernel: '3',
  filters: '64',
  units: '10',
  multiplier: '1',
  function: 'relu',
  padding: '1',
  end: '1',
  shape: '[1, 1, 1]',
  groups: '2',
  bandwidth_gb_s: '25',
  cores: '4',
  clock_ghz: '2',
  flops_per_cycle: '16',
  idle: '1',
  busy: '10',
  default: '{ bandwidth_gb_s: 10 }',
};

/** Keys whose values are names: a new name is made for one, the others take a known one. */
export interface KnownNames {
  readonly newName: string;
  readonly memory: string | undefined;
  readonly place: string | undefined;
}

/** `key: value` with a value that is right more often than not, to be typed over. */
export function placeholderPair(key: string, names: KnownNames): string {
  const value = valueFor(key, names);
  return value.startsWith('\n') ? `${key}:${value}` : `${key}: ${value}`;
}

function valueFor(key: string, { newName, memory, place }: KnownNames): string {
  switch (key) {
    case 'name':
      return newName;
    case 'memory':
      return memory ?? 'ram';
    case 'from':
    case 'to':
    case 'place':
      return place ?? 'ep';
    default:
      return placeholders[key] ?? '1';
  }
}
