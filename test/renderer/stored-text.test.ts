import { expect, it } from 'vitest';
import { storedText } from '../../renderer/kit/pipelines/stored-text.ts';

it('a pipeline that has records and no stored file says so, rather than that it takes nothing', () => {
  expect(storedText({ records: 3, files: 0, stored_bytes: 0 })).toBe('none stored');
  expect(storedText({ records: 3, files: 2, stored_bytes: 2070 })).toBe('2.07 kB');
  expect(storedText({ records: 1, files: 1, stored_bytes: 0 })).toBe('0 B');
  expect(storedText({ records: 0, files: 0, stored_bytes: 0 })).toBe('0 B');
});
