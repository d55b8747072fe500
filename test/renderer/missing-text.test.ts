import { expect, it } from 'vitest';
import { missingText, wholeMissingText } from '../../renderer/text/missing-text.ts';

it.each([
  [{ missing: 0, unwritten: 0 }, '', ''],
  [{ missing: 2, unwritten: 0 }, '2 missing', '2 missing'],
  [{ missing: 1204, unwritten: 4 }, '1\u202f200 missing', '1\u202f200 missing, 4 never written'],
  [{ missing: 4, unwritten: 4 }, '4 never written', '4 never written'],
] as const)('of %o what is lost is said first', (missing, short, whole) => {
  expect(missingText(missing)).toBe(short);
  expect(wholeMissingText(missing)).toBe(whole);
});
