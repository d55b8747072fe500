import { expect, it } from 'vitest';
import { searchTerms } from '../../shared/search/search-terms.ts';
import { termText } from '../../shared/search/term-text.ts';

it.each([
  ['KFold', ['contains “KFold”']],
  ['"a b" snv', ['contains “a b”', 'contains “snv” or StandardNormalVariate']],
  ['n_components = 10', ['parameter n_components = 10']],
  ['-kernel=rbf fold:0', ['not: parameter kernel = rbf', 'fold is 0']],
  ['class:SG', ['class contains “SG” or SavitzkyGolay']],
  ['state:Missing', ['state is Missing']],
  ['-state:shared', ['not: state is shared']],
  [
    'state:gone',
    ['“gone” is no state of a record: those are present, missing, outside, differs, unknown, shared'],
  ],
  ['alpha >', ['“alpha >” needs a value behind it']],
  ['alpha>x', ['“alpha >” needs a number, and “x” is none']],
])('%j is told as %j', (text, told) => {
  expect(searchTerms(text).map(termText)).toEqual(told);
});
