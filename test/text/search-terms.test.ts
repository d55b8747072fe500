import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classesOfShortName } from '../../shared/search/short-names.ts';
import {
  parameterPiece,
  searchTerms,
  withoutTerm,
  withPiece,
  type SearchTerm,
} from '../../shared/search/search-terms.ts';
import { expectAlways, often } from '../support/property.ts';

const wantedOf = (text: string): SearchTerm['wanted'][] => searchTerms(text).map(({ wanted }) => wanted);

const words = (text: string, classes: readonly string[] = []): SearchTerm['wanted'] => ({
  kind: 'words',
  words: text,
  classes,
});

const name = fc.stringMatching(/^[a-z_][a-z0-9_]{0,5}$/);
const comparison = fc.constantFrom('=', '!=', '<', '<=', '>', '>=');
const number = fc
  .oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }))
  // Written down, a negative zero is 0.
  .map((value) => value + 0);
const space = fc.constantFrom('', ' ', '  ');
const piece = fc.oneof(
  fc.tuple(name, space, comparison, space, number).map(([called, before, sign, behind, value]) => ({
    written: `${called}${before}${sign}${behind}${value}`,
    meant: { kind: 'parameter', name: called, comparison: sign, value: { text: `${value}`, number: value } },
  })),
  fc
    .stringMatching(/^[a-zé%\\ ]{0,6}[a-zé%]$/)
    .map((phrase) => ({ written: `"${phrase}"`, meant: words(phrase) })),
  fc
    .tuple(fc.constantFrom('class', 'dataset', 'run', 'file'), fc.stringMatching(/^[x-z0-9/.]{1,6}$/))
    .map(([field, value]) => ({
      written: `${field}:${value}`,
      meant: { kind: 'field', field, value, classes: [] },
    })),
);

