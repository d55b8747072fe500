import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldName } from '../../shared/format/fold-name.ts';
import { expectAlways, often } from '../support/property.ts';

const name = fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }));

describe('names that some file system takes for one fold to one', () => {
  it.each([
    ['Model_A.joblib', 'model_a.JOBLIB'],
    ['Gr\u00f6\u00dfe', 'GRO\u0308SSE'],
    ['\u1e9e', 'ss'],
    ['\u2126', '\u03c9'],
    ['\u212a', 'k'],
    ['\u017f', 'S'],
    ['\u03a3\u03a3', '\u03c3\u03c2'],
    ['\u0131', 'I'],
    ['\u01c5', '\u01c6'],
    ['\u1fb3', '\u03b1\u0345'],
    ['q\u0307\u0323', 'Q\u0323\u0307'],
  ])('%j and %j', (one, other) => {
    expect(foldName(one)).toBe(foldName(other));
  });

  it.each([
    ['a', 'b'],
    ['a', 'a '],
    ['a', '\u00e4'],
    ['\u0130', 'i'],
    ['fi', '\uff46\uff49'],
  ])('%j and %j stay apart', (one, other) => {
    expect(foldName(one)).not.toBe(foldName(other));
  });

  it('folding twice is folding once', () => {
    expectAlways(
      fc.property(name, (text) => {
        expect(foldName(foldName(text))).toBe(foldName(text));
      }),
      often(1_000, 50_000),
    );
  });

  it('composition and case never matter', () => {
    expectAlways(
      fc.property(name, (text) => {
        const key = foldName(text);
        expect(foldName(text.normalize('NFD'))).toBe(key);
        expect(foldName(text.normalize('NFC'))).toBe(key);
        expect(foldName(text.toUpperCase())).toBe(key);
      }),
      often(1_000, 50_000),
    );
  });

  it('holds for every single character', () => {
    for (let code = 0; code <= 0x1ffff; code += 1) {
      const sign = String.fromCodePoint(code);
      const key = foldName(sign);
      if (
        foldName(key) !== key ||
        foldName(sign.toUpperCase()) !== key ||
        foldName(sign.normalize('NFD')) !== key
      ) {
        expect.fail(`U+${code.toString(16)}`);
      }
      // Lower case of İ alone loses nothing either; ı is folded with i by way of upper case.
      if (foldName(sign.toLowerCase()) !== key) expect.fail(`lower case of U+${code.toString(16)}`);
    }
  });
});
