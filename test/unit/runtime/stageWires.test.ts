import { describe, expect, it } from 'vitest';
import { BufferPool } from '../../../server/runtime/executor/bufferPool';
import { stageWires } from '../../../server/runtime/executor/stageWires';
import { WayBack } from '../../../server/runtime/executor/wayBack';

describe('what the messages of a stage carry', () => {
  // The image is read again behind; a and b are made before, c here.
  const tensors = { inputs: ['b', 'a'], outputs: ['c'], passing: ['image', 'a'] };

  it('is everything that is live across its cuts, in the order of names', () => {
    expect(stageWires(tensors, false, false)).toEqual({
      received: ['a', 'b', 'image'],
      sent: ['a', 'c', 'image'],
      done: ['b'],
    });
  });

  it('is nothing at the ends: the first makes the input, the last keeps the outputs', () => {
    expect(stageWires(tensors, true, false)).toMatchObject({ received: [], done: [] });
    expect(stageWires(tensors, false, true)).toMatchObject({ sent: [], done: ['a', 'b', 'image'] });
  });

  it('is the same at both ends of a way, however each lists it', () => {
    const next = { inputs: ['image', 'c'], outputs: ['d'], passing: ['a'] };
    expect(stageWires(tensors, false, false).sent).toEqual(stageWires(next, false, true).received);
  });
});

describe('memory of tensors', () => {
  it('is used again when it comes back', () => {
    const pool = new BufferPool(new Map([['a', 8]]));
    const first = pool.take('a');
    const second = pool.take('a');
    expect([first.byteLength, first === second]).toEqual([8, false]);
    pool.give('a', first);
    expect(pool.take('a')).toBe(first);
    expect([pool.owns('a'), pool.owns('b')]).toEqual([true, false]);
  });

  const sentBack = () => {
    const sent: string[][] = [];
    const postMessage = (message: { names: string[] }) => sent.push(message.names);
    return { sent, back: new WayBack({ postMessage }) };
  };
  const large = () => new ArrayBuffer(64 * 1024);

  it('goes back with that of another query where the next one waits', () => {
    const { sent, back } = sentBack();
    for (const name of ['a', 'b', 'c']) {
      back.add(name, large());
      back.send(true);
    }
    expect(sent).toEqual([['a', 'b']]);
    back.send(false);
    expect(sent).toEqual([['a', 'b'], ['c']]);
  });

  it('does not go back where it is made anew as fast', () => {
    const { sent, back } = sentBack();
    back.add('a', new ArrayBuffer(1000));
    back.send(false);
    expect(sent).toEqual([]);
  });
});
