import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isBranchPrefix, parseBranchPath, printBranchPath } from '../../shared/format/branch-path.ts';

describe('branch paths', () => {
  it('print and read back', () => {
    expect(printBranchPath([0, 1])).toBe('0.1');
    expect(parseBranchPath('')).toEqual([]);
    fc.assert(
      fc.property(fc.array(fc.maxSafeNat()), (path) => {
        expect(parseBranchPath(printBranchPath(path))).toEqual(path);
      }),
    );
  });

  it.each(['.', '0.', '.0', '0..1', '00', '01.1', '-1', ' 0', '0,1', '1e3', '9007199254740993'])(
    '%j is none',
    (text) => {
      expect(parseBranchPath(text)).toBeNull();
    },
  );

  it('begin with their prefixes', () => {
    expect(isBranchPrefix([], [])).toBe(true);
    expect(isBranchPrefix([0], [0, 1])).toBe(true);
    expect(isBranchPrefix([0, 1], [0])).toBe(false);
    expect(isBranchPrefix([1], [0, 1])).toBe(false);
  });
});
