/** A small network with a template, valid as it stands. */
export const network = `cnn: Tiny
input: [3, 32, 32]
templates:
  residual:
    parameters: { filters: }
    layers:
      - { name: main, op: conv, kernel: 3, padding: same, filters: $filters }
      - { name: join, op: add, from: [main, input] }
layers:
  - { name: stem, op: conv, kernel: 3, padding: same, filters: 16 }
  - { name: body, use: residual, repeat: 3, with: { filters: 16 } }
  - { name: head, op: fully_connected, units: 10 }
`;

/** Two fast and two slow places. */
export const platform = `platform: two-and-two
memories:
  hbm: { bandwidth_gb_s: 200, capacity_gb: 16 }
  ddr: { bandwidth_gb_s: 25, capacity_gb: 32 }
execution_places:
  - { name: fep, count: 2, cores: 8, clock_ghz: 3.0, flops_per_cycle: 32, memory: hbm }
  - { name: sep, count: 2, cores: 8, clock_ghz: 1.6, flops_per_cycle: 16, memory: ddr }
links:
  default: { bandwidth_gb_s: 32, latency_us: 1.5 }
`;
