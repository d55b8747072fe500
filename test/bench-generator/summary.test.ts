import { expect, it } from 'vitest';
import type { Content } from '../bench/contents.ts';
import { countContents, emptySummary } from '../bench/summary.ts';

const HASH = 'abcdef012345'.padEnd(64, '0');

function content(more: Partial<Content>): Content {
  return {
    dataset: 'corn',
    file: '',
    name: '',
    hash: HASH,
    digits: HASH.slice(0, 12),
    size: 10,
    stored: 10,
    runRecords: 0,
    copyRecords: 0,
    ...more,
  };
}

it('an unused file with the digits of a missing record is claimed, and no orphan', () => {
  const old = content({ digits: HASH.slice(0, 6) });
  const other = content({ digits: '0123456789ab' });
  const counts = (missing: Content): Record<string, number> => {
    const summary = emptySummary(['corn']);
    countContents(summary, [missing, old, other]);
    const { orphanFiles, claimedFiles, claimedBytes, missingRecords } = summary;
    return { orphanFiles, claimedFiles, claimedBytes, missingRecords };
  };
  const claimed = { orphanFiles: 1, claimedFiles: 1, claimedBytes: 10 };
  expect(counts(content({ stored: null, runRecords: 2 }))).toEqual({ ...claimed, missingRecords: 2 });
  expect(counts(content({ stored: null, copyRecords: 1 }))).toEqual({ ...claimed, missingRecords: 0 });
  expect(counts(content({ stored: null }))).toMatchObject({ orphanFiles: 2, claimedFiles: 0 });
});
