import { expect, it } from 'vitest';
import { interferenceWords } from '../../../server/engine/interference/record/interferenceWords';

it.each([
  [{ name: 'mem-6', compute: 1.34, memory: 2.7 }, 'mem-6 ×1.34–2.7'],
  [{ name: 'cpu', compute: 2, memory: 2 }, 'cpu ×2'],
  [{ name: 'stop', compute: 100, memory: 1000 }, 'stop ×100–1000'],
  [{ name: '×1.9', compute: 1.9, memory: 1.9 }, '×1.9'],
  [{ name: '', compute: 1.5, memory: 1.5 }, '×1.5'],
  [{ name: 'stress-ng', compute: null, memory: null }, 'stress-ng'],
  [{ name: 'half known', compute: null, memory: 3 }, 'half known ×3'],
])('says of %o: %s', (event, words) => expect(interferenceWords(event)).toBe(words));
