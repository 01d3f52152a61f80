import { feed, firstCurve } from '../test/webview/panelChecks';
import { PanelHost } from '../test/webview/panelHost';
import { sampleRun } from '../test/webview/sampleLive';
import type { Claim } from './claim';
import { median } from './editor/typing';

const runs = 7;
const width = 1600;
/** As often as the server tells of a run. */
const intervalMilliseconds = 100;
const watchedSeconds = 10;

/** The first moment of a run, from its message to the frame that shows its curves. */
const firstMoment: Claim = {
  name: 'Live panel: first moment on the screen',
  unit: 'ms',
  limit: { atMost: 100 },
  method: `median of ${runs} new pages in Chromium, ${width} pixels wide`,
  async measure() {
    const host = await PanelHost.start();
    const { model, next } = sampleRun({ seconds: 0 });
    const times: number[] = [];
    try {
      for (let run = 0; run < runs; run += 1) {
        const panel = await host.open({ panel: 'live', width });
        await panel.send(liveMessage(model));
        times.push(await firstCurve(panel, { type: 'update', update: next[0] }));
        await panel.close();
      }
    } finally {
      await host.stop();
    }
    return median(times);
  },
};

/** What all processes of the browser take of a core while a run is shown, less what they take at rest. */
const shareOfCore: Claim = {
  name: 'Live panel: share of a core',
  unit: '%',
  limit: { atMost: 5 },
  method: `all processes of Chromium, ${watchedSeconds} s of ten moments a second over a full minute, less a page at rest`,
  async measure() {
    const host = await PanelHost.start();
    try {
      const { model, next } = sampleRun({ more: (watchedSeconds * 1e3) / intervalMilliseconds });
      const panel = await host.open({ panel: 'live', width });
      await panel.send(liveMessage(model));
      const before = await host.processSeconds();
      await feed(panel, [], intervalMilliseconds, watchedSeconds);
      const atRest = await host.processSeconds();
      await feed(panel, next, intervalMilliseconds, watchedSeconds);
      const after = await host.processSeconds();
      return (100 * (after - atRest - (atRest - before))) / watchedSeconds;
    } finally {
      await host.stop();
    }
  },
};

/** What is claimed about the live panel. */
export const livePanelClaims: readonly Claim[] = [firstMoment, shareOfCore];

function liveMessage(model: ReturnType<typeof sampleRun>['model']) {
  return { type: 'live', model, name: 'bench.tuning.json', load: model.load, subject: 'bench' } as const; // prettier-ignore
}
