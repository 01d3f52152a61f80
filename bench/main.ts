import { parseArgs } from 'node:util';
import { describeTerminal } from '../server/src/cli/terminal';
import { significant } from '../server/engine/core/units';
import { tableText } from '../server/src/cli/table';
import { activation } from './activation';
import type { Claim } from './claim';
import { coldTune } from './coldTune';
import { constantMemory } from './constantMemory';
import { completionTime, hoverTime } from './editor/answers';
import { keystrokeClaims } from './editor/keystrokes';
import { serverMemory } from './editor/serverMemory';
import { comparisonClaims } from './editor/yamlLanguageServer';
import { evaluations } from './evaluations';
import { exhaustiveWalk } from './exhaustive';
import { expandResNet152 } from './expandResNet152';
import { convergencePaint, layersPaint, stageMapPaint } from './firstPaint';
import { livePanelClaims } from './livePanel';
import { interferenceClaims } from './interference/claims';
import { onnxImportMemory, onnxImportTime } from './onnxImport';
import { optimumClaims } from './optimum';
import { calibratedClaims } from './quality/calibrated';
import { replayFileClaims } from './replayFile';
import { shishaResNet152 } from './shishaResNet152';
import { sweepUse } from './sweep';

const claims: readonly Claim[] = [
  shishaResNet152,
  ...optimumClaims,
  ...calibratedClaims,
  ...interferenceClaims,
  evaluations,
  exhaustiveWalk,
  sweepUse,
  expandResNet152,
  coldTune,
  onnxImportTime,
  onnxImportMemory,
  constantMemory,
  ...replayFileClaims,
  activation,
  ...keystrokeClaims,
  ...comparisonClaims,
  hoverTime,
  completionTime,
  serverMemory,
  stageMapPaint,
  layersPaint,
  convergencePaint,
  ...livePanelClaims,
];

interface Row {
  readonly name: string;
  readonly unit: string;
  readonly limit: Claim['limit'];
  readonly method: string;
  readonly value: number;
  readonly passed: boolean;
}

/**
 * `npm run bench [-- --json] [--only WORDS]`: what is claimed beside what was measured; of all claims,
 * or of those whose names hold the words. Exits with 1 where a claim fails.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { json: { type: 'boolean' }, only: { type: 'string' } },
  });
  const words = (values.only ?? '').toLowerCase();
  const chosen = claims.filter(({ name }) => name.toLowerCase().includes(words));
  if (chosen.length === 0) throw new Error(`No claim has “${words}” in its name.`);
  const rows: Row[] = [];
  for (const claim of chosen) {
    console.error(`measuring: ${claim.name}`);
    const { name, unit, limit, method } = claim;
    const value = await claim.measure();
    const passed = 'atMost' in limit ? value <= limit.atMost : value >= limit.atLeast;
    rows.push({ name, unit, limit, method, value, passed });
  }
  if (values.json) console.log(JSON.stringify({ kind: 'cnn-bench', rows }, null, 2));
  else console.log(benchTable(rows));
  process.exitCode = rows.every((row) => row.passed) ? 0 : 1;
}

function benchTable(rows: readonly Row[]): string {
  const terminal = describeTerminal(process.stdout, process.env, process.platform);
  const { colors } = terminal;
  const claimed = (limit: Claim['limit'], unit: string) =>
    'atMost' in limit ? `≤ ${limit.atMost} ${unit}` : `≥ ${limit.atLeast} ${unit}`;
  const cells = rows.map(({ name, unit, limit, method, value, passed }) => [
    name,
    claimed(limit, unit),
    `${significant(value)} ${unit}`,
    passed ? 'pass' : 'FAIL',
    method,
  ]);
  const columns = [
    { title: 'what' },
    { title: 'claimed', numeric: true },
    { title: 'measured', numeric: true },
    { title: '' },
    { title: 'how' },
  ];
  const table = tableText(columns, cells, terminal);
  const verdict = rows.every((row) => row.passed)
    ? colors.green('every claim holds')
    : colors.red('a claim fails');
  return `${table}\n${verdict}`;
}

await main();
