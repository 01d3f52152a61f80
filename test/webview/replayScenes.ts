import type { Panel } from './panelHost';
import { answerRequests } from './replayHost';
import { sampleReplay, type SampleReplay } from './sampleReplay';
import type { Scene } from './scene';

/** A scene whose panel gets its answers. */
function scene(sample: SampleReplay, act?: (panel: Panel) => Promise<void>): Scene {
  return {
    act: async (panel) => {
      const replay = sampleReplay(sample);
      await answerRequests(panel, replay.answer);
      await panel.send({ type: 'replay', model: replay.model });
      await panel.page.locator('.lanes').waitFor();
      await act?.(panel);
    },
  };
}

const key =
  (...keys: string[]) =>
  async ({ page }: Panel): Promise<void> => {
    for (const each of keys) await page.locator('.playhead').press(each);
    await page.locator('.lane.slowed, .change ul').first().waitFor();
  };

/** Pictures of the replay editor. */
export const replayScenes: Readonly<Record<string, Scene>> = {
  four: scene({}, key('n', 'n', 'Shift+ArrowRight', 'PageDown', 'PageDown', 'PageDown')),
  million: scene({ queries: 1_000_000, episodes: 500_000 }, key('n')),
  zoomed: scene({ queries: 100_000, episodes: 40 }, key('n', '+', '+', '+', '+')),
  many: scene({ places: 52, episodes: 30 }, key('n')),
  cut: scene(
    { problems: ['The file is cut off after query 2,310: what comes later is missing.'] },
    key('n'),
  ),
  seconds: scene({ axis: 'seconds', slo: null, titles: ['ODIN α 2'] }, key('n')),
  table: scene({}, async (panel) => {
    await panel.page.getByRole('button', { name: 'Show as table' }).click();
    await panel.page.locator('table.moments').waitFor();
  }),
};
