import { describe, expect, it } from 'vitest';
import type { StageMapModel } from '../../server/protocol/stageMapModel';
import { checkedPanels } from './checkedPanels';
import type { OpenOptions, Panel } from './panelHost';
import { resNet50 } from './sampleModels';

const host = checkedPanels();
let panel: Panel;

async function show(model: StageMapModel, options?: OpenOptions): Promise<void> {
  panel = await host.open(options);
  await panel.send({ type: 'stageMap', model });
}

describe('the trials of the stage map panel', () => {
  it('praises a trial near the optimum only', async () => {
    await show(resNet50());
    const lead = panel.page.locator('.figure-card.lead');
    expect(await lead.getAttribute('class')).not.toContain('plain');
    await panel.send({ type: 'stageMap', model: resNet50(1) });
    expect(await lead.getAttribute('class')).toContain('plain');
    await panel.send({ type: 'stageMap', model: { ...resNet50(), optimumThroughput: null } });
    expect(await lead.getAttribute('class')).toContain('plain');
  });

  it('asks for a trial by the slider and draws the one that the host sends', async () => {
    await show(resNet50());
    const slider = panel.page.getByRole('slider');
    await slider.focus();
    await panel.page.keyboard.press('Home');
    expect(await panel.requests()).toEqual([{ kind: 'showTrial', trial: 1 }]);
    expect(await panel.page.locator('.map').getAttribute('aria-busy')).toBe('true');
    // Hidden now, it comes back with what the person chose.
    expect(await panel.page.evaluate(() => window.savedState)).toMatchObject({ trial: 1 });
    await panel.send({ type: 'stageMap', model: resNet50(1) });
    await panel.reply();
    expect(await panel.page.locator('.map').getAttribute('aria-busy')).toBe('false');
    expect(await panel.page.locator('.shown-trial').textContent()).toContain('Trial 1 of 23');
    expect(await panel.page.evaluate(() => window.savedState)).toMatchObject({ trial: 1 });
    await panel.page.getByRole('button', { name: 'Show best' }).click();
    expect((await panel.requests()).at(-1)).toEqual({ kind: 'showTrial', trial: 12 });
  });

  it('asks only for the newest trial while one is on its way', async () => {
    await show(resNet50());
    await panel.page.getByRole('slider').focus();
    for (const key of ['ArrowLeft', 'ArrowLeft', 'ArrowLeft', 'PageDown'])
      await panel.page.keyboard.press(key);
    expect(await panel.requests()).toEqual([{ kind: 'showTrial', trial: 11 }]);
    expect(await panel.page.getByRole('slider').inputValue()).toBe('7');
    await panel.send({ type: 'stageMap', model: resNet50(11) });
    await panel.reply();
    expect(await panel.requests()).toEqual([
      { kind: 'showTrial', trial: 11 },
      { kind: 'showTrial', trial: 7 },
    ]);
    expect(await panel.page.getByRole('slider').inputValue()).toBe('7');
  });

  it('picks a trial from the curve, with the slider under the same trial', async () => {
    await show(resNet50());
    const box = await panel.page.locator('canvas').boundingBox();
    const slider = await panel.page.getByRole('slider').boundingBox();
    if (!box || !slider) throw new Error('The curve or its slider is not drawn.');
    const left = slider.x + 8;
    const width = slider.width - 16;
    await panel.page.mouse.click(left + (width * 4) / 22, box.y + 40);
    expect(await panel.requests()).toEqual([{ kind: 'showTrial', trial: 5 }]);
  });

  it('says why a request failed, and stays at the trial that it shows', async () => {
    await show(resNet50());
    await panel.page.getByRole('slider').press('ArrowRight');
    await panel.reply('the trace was not kept');
    const alert = panel.page.locator('.notice');
    expect(await alert.textContent()).toContain('Trial 13 cannot be shown: the trace was not kept');
    expect(await panel.page.getByRole('slider').inputValue()).toBe('12');
    await panel.page.getByRole('button', { name: 'Dismiss' }).click();
    expect(await alert.count()).toBe(0);
  });
});
