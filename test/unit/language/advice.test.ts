import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { analyticalTable } from '../../../server/engine/cost/analyticalTable';
import { solveOptimum } from '../../../server/engine/explore/optimum/solveOptimum';
import { pairAdvice } from '../../../server/engine/explore/pairAdvice';
import { readPlatform } from '../../../server/engine/platform/readPlatform';
import { analyse, type Analysis } from '../../../server/src/language/analysis';
import { diagnosticsOf } from '../../../server/src/language/diagnostics';
import type { TextRange } from '../../../server/src/language/locatedProblem';
import { network, platform } from '../../lsp/fixtures';

const examples = join(import.meta.dirname, '../../../examples');
const example = (path: string) => readFileSync(join(examples, path), 'utf8');

/** What an editor shows of a network on a platform: rule, what is underlined, and where it leads. */
function advice(networkText: string, platformText: string) {
  const on = analyse('platform', platformText);
  const { file } = on;
  const analysis = analyse('network', networkText);
  if (analysis.network === null || on.platform === null) throw new Error('The texts have errors.');
  const found = pairAdvice(analysis.network, on.platform);
  const located = found.platform.map((problem) => file.locate(problem));
  return diagnosticsOf(analysis, {
    uri: 'file:///a.cnn.yaml',
    rules: {},
    ruleHref: null,
    advice: { network: found.network, platform: file.visible(located), platformUri: 'file:///p' },
  }).map(({ code, message, range, relatedInformation: [elsewhere] = [] }) => ({
    code,
    message: typeof message === 'string' ? message : message.value,
    at: textIn(analysis, range),
    there: elsewhere === undefined ? null : textIn(on, elsewhere.location.range),
  }));
}

function textIn({ file }: Analysis, { start, end }: TextRange): string {
  return file.text.slice(file.offsetAt(start), file.offsetAt(end));
}

/** Shortest period of a network on a platform of which one entry has another count, 0 for none. */
function bestPeriod(
  networkText: string,
  platformText: string,
  name: string,
  count: number,
): number {
  const data = parse(platformText) as { execution_places: { name: string; count?: number }[] };
  const places = data.execution_places
    .filter((entry) => entry.name !== name || count > 0)
    .map((entry) => (entry.name === name ? { ...entry, count } : entry));
  const { network: layers } = analyse('network', networkText);
  const on = readPlatform({ ...data, execution_places: places, links: undefined });
  if (layers === null || !on.ok) throw new Error('The texts have errors.');
  const table = analyticalTable(layers, on.value);
  return table.ok ? solveOptimum(table.value).cost : Infinity;
}

describe('advice on a network and its platform', () => {
  it.each<[title: string, platform: string, expected: readonly object[]]>([
    [
      'a memory that starves its cores leads to its bandwidth',
      platform.replace('bandwidth_gb_s: 25,', 'bandwidth_gb_s: 0.1,'),
      [
        { code: 'starved-memory', at: 'Tiny', there: '0.1' },
        { code: 'idle-place', at: 'Tiny', there: 'sep' },
      ],
    ],
    [
      'a layer whose weights fit no memory is underlined itself',
      platform.replaceAll(/capacity_gb: \d+/g, 'capacity_gb: 0.0005'),
      [
        {
          code: 'memory-too-small',
          at: '{ name: head, op: fully_connected, units: 10 }',
          there: null,
          message: expect.stringContaining('655 kB, the largest memory has 500 kB') as string,
        },
      ],
    ],
    [
      'weights that no pipeline can hold are the network’s',
      platform.replaceAll(/count: 2, (.*memory: \w+)/g, '$1').replaceAll(/capacity_gb: \d+/g, 'capacity_gb: 0.00066').replace(/ +- \{ name: sep.*\n/, ''),
      [{ code: 'weights-exceed-memory', at: 'Tiny', there: null }],
    ],
    [
      'cuts that take longer to send than a stage takes are told together, at the first',
      platform.replace('bandwidth_gb_s: 32,', 'bandwidth_gb_s: 0.01,').replace(/ +- \{ name: sep.*\n/, '').replace(/ +ddr.*\n/, ''),
      [
        { code: 'idle-place', there: 'fep' },
        {
          code: 'dear-cut',
          at: 'stem',
          message: expect.stringContaining('from `stem` to `body_3.main`') as string,
        },
      ],
    ],
  ])('%s', (_title, on, expected) => {
    expect(advice(network, on)).toMatchObject(expected);
    expect(advice(network, on)).toHaveLength(expected.length);
  }); // prettier-ignore

  it('says nothing of a network that uses all of its platform', () => {
    const resnet = example('networks/resnet-50.cnn.yaml');
    expect(advice(resnet, example('platforms/chiplet-4f4s.platform.yaml'))).toEqual([]);
  });

  it.each([
    ['resnet-18', 'chiplet-8f8s'],
    ['alexnet', 'chiplet-8f8s'],
    ['vgg16', 'chiplet-26f26s'],
    ['synthnet', 'chiplet-26f26s'],
  ])('names the fewest places that %s on %s is as fast with', (net, on) => {
    const layers = example(`networks/${net}.cnn.yaml`);
    // Without links every place may be left out, and no time is spent on sending.
    const places = example(`platforms/${on}.platform.yaml`).replace(/^links:\n(?: .*\n)*/m, '');
    const idle = advice(layers, places).filter(({ code }) => code === 'idle-place');
    expect(idle).not.toEqual([]);
    const best = bestPeriod(layers, places, '', 0);
    for (const { message, there } of idle) {
      const enough = Number(/ with (\d+) of the /.exec(message)?.[1] ?? 0);
      expect(bestPeriod(layers, places, there ?? '', enough), message).toBe(best);
      if (enough === 0) continue;
      expect(bestPeriod(layers, places, there ?? '', enough - 1), message).toBeGreaterThan(best);
    }
  });

  it('is silenced in the file that a rule speaks of', () => {
    const starved = platform.replace('bandwidth_gb_s: 25,', 'bandwidth_gb_s: 0.1,');
    const silent = starved.replace('  ddr:', '  # cnn-tuner-ignore starved-memory\n  ddr:');
    expect(advice(network, silent).map(({ code }) => code)).toEqual(['idle-place']);
    const inNetwork = `# cnn-tuner-ignore idle-place, starved-memory\n${network}`;
    expect(advice(inNetwork, starved)).toEqual([]);
  });
});
