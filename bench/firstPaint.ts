import { buildConvergence } from '../server/engine/explore/buildConvergence';
import { buildLayersModel } from '../server/engine/cost/buildLayersModel';
import { defaultExplorerOptions } from '../server/engine/explore/explorerOptions';
import { buildStageMap } from '../server/engine/explore/buildStageMap';
import { tune } from '../server/engine/explore/tune';
import { buildNetwork } from '../server/engine/network/buildNetwork';
import { readDescriptor } from '../server/engine/network/readDescriptor';
import { describePlace } from '../server/engine/platform/describePlace';
import { readPlatform } from '../server/engine/platform/readPlatform';
import { analyticalTable } from '../server/engine/cost/analyticalTable';
import type { TuningResult } from '../server/protocol/tuningResult';
import { firstCurve, firstPaint } from '../test/webview/panelChecks';
import { PanelHost, type AnyMessage, type PanelName } from '../test/webview/panelHost';
import type { Claim } from './claim';
import { median } from './editor/typing';
import { valueOf } from '../test/fixtures/valueOf';
import { exampleData, examplePath } from './examples';

const runs = 7;
const trials = 10_000;
const width = 1600;

const network = () =>
  valueOf(buildNetwork(valueOf(readDescriptor(exampleData(examplePath.network('resnet-152'))))));
const platform = () => valueOf(readPlatform(exampleData(examplePath.platform('chiplet-26f26s'))));

/** Stage map of ResNet-152 on 52 places, from the message to the frame that shows it. */
export const stageMapPaint: Claim = claim('Stage map of ResNet-152 on 52 places', 'stageMap', {
  message: () => ({ type: 'stageMap', model: buildStageMap(tuned()) }),
});

/** The layers panel, likewise. */
export const layersPaint: Claim = claim('Layers of ResNet-152 for 52 places', 'layers', {
  message: () => ({
    type: 'layers',
    subject: 'bench',
    model: buildLayersModel({
      network: network(),
      platform: platform(),
      profiles: [],
      notes: [],
    }),
  }),
});

/** The convergence panel with its curves. */
export const convergencePaint: Claim = claim(`Curves of ${trials} trials`, 'convergence', {
  message: () => ({
    type: 'convergence',
    subject: 'bench',
    model: buildConvergence([{ file: 'long.tuning.json', result: longRun() }]),
  }),
  until: firstCurve,
});

function claim(
  name: string,
  panel: PanelName,
  {
    message,
    until = firstPaint,
  }: { readonly message: () => AnyMessage; readonly until?: typeof firstPaint },
): Claim {
  return {
    name: `${name}: first paint`,
    unit: 'ms',
    limit: { atMost: 200 },
    method: `median of ${runs} new pages in Chromium, ${width} pixels wide`,
    async measure() {
      const sent = message();
      const host = await PanelHost.start();
      const times: number[] = [];
      try {
        for (let run = 0; run < runs; run += 1) {
          const page = await host.open({ panel, width });
          times.push(await until(page, sent));
          await page.close();
        }
      } finally {
        await host.stop();
      }
      return median(times);
    },
  };
}

function tuned(): TuningResult {
  const places = platform();
  const layers = network();
  return tune(valueOf(analyticalTable(layers, places)), {
    network: layers.name,
    platform: places.name,
    testbed: 'analytical',
    explorer: 'shisha',
    options: defaultExplorerOptions,
    placeDescriptions: places.places.map(describePlace),
    optimum: false,
  });
}

/** A result whose throughput creeps up to its best, with noise, over very many trials. */
function longRun(): TuningResult {
  const base = tuned();
  const [first] = base.trace;
  const trace = Array.from({ length: trials }, (_, index): TuningResult['trace'][number] => {
    const progress = 1 - Math.exp(-index / (trials / 4));
    const noise = ((index * 7919) % 1000) / 1000;
    return {
      trial: index + 1,
      throughput: 400 + 380 * progress * (0.85 + 0.15 * noise),
      elapsedSeconds: (index + 1) * 0.002,
      stages: first?.stages ?? [],
    };
  });
  return { ...base, trials, trace };
}
