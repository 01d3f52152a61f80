import { describe, expect, it } from 'vitest';
import { defaultExplorerOptions } from '../../../server/engine/explore/explorerOptions';
import { readTuning } from '../../../server/engine/explore/readTuning';
import { tune } from '../../../server/engine/explore/tune';
import { tableOf } from '../../fixtures/timeTables';

const seconds = [[1, 2], [2, 4], [3, 6], [1, 2]]; // prettier-ignore
const result = tune(tableOf({ seconds }), {
  network: 'net',
  platform: 'board',
  explorer: 'shisha',
  testbed: 'profile',
  options: defaultExplorerOptions,
  trace: true,
});
const [first] = result.trace;
const withStages = (...stages: unknown[]) => ({ trace: [{ ...first, stages }] });
const problemsOf = (more: object) =>
  readTuning({ ...result, ...more }).problems.map(({ code, path }) => `${code} ${path.join('.')}`);

describe('a saved tuning result', () => {
  it('is read as it was written', () => {
    expect(readTuning(JSON.parse(JSON.stringify(result)))).toMatchObject({
      ok: true,
      value: result,
    });
  });

  it.each([
    ['another kind', { kind: 'cnn-profile' }, 'wrong-type kind'],
    ['a later format', { format: 2 }, 'later-format format'],
    ['a negative throughput', { best: { ...result.best, throughput: -1 } }, 'wrong-type best.throughput'],
    ['a size that is no number', { spaceSize: 'many' }, 'wrong-type spaceSize'],
    ['too few cuts', { system: { ...result.system, cutBytes: [0] } }, 'wrong-size system.cutBytes'],
    ['times of fewer layers', { system: { ...result.system, secondsByClass: [[1], [2, 4, 6, 2]] } }, 'wrong-size system.secondsByClass.0'],
    ['an unknown place', withStages([0, 4, 'gpu']), 'unknown-place trace.0.stages.0'],
    ['a place that runs two stages', withStages([0, 2, 'place0'], [2, 4, 'place0']), 'wrong-size trace.0.stages.1'],
    ['layers left out', withStages([0, 1, 'place0'], [2, 4, 'place1']), 'wrong-size trace.0.stages.1'],
    ['layers run twice', withStages([0, 3, 'place0'], [2, 4, 'place1']), 'wrong-size trace.0.stages.1'],
    ['a stage without layers', withStages([0, 0, 'place0'], [0, 4, 'place1']), 'wrong-size trace.0.stages.0'],
    ['layers left over', withStages([0, 3, 'place0']), 'wrong-size trace.0.stages'],
    ['more layers than there are', withStages([0, 5, 'place0']), 'wrong-size trace.0.stages.0'],
  ])('is refused with %s', (_, more, expected) => {
    expect(problemsOf(more)[0]).toBe(expected);
  }); // prettier-ignore
});
