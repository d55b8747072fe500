import { describe, expect, it } from 'vitest';
import { sliceBySlice } from '../../electron/worker/core/slice-by-slice.ts';
import { Memo } from '../../electron/registry/columns/memo.ts';
import { complete, type Slices } from '../../electron/registry/columns/slices.ts';

/** Work of three slices that counts how often it was begun. */
function counted(): { work: () => Slices<number>; begun: () => number } {
  let begun = 0;
  return {
    begun: () => begun,
    *work() {
      begun += 1;
      yield 'more';
      yield 'more';
      return begun;
    },
  };
}

const always = (): boolean => true;

describe('what is worked out once', () => {
  it('is not worked out again', () => {
    const memo = new Memo();
    const { work, begun } = counted();
    expect([1, 2, 3].map(() => complete(memo.answer('a', work)))).toEqual([1, 1, 1]);
    expect(complete(memo.base('a', work))).toBe(2);
    expect(begun()).toBe(2);
  });

  it('is waited for by who asks meanwhile', async () => {
    const memo = new Memo();
    const { work, begun } = counted();
    const asked = [1, 2, 3].map(() => sliceBySlice(memo.base('a', work), always, undefined));
    expect(await Promise.all(asked)).toEqual([{ value: 1 }, { value: 1 }, { value: 1 }]);
    expect(begun()).toBe(1);
  });

  it('is taken over where the first gives it up', async () => {
    const memo = new Memo();
    const { work, begun } = counted();
    const first = memo.base('a', work);
    first.next();
    const second = sliceBySlice(memo.base('a', work), always, undefined);
    await new Promise((resolve) => setTimeout(resolve, 20));
    first.return(0);
    expect(await second).toEqual({ value: 2 });
    expect(begun()).toBe(2);
  });

  it('is tried again after it failed', () => {
    const memo = new Memo();
    // oxlint-disable-next-line require-yield -- fails at once
    const failing = function* fail(): Slices<number> {
      throw new Error('broken');
    };
    expect(() => complete(memo.base('a', failing))).toThrow('broken');
    expect(complete(memo.base('a', counted().work))).toBe(1);
  });

  it('makes place for newer answers, bases aside', () => {
    const memo = new Memo();
    const { work, begun } = counted();
    complete(memo.base('base', work));
    for (let name = 0; name < 100; name += 1) complete(memo.answer(`${name}`, work));
    expect(begun()).toBe(101);
    complete(memo.base('base', work));
    complete(memo.answer('99', work));
    expect(begun()).toBe(101);
    complete(memo.answer('0', work));
    expect(begun()).toBe(102);
  });
});

describe('work in slices', () => {
  it('is given up when what it works on is no longer current, and ended', async () => {
    let isEnded = false;
    let turns = 0;
    function* work(): Slices<number> {
      try {
        for (;;) yield 'wait';
      } finally {
        isEnded = true;
      }
    }
    const isCurrent = (): boolean => (turns += 1) < 5;
    expect(await sliceBySlice(work(), isCurrent, undefined)).toBeNull();
    expect(isEnded).toBe(true);
  });

  it('gives others a turn', async () => {
    let others = 0;
    const timer = setInterval(() => (others += 1), 1);
    const hadTurns = (): boolean => others >= 4;
    // Goes on until others had their turns, or for minutes where they get none.
    function* work(): Slices<string> {
      for (let turn = 0; !hadTurns() && turn < 1e9; turn += 1) yield 'more';
      return 'done';
    }
    expect(await sliceBySlice(work(), always, undefined)).toEqual({ value: 'done' });
    clearInterval(timer);
    expect(others).toBeGreaterThan(3);
  });

  it('ends with the reason of who aborted it', async () => {
    const controller = new AbortController();
    function* work(): Slices<number> {
      for (;;) yield 'wait';
    }
    const working = sliceBySlice(work(), always, controller.signal);
    controller.abort(new Error('no longer wanted'));
    await expect(working).rejects.toThrow('no longer wanted');
  });
});
