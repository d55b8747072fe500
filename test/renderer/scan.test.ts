import { describe, expect, it } from 'vitest';
import { scanAnnouncement } from '../../renderer/state/scan/announcement.ts';
import { furthest } from '../../renderer/state/scan/furthest.ts';
import { scanResultText } from '../../renderer/state/scan/scan-state.ts';
import { FILES_WORDS } from '../support/layout-words.ts';
import { scanQuarter, scanShare, scanText } from '../../renderer/state/scan/scan-text.ts';
import type { ScanProgress } from '../../shared/api/workspace/workspace.ts';

const reading: ScanProgress = {
  phase: 'read',
  files: 4139,
  bytes: 8_420_000_000,
  manifests: 349,
  records: 5000,
  toRead: 349,
  read: 210,
};
const looking: ScanProgress = { ...reading, phase: 'look', toRead: null, read: 0 };
const { sources } = FILES_WORDS;
const deriving: ScanProgress = { ...reading, phase: 'derive', read: 349 };

describe('how far a scan is', () => {
  it('is said in words', () => {
    expect(scanText(looking, sources)).toBe('Looking: 4\u202f139 files, 8.42 GB, 349 manifests so far');
    expect(scanText(reading, sources)).toBe('Reading: 210 of 349 manifests');
    expect(scanText({ ...reading, toRead: null }, sources)).toBe('Reading: 210 manifests so far');
    expect(scanText(deriving, sources)).toBe('Working out what uses what');
  });

  it('counts records of a database, which does not tell how many it holds', () => {
    const both = ['manifest', 'database'] as const;
    expect(scanText(looking, ['database'])).toBe('Looking: 4\u202f139 files, 8.42 GB so far');
    expect(scanText(looking, both)).toBe(
      'Looking: 4\u202f139 files, 8.42 GB, 349 manifests or databases so far',
    );
    for (const known of [['database'], both] as const) {
      expect(scanText({ ...reading, toRead: 1, read: 0 }, known)).toBe('Reading: 5\u202f000 records so far');
      expect(scanShare({ ...reading, toRead: 1, read: 300 }, known)).toBeNull();
      expect(scanAnnouncement({ kind: 'running' }, { ...reading, toRead: 1, read: 300 }, known)).toBe(
        'Scanning',
      );
    }
  });

  it('has a share where one is known', () => {
    expect(scanShare(looking, sources)).toBeNull();
    expect(scanShare({ ...reading, toRead: null }, sources)).toBeNull();
    expect(scanShare({ ...reading, toRead: 0, read: 0 }, sources)).toBeNull();
    expect(scanShare({ ...reading, toRead: 420 }, sources)).toBe(0.5);
    expect(scanShare({ ...reading, read: 400 }, sources)).toBe(1);
    expect(scanShare(deriving, sources)).toBe(1);
  });

  it('is read out once per quarter', () => {
    const texts = Array.from({ length: 350 }, (_, read) =>
      scanAnnouncement({ kind: 'running' }, { ...reading, read }, sources),
    );
    expect([...new Set(texts)]).toEqual([
      'Scanning',
      'Scanning, 25 percent read',
      'Scanning, 50 percent read',
      'Scanning, 75 percent read',
      'Scanning, 100 percent read',
    ]);
    expect(scanAnnouncement({ kind: 'running' }, looking, sources)).toBe('Scanning');
    expect(scanQuarter(reading, sources)).toBe(2);
  });
});

describe('the end of a scan', () => {
  it.each([
    [{ kind: 'running' }, null, null],
    [{ kind: 'done' }, 0, 'Last scan just now'],
    [{ kind: 'done' }, 125_000, 'Last scan 2 min ago'],
    [{ kind: 'done' }, null, null],
    [{ kind: 'elsewhere' }, null, 'Another Stemma is scanning this workspace'],
    [{ kind: 'cancelled' }, null, 'Scan cancelled'],
    [{ kind: 'cancelled' }, 7_200_000, 'Scan cancelled · Last scan 2 h ago'],
    [{ kind: 'failed', reason: 'no disk' }, null, 'Scan failed'],
    [{ kind: 'failed', reason: 'no disk' }, 60_000, 'Scan failed · Last scan 1 min ago'],
  ] as const)('%j after %s ms', (state, ago, text) => {
    expect(scanResultText(state, ago)).toBe(text);
  });
});

describe('numbers during scans', () => {
  it('stay when a scan ends, and do not fall when it begins again', () => {
    expect(furthest(null, looking)).toBe(looking);
    expect(furthest(reading, null)).toBe(reading);
    expect(furthest(reading, { ...reading, records: 5001 })).toMatchObject({ records: 5001 });
    expect(furthest(reading, { ...looking, files: 10, records: 0 })).toBe(reading);
    expect(furthest(reading, { ...looking, files: 9000, records: 0 })).toBe(reading);
    expect(furthest(reading, deriving)).toBe(deriving);
  });
});
