import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { followedRow, movedRow } from '../../renderer/kit/grid/active-row.ts';
import { expectAlways, often } from '../support/property.ts';

describe('keys in a list', () => {
  it.each([
    ['ArrowDown', 3, 4],
    ['ArrowUp', 3, 2],
    ['ArrowUp', 0, 0],
    ['ArrowDown', 99, 99],
    ['Home', 50, 0],
    ['End', 50, 99],
    ['PageDown', 50, 59],
    ['PageUp', 50, 41],
    ['PageUp', 4, 0],
    ['PageDown', 95, 99],
  ])('%s from %i goes to %i', (key, from, to) => {
    expect(movedRow(key, from, 100, 10)).toBe(to);
  });

  it('begin at the first row, or at the end', () => {
    expect(movedRow('ArrowDown', null, 100, 10)).toBe(0);
    expect(movedRow('PageUp', null, 100, 10)).toBe(0);
    expect(movedRow('End', null, 100, 10)).toBe(99);
  });

  it('do nothing in an empty list, and other keys do nothing at all', () => {
    expect(movedRow('ArrowDown', null, 0, 10)).toBeNull();
    expect(movedRow('a', 3, 100, 10)).toBeNull();
    expect(movedRow('constructor', 3, 100, 10)).toBeNull();
  });

  it('stay in the list, and always move on a page that is too small', () => {
    const keys = fc.constantFrom('ArrowDown', 'ArrowUp', 'PageDown', 'PageUp', 'Home', 'End');
    expectAlways(
      fc.property(keys, fc.nat(500), fc.nat(50), fc.nat(), (key, last, page, seed) => {
        const moved = movedRow(key, seed % (last + 1), last + 1, page);
        expect(moved).toBeGreaterThanOrEqual(0);
        expect(moved).toBeLessThanOrEqual(last);
      }),
      often(200, 5000),
    );
    expect(movedRow('PageDown', 3, 100, 0)).toBe(4);
  });
});

describe('the active row', () => {
  const at = (keys: readonly string[]) => (index: number) => keys[index] ?? null;

  it('stays the same row while others come and go', () => {
    expectAlways(
      fc.property(
        fc.uniqueArray(fc.string(), { minLength: 1 }),
        fc.uniqueArray(fc.string(), { minLength: 1 }),
        fc.nat(),
        (before, after, seed) => {
          const from = seed % before.length;
          const key = before[from] ?? '';
          const to = followedRow(from, key, after.length, at(after));
          if (to === null) throw new Error('A list with rows has an active one');
          if (after.includes(key)) expect(after[to]).toBe(key);
          else expect(to).toBe(Math.min(from, after.length - 1));
        },
      ),
      often(200, 5000),
    );
  });

  it('stays in its place where rows have no keys, and is none in an empty list', () => {
    expect(followedRow(3, null, 10, () => null)).toBe(3);
    expect(followedRow(30, null, 10, () => null)).toBe(9);
    expect(followedRow(3, 'a', 0, () => null)).toBeNull();
  });
});
