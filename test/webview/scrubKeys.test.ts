import { describe, expect, it } from 'vitest';
import { commandOf, movedBy } from '../../webview/src/replay/scrubKeys';
import { sampleReplay } from './sampleReplay';

const key = (name: string, shiftKey = false) => ({ key: name, shiftKey });

describe('keys', () => {
  const { model } = sampleReplay({ queries: 5000 });

  it.each([
    [key('ArrowRight'), 1001],
    [key('ArrowLeft'), 999],
    [key('ArrowRight', true), 1010],
    [key('ArrowLeft', true), 990],
    [key('PageDown'), 1050],
    [key('PageUp'), 950],
    [key('Home'), 0],
    [key('End'), 4999],
    [key('x'), null],
  ])('%o moves the playhead from 1000 to %s', (pressed, position) => {
    expect(movedBy(pressed, 1000, model)).toBe(position);
  });

  it('never leave the axis', () => {
    expect(movedBy(key('ArrowLeft', true), 3, model)).toBe(0);
    expect(movedBy(key('PageDown'), 4990, model)).toBe(4999);
  });

  it.each([
    ['n', 'next'],
    [']', 'next'],
    ['p', 'previous'],
    ['[', 'previous'],
    ['+', 'zoomIn'],
    ['-', 'zoomOut'],
    ['0', 'fit'],
    ['q', null],
  ])('%s means %s', (name, command) => expect(commandOf(key(name))).toBe(command));
});
