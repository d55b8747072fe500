import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawnRows, READABLE, type DrawnRows } from '../../renderer/kit/grid/quick-rows.ts';
import { pooledRows } from '../../renderer/kit/grid/row-pool.ts';

const rows = (first: number, count: number) =>
  Array.from({ length: count }, (_, at) => ({ index: first + at }));

describe('the pool of rows', () => {
  const parts = fc.record({
    first: fc.nat(1000),
    count: fc.nat(40),
    spare: fc.nat(5),
    base: fc.nat(1000),
  });

  it('gives each row an element of its own, and keeps those that stay', () => {
    fc.assert(
      fc.property(parts, fc.integer({ min: -60, max: 60 }), ({ first, count, spare, base }, moved) => {
        const size = Math.max(1, count + spare);
        const before = pooledRows(rows(first, count), size, base);
        const after = pooledRows(rows(Math.max(0, first + moved), count), size, base);
        expect(new Set(before.map(({ slot }) => slot)).size).toBe(count);
        for (const { index, slot } of after) {
          const same = before.find((row) => row.index === index);
          if (same !== undefined) expect(slot).toBe(same.slot);
        }
      }),
    );
  });

  it('leaves the elements in their places whatever is scrolled', () => {
    fc.assert(
      fc.property(parts, fc.integer({ min: -60, max: 60 }), ({ first, count, base }, moved) => {
        const size = Math.max(1, count);
        const before = pooledRows(rows(first, count), size, base);
        const after = pooledRows(rows(Math.max(0, first + moved), count), size, base);
        expect(after.map(({ slot }) => slot)).toEqual(before.map(({ slot }) => slot));
      }),
    );
  });

  it('stands in the order of the rows once it begins with the first', () => {
    fc.assert(
      fc.property(parts, ({ first, count, spare }) => {
        const drawn = pooledRows(rows(first, count), Math.max(1, count + spare), first);
        expect(drawn.map(({ index }) => index)).toEqual(rows(first, count).map(({ index }) => index));
      }),
    );
  });
});

describe('rows that fly by', () => {
  const NOTHING: DrawnRows = { first: 0, last: 25, quick: new Set() };

  it('draws rows whole that come a few at a time', () => {
    let drawn = NOTHING;
    for (let first = READABLE; first < 200; first += READABLE) {
      drawn = drawnRows(drawn, first, first + 25, true);
      expect(drawn.quick.size).toBe(0);
    }
  });

  it('draws those plainly that come among many, and none that was there', () => {
    const { quick } = drawnRows(NOTHING, 20, 45, true);
    expect([...quick]).toEqual(Array.from({ length: 20 }, (_, at) => 26 + at));
  });

  it('leaves them plain while the list goes on slowly, and forgets those that are gone', () => {
    const fast = drawnRows(NOTHING, 100, 125, true);
    const slow = drawnRows(fast, 103, 128, true);
    expect([...slow.quick]).toEqual(Array.from({ length: 23 }, (_, at) => 103 + at));
  });

  it('makes all of them whole once it rests, a few in each frame', () => {
    let drawn = drawnRows(NOTHING, 100, 125, true);
    const left: number[] = [];
    while (drawn.quick.size > 0) {
      drawn = drawnRows(drawn, 100, 125, false);
      left.push(drawn.quick.size);
    }
    expect(left).toEqual([18, 10, 2, 0]);
  });
});
