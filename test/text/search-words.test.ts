import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { searchWords } from '../../shared/text/search-words.ts';
import { expectAlways, often } from '../support/property.ts';

const space = fc.string({ unit: fc.constantFrom(' ', '\t', '\n'), minLength: 1, maxLength: 3 });
const word = fc
  .string({ unit: fc.constantFrom('a', '=', '%', 'é', '"', '>'), minLength: 1, maxLength: 6 })
  .filter((one) => !one.startsWith('"'));
const phrase = fc
  .string({ unit: fc.constantFrom('a', ' ', '=', 'é'), minLength: 1, maxLength: 8 })
  .filter((one) => one.trim() !== '');
const part = fc.oneof(
  word.map((one) => ({ written: one, meant: one })),
  phrase.map((one) => ({ written: `"${one}"`, meant: one })),
);

describe('the words of a search text', () => {
  it('are the words and phrases that were written, whatever stands between', () => {
    expectAlways(
      fc.property(fc.array(fc.tuple(space, part), { maxLength: 8 }), space, (parts, end) => {
        const text = parts.map(([between, { written }]) => between + written).join('') + end;
        expect(searchWords(text)).toEqual(parts.map(([, { meant }]) => meant));
      }),
      often(300, 5000),
    );
  });

  it('take a phrase that is not closed yet to the end, and look for nothing in an empty one', () => {
    expect(searchWords('PLS "StandardScaler PLS')).toEqual(['PLS', 'StandardScaler PLS']);
    expect(searchWords('PLS ""  " " "')).toEqual(['PLS']);
  });
});
