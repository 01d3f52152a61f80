import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyPanel, readSavedState, withModel } from '../../webview/src/replay/panelState';
import { sampleReplay } from './sampleReplay';

describe('what is saved', () => {
  const { model } = sampleReplay();

  it('is what was looked at, and anything else is as if nothing had been saved', () => {
    const saved = {
      position: 1704,
      window: { from: 1000, to: 2000 },
      hidden: ['LLS'],
      chosen: 'static',
      speed: 100,
      asTable: false,
      scroll: 40,
    };
    expect(readSavedState(saved)).toEqual(saved);
    const state = withModel(emptyPanel(saved), model, saved);
    expect(state).toMatchObject({ position: 1704, chosen: 2, window: { from: 1000, to: 2000 } });
    expect([...state.hidden]).toEqual([1]);
    fc.assert(
      fc.property(fc.anything(), (anything) => {
        const read = readSavedState({ position: anything, window: anything, hidden: anything, speed: anything }); // prettier-ignore
        const shown = withModel(emptyPanel(read), model, read);
        expect(shown.position).toBeGreaterThanOrEqual(0);
        expect(shown.window.to).toBeLessThanOrEqual(model.end);
        expect(shown.hidden.size).toBeLessThan(model.policies.length);
      }),
    );
  });

  it('shows the first policy that is not the bound, and never nothing', () => {
    const none = readSavedState(null);
    expect(withModel(emptyPanel(none), model, none).chosen).toBe(0);
    const all = { ...none, hidden: model.policies.map(({ title }) => title) };
    expect(withModel(emptyPanel(all), model, all).hidden.size).toBe(0);
  });
});
