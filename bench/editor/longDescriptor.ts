/** A layer of the body; every seventh joins two before it, a few are described in a comment. */
function bodyLine(index: number): string {
  if (index % 50 === 49) return `  # Stage ${Math.floor(index / 50) + 1}`;
  if (index % 7 === 6) {
    return `  - { name: join${index}, op: add, from: [conv${index - 1}, conv${index - 2}], activation: relu }`;
  }
  const kernel = index % 3 === 0 ? 1 : 3;
  return `  - { name: conv${index}, op: conv, kernel: ${kernel}, padding: same, filters: 64, activation: relu }`;
}

const head = [
  'cnn: Long',
  'input: [64, 32, 32]',
  'constants: { classes: 1000 }',
  'templates:',
  '  block:',
  '    parameters: { width: , stride: 1 }',
  '    layers:',
  '      - { name: reduce, op: conv, kernel: 1, filters: $width, stride: $stride, activation: relu }',
  '      - { name: spatial, op: conv, kernel: 3, padding: same, filters: $width, activation: relu }',
  '      - { name: expand, op: conv, kernel: 1, filters: $(4 * width) }',
  'layers:',
];
const tail = [
  '  - { name: blocks, use: block, repeat: 3, with: { width: 16, stride: $(2 if first else 1) } }',
  '  - { name: gap, op: global_average_pool }',
  '  - { name: classifier, op: fully_connected, units: $classes }',
  '',
];

/** A valid descriptor of so many lines, a layer each for most of them. */
export function longDescriptor(lines: number): string {
  const body = Array.from({ length: lines - head.length - tail.length + 1 }, (_, i) => bodyLine(i));
  // A comment stands where a join would read a layer: joins avoid it.
  return [...head, ...avoidComments(body), ...tail].join('\n');
}

function avoidComments(lines: readonly string[]): string[] {
  return lines.map((line, index) => {
    const isComment = (at: number) => lines[at]?.includes('#') ?? true;
    const joins = line.includes('op: add') && (isComment(index - 1) || isComment(index - 2));
    return joins ? bodyLine(3).replaceAll('conv3', `conv${index}`) : line;
  });
}
