import { describe, expect, it } from 'vitest';
import { staysText } from '../../renderer/cleaning/plan-text.ts';
import { stopText, workAnnouncement } from '../../renderer/cleaning/work-text.ts';
import type { WorkProgress } from '../../shared/api/clean-work.ts';

describe('what stays', () => {
  const one = { files: 1, bytes: 2_600_000, pipelines: 0, copies: [] } as const;
  const some = { ...one, files: 3 };

  it('is kept by other pipelines', () => {
    expect(staysText({ ...some, pipelines: 55 })).toBe('2.60 MB stay, 55 other pipelines use them');
    expect(staysText({ ...one, pipelines: 1 })).toBe('2.60 MB stays, 1 other pipeline uses it');
  });

  it('may be kept by an export or the library alone: then no pipelines are counted', () => {
    expect(staysText({ ...some, copies: ['export'] })).toBe('2.60 MB stay, an export uses them');
    expect(staysText({ ...some, copies: ['library', 'export'] })).toBe(
      '2.60 MB stay, the library and an export use them',
    );
    expect(staysText({ ...some, pipelines: 2, copies: ['library', 'other'] })).toBe(
      '2.60 MB stay, 2 other pipelines, the library and a copy of a manifest use them',
    );
  });

  it('may be meant by a record without a file', () => {
    expect(staysText(some)).toBe('2.60 MB stay, a record whose file is missing may mean them');
  });
});

describe('work under way', () => {
  const progress: WorkProgress = { phase: 'move', files: 10, total_files: 100, bytes: 1, total_bytes: 10 };

  it('promises undo only for what moves', () => {
    expect(stopText({ kind: 'move', progress: null })).toContain('can be undone');
    expect(stopText({ kind: 'restore', progress: null })).toContain('stays in the trash');
    for (const kind of ['empty', 'resume'] as const) {
      const text = stopText({ kind, progress: { ...progress, phase: 'empty' } });
      expect(text).toContain('can’t be brought back');
      expect(text).not.toContain('undone');
    }
  });

  it('is read out once for each quarter', () => {
    const said = Array.from({ length: 101 }, (_, files) =>
      workAnnouncement({ kind: 'empty', progress: { ...progress, files }, isStopping: false }),
    );
    expect([...new Set(said)]).toEqual([
      'Deleting for good',
      'Deleting for good, 25 percent done',
      'Deleting for good, 50 percent done',
      'Deleting for good, 75 percent done',
      'Deleting for good, 100 percent done',
    ]);
  });
});
