import { describe, expect, it } from 'vitest';
import { RestWatch } from '../../../server/src/adapters/restWatch';

/** What is said after intervals of a second in which so much was used. */
function said(...used: readonly number[]): boolean[] {
  const watch = new RestWatch(1000);
  let total = 0;
  return used.map((milliseconds) => watch.rests((total += milliseconds)));
}

describe('RestWatch', () => {
  it('says once that the process rests after work', () => {
    expect(said(900, 0, 0, 0)).toEqual([false, true, false, false]);
    expect(said(900, 19, 900, 5)).toEqual([false, true, false, true]);
  });

  it('adds up work until there is a rest', () => {
    expect(said(120, 120, 120, 0)).toEqual([false, false, false, true]);
  });

  it('does not mind little work', () => {
    expect(said(250, 0, 0)).toEqual([false, false, false]);
    expect(said(5, 5, 5, 5)).toEqual([false, false, false, false]);
  });

  it('leaves out what is skipped', () => {
    const watch = new RestWatch(1000);
    expect(watch.rests(900)).toBe(false);
    expect(watch.rests(900)).toBe(true);
    watch.skip(1400);
    expect(watch.rests(1400)).toBe(false);
    expect(watch.rests(1400)).toBe(false);
  });
});
