import { describe, expect, it } from 'vitest';
import type { ProfileFile } from '../../../server/engine/cost/profileSchema';
import { readProfile } from '../../../server/engine/cost/readProfile';
import type { ClassTimes } from '../../../server/runtime/profile/measureClasses';
import { profileFile } from '../../../server/runtime/profile/profileFile';
import { profileNotes } from '../../../server/runtime/profile/profileNotes';
import { network, platform, classes, facts } from './profiledNetwork';

describe('a measured profile', () => {
  const sure = (median: number, halfWidth: number | null = 0) => ({
    median,
    halfWidth,
    repetitions: 40,
  });
  const profileOf = (times: readonly ClassTimes[]): ProfileFile => {
    const made = profileFile(
      { network, platform, classes, times },
      { ...facts, unfinished: false },
    );
    if (made === null) throw new Error('nothing was measured');
    return made;
  };

  it('is a profile without a warning, with places of emulated speed slower', () => {
    const profile = profileOf([[sure(1, 0.01), sure(2)], [sure(0.5), sure(1)]]); // prettier-ignore
    const read = readProfile(JSON.parse(JSON.stringify(profile)));
    expect(read.problems).toEqual([]);
    expect(profile.seconds).toEqual([[1, 2, 0.5], [2, 4, 1]]); // prettier-ignore
    expect(profile.spread?.[0]).toEqual([0.01, 0.01, 0]);
    expect(profile.emulateSpeed).toEqual([1, 0.5, 1]);
  });

  it('compares kinds of places with the model, and tells it', () => {
    const profile = profileOf([[sure(1), sure(2)], null]);
    expect(profile.analyticalRatios?.map(({ places, operators }) => [places, operators])).toEqual([
      [['x'], 'convolution'],
      [['x'], 'fullyConnected'],
      [['x'], 'all'],
      [['y'], 'convolution'],
      [['y'], 'fullyConnected'],
      [['y'], 'all'],
    ]);
    const notes = profileNotes(profile, 'settled').join('\n');
    expect(notes).toMatch(/^x: 2 layers in 3(\.00)? s, 40 runs$/m);
    expect(notes).toMatch(/^y: .*emulated at 50 % of its speed$/m);
    expect(notes).toMatch(/^Measured ÷ analytical on x: convolution /m);
    expect(notes).not.toContain('busy');
  });

  it('says where the machine was busy, and which layers never ran', () => {
    const profile = profileOf([[sure(1, 0.2), sure(0)], null]);
    const notes = profileNotes(profile, 'budget').join('\n');
    expect(notes).toContain('2 of 4 times are not within 3 % (95 % confidence)');
    expect(notes).toContain('a on x, ± 20 %');
    expect(notes).toContain('The machine is busy');
    expect(notes).toContain('no node of b');
  });

  it('is nothing where nothing was measured', () => {
    const times = [null, null];
    expect(profileFile({ network, platform, classes, times }, { ...facts, unfinished: true })).toBe(
      null,
    );
  });
});
