import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readFilters, withFilter, writeFilters } from '../../renderer/state/kept-filters.ts';
import { expectAlways, often } from '../support/property.ts';

const text = fc.string({ unit: fc.constantFrom('a', ' ', '=', '&', '\n', '"', 'é', '%', '+') });
const name = text.filter((one) => one.trim() !== '');
const own = fc.dictionary(
  fc.constantFrom('type', 'class', 'pipeline'),
  text.filter((one) => one !== ''),
);
const filter = fc.record({ name, dataset: fc.option(text), text, own });

describe('kept filters', () => {
  it('are read as they were written', () => {
    expectAlways(
      fc.property(fc.array(filter, { maxLength: 5 }), (filters) => {
        expect(readFilters(writeFilters(filters))).toEqual(filters);
      }),
      often(200, 3000),
    );
  });

  it('are none where something else was kept', () => {
    expect(readFilters(null)).toEqual([]);
    expect(readFilters('nonsense\n\nname=')).toEqual([]);
  });

  it('have each name once, the newest first', () => {
    const one = { name: 'one', dataset: null, text: 'a', own: {} };
    const other = { ...one, name: 'other' };
    expect(withFilter([one, other], { ...other, text: 'b' })).toEqual([{ ...other, text: 'b' }, one]);
  });
});