describe('a search text', () => {
  it('is the pieces that were written, one after the other', () => {
    expectAlways(
      fc.property(fc.array(piece, { maxLength: 6 }), (pieces) => {
        const text = pieces.map(({ written }) => written).join(' ');
        const terms = searchTerms(text);
        expect(terms.map(({ wanted }) => wanted)).toEqual(pieces.map(({ meant }) => meant));
        expect(terms.map(({ start, end }) => text.slice(start, end))).toEqual(
          pieces.map(({ written }) => written),
        );
      }),
      often(300, 5000),
    );
  });

  it('is read whatever it is, in pieces behind each other that leave out only spaces and arrows', () => {
    const sign = fc.constantFrom(
      'a',
      'step',
      ':',
      '=',
      '<',
      '>',
      '!',
      '"',
      '-',
      ' ',
      '(',
      ')',
      '[',
      '1',
      '›',
      'é',
    );
    expectAlways(
      fc.property(fc.string({ unit: sign, maxLength: 20 }), (text) => {
        let at = 0;
        for (const { start, end, wanted, misreading } of searchTerms(text)) {
          expect(text.slice(at, start)).toMatch(/^[\s›>"-]*$/);
          expect(end).toBeGreaterThan(start);
          expect((wanted === null) === (misreading !== null)).toBe(true);
          at = end;
        }
        expect(text.slice(at)).toMatch(/^[\s›>"-]*$/);
      }),
      often(500, 20_000),
    );
  });

  it('without one of its pieces is the others', () => {
    expectAlways(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 5 }), fc.nat(), (pieces, choice) => {
        const text = pieces.map(({ written }) => written).join(' ');
        const terms = searchTerms(text);
        const gone = choice % terms.length;
        const term = terms[gone];
        if (term === undefined) throw new Error('there is no such piece');
        expect(wantedOf(withoutTerm(text, term))).toEqual(
          terms.filter((_term, at) => at !== gone).map(({ wanted }) => wanted),
        );
      }),
      often(200, 2000),
    );
  });

  it('takes a value of a parameter up, and gives it back', () => {
    const value = fc.oneof(
      fc.string({ maxLength: 8 }),
      fc.integer().map(String),
      fc.constantFrom('[100,50]', 'null'),
    );
    expectAlways(
      fc.property(name, value, fc.array(piece, { maxLength: 3 }), (called, chosen, pieces) => {
        const written = parameterPiece(called, chosen);
        if (written === null) return;
        const before = pieces.map((one) => one.written).join(' ');
        const [term] = searchTerms(written);
        expect(term?.wanted).toMatchObject({ kind: 'parameter', name: called, value: { text: chosen } });
        expect(withPiece(withPiece('', written), written)).toBe('');
        if (
          searchTerms(before).every(({ wanted }) => JSON.stringify(wanted) !== JSON.stringify(term?.wanted))
        )
          expect(wantedOf(withPiece(before, written))).toEqual([...wantedOf(before), term?.wanted]);
      }),
      often(300, 5000),
    );
  });

  it('is a chain as rows show it, as it is copied, and as people write it', () => {
    const snv = words('SNV', ['StandardNormalVariate']);
    const pls = words('PLS', ['PLSRegression']);
    for (const text of [
      'SNV > PLS',
      'SNV>PLS',
      'SNV › PLS',
      'SNV → PLS',
      'SNV -> PLS',
      'SNV + PLS',
      'SNV PLS',
    ])
      expect(wantedOf(text), text).toEqual([snv, pls]);
    expect(wantedOf('MinMaxScaler > KFold > "a b" + n_components > 5')).toEqual([
      words('MinMaxScaler'),
      words('KFold'),
      words('a b'),
      { kind: 'parameter', name: 'n_components', comparison: '>', value: { text: '5', number: 5 } },
    ]);
    // Whole or while it is typed; what is compared with a number stays a parameter, and so does what is none of a class.
    expect(wantedOf('snv >')).toEqual([words('snv', ['StandardNormalVariate'])]);
    expect(wantedOf('C > 5')).toMatchObject([{ kind: 'parameter', name: 'C' }]);
    expect(searchTerms('n_components > many')).toMatchObject([{ misreading: { code: 'NO_NUMBER' } }]);
    expect(wantedOf('"+"')).toEqual([words('+')]);
    const [, term] = searchTerms('SNV > PLS');
    expect(term === undefined ? null : wantedOf(withoutTerm('SNV > PLS', term))).toEqual([snv]);
  });

  it('compares a parameter, with spaces or without', () => {
    for (const text of ['n_components=10', 'n_components = 10', 'n_components= 10', 'n_components ==10']) {
      expect(wantedOf(text)).toEqual([
        { kind: 'parameter', name: 'n_components', comparison: '=', value: { text: '10', number: 10 } },
      ]);
    }
    expect(wantedOf('n_components > 5 model.alpha≤1e-3')).toEqual([
      { kind: 'parameter', name: 'n_components', comparison: '>', value: { text: '5', number: 5 } },
      { kind: 'parameter', name: 'model.alpha', comparison: '<=', value: { text: '1e-3', number: 0.001 } },
    ]);
  });

  it('takes values as Python and as JSON write them', () => {
    const valueOf = (text: string): unknown => {
      const [wanted] = wantedOf(`p = ${text}`);
      return wanted?.kind === 'parameter' ? wanted.value.text : null;
    };
    expect(
      ['True', 'true', 'None', '(100, 50)', '(100,)', "['a', 'b']", '"rbf x"', 'rbf'].map(valueOf),
    ).toEqual(['true', 'true', 'null', '[100,50]', '[100]', '["a","b"]', 'rbf x', 'rbf']);
  });

  it('says why a piece can’t be understood', () => {
    const why = (text: string): unknown => searchTerms(text).map(({ misreading }) => misreading);
    expect(why('n_components =')).toEqual([{ code: 'NO_VALUE', of: 'n_components =' }]);
    expect(why('PLS alpha > big')).toEqual([null, { code: 'NO_NUMBER', of: 'alpha >', value: 'big' }]);
    expect(why('class: fold:x')).toEqual([
      { code: 'NO_VALUE', of: 'class:' },
      { code: 'NO_NUMBER', of: 'fold:', value: 'x' },
    ]);
  });

  it('leaves out what stands behind a minus, and knows a minus of a number', () => {
    expect(searchTerms('-KFold -"a b" -alpha=1 -5').map(({ isExcluded }) => isExcluded)).toEqual([
      true,
      true,
      true,
      false,
    ]);
  });

  it('is words where it asks for nothing by name', () => {
    expect(wantedOf('s1.MinMaxScaler[src=0,sub=0] a:all a"b 09:30')).toEqual(
      ['s1.MinMaxScaler[src=0,sub=0]', 'a:all', 'a"b', '09:30'].map((one) => words(one)),
    );
    expect(wantedOf('MinMaxScaler › KFold')).toEqual([words('MinMaxScaler'), words('KFold')]);
  });

  it('knows short names in any case, but not in quotes', () => {
    expect(wantedOf('snv "SNV"')).toEqual([words('snv', ['StandardNormalVariate']), words('SNV')]);
    expect(wantedOf('class:SG')).toEqual([
      { kind: 'field', field: 'class', value: 'SG', classes: ['SavitzkyGolay'] },
    ]);
    expect(classesOfShortName('constructor')).toEqual([]);
  });
});
