import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { middleTruncate, splitName } from '../../shared/text/middle-truncate.ts';

const name = 'transformer_MultiplicativeScatterCorrection_0123456789ab.joblib';

describe('names cut in the middle', () => {
  it.each([
    [name, 100, name],
    [name, 63, name],
    [name, 40, 'transformer_Multipl…_0123456789ab.joblib'],
    [name, 22, 't…_0123456789ab.joblib'],
    [name, 21, 'transforme…9ab.joblib'],
    ['StandardNormalVariate_012345.joblib', 20, 'Stand…_012345.joblib'],
    ['abcdefghij', 5, 'ab…ij'],
    ['abcdefghij', 4, 'ab…j'],
    ['abcdefghij', 1, '…'],
    ['abcdefghij', 0, ''],
    ['😀😀😀😀😀', 3, '😀…😀'],
  ])('%s to %i', (text, max, cut) => {
    expect(middleTruncate(text, max)).toBe(cut);
  });

  it('are never longer than asked for', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'grapheme' }), fc.constant(name)), fc.nat(80), (text, max) => {
        const cut = middleTruncate(text, max);
        expect([...cut].length).toBeLessThanOrEqual(max);
        expect(cut.isWellFormed()).toBe(true);
      }),
    );
  });
});

describe('the end of a name that is never cut', () => {
  it.each([
    [name, 'transformer_MultiplicativeScatterCorrection', '_0123456789ab.joblib'],
    ['PLSRegression_012345.joblib', 'PLSRegression', '_012345.joblib'],
    ['what I found out about the scatter.txt', 'what I found out about the s', 'catter.txt'],
    ['.DS_Store', '.DS_S', 'tore'],
    ['😀😀😀', '😀😀', '😀'],
    ['', '', ''],
  ])('of %s', (text, front, end) => {
    expect(splitName(text)).toEqual([front, end]);
  });
});
