import type { LiveModel } from '../../server/protocol/liveModel';
import type { AnyMessage, Panel } from './panelHost';
import { sampleLoad, sampleRun } from './sampleLive';
import type { Scene } from './scene';

const show = (model: LiveModel | null): AnyMessage => ({
  type: 'live',
  model,
  name: 'googlenet.this-machine.tuning.json',
  load: model?.load ?? sampleLoad,
  subject: 'file:///sample',
});
const press =
  (...names: string[]) =>
  async ({ page }: Panel): Promise<void> => {
    for (const name of names) await page.getByRole('button', { name, exact: true }).click();
  };

/** Pictures of the live panel. */
export const liveScenes: Readonly<Record<string, Scene>> = {
  running: { message: show(sampleRun().model) },
  begun: { message: show(sampleRun({ seconds: 3, unpinned: 'darwin does not let threads be pinned' }).model) }, // prettier-ignore
  whole: {
    message: show(sampleRun({ seconds: 240, state: 'done' }).model),
    act: press('Whole run'),
  },
  zoomed: { message: show(sampleRun().model), act: press('Zoom in', 'Zoom in') },
  many: { message: show(sampleRun({ places: 9, seconds: 30 }).model) },
  table: { message: show(sampleRun().model), act: press('Show as table') },
  idle: { message: show(null) },
  failed: {
    message: show(
      sampleRun({ seconds: 2, state: 'failed', failure: 'The executor process was ended by SIGKILL.' }).model, // prettier-ignore
    ),
  },
  forced: { message: show(sampleRun().model), options: { context: { forcedColors: 'active' } } },
};
