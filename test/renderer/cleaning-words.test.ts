import { describe, expect, it } from 'vitest';
import { blockedText } from '../../renderer/views/clean-up/blocked-text.ts';
import { categoryLines } from '../../renderer/views/clean-up/categories.ts';
import {
  manifestsText,
  nearText,
  noManifestsText,
  partsText,
  readableText,
  staysText,
} from '../../renderer/flows/deletion/plan-text.ts';
import { resultText } from '../../renderer/flows/deletion/result-text.ts';
import { stopText, workAnnouncement } from '../../renderer/flows/deletion/progress-text.ts';
import { failureText } from '../../renderer/kit/problems/failure-text.ts';
import { lockText } from '../../renderer/kit/problems/lock-text.ts';
import { localStamp, localTime } from '../../renderer/text/stamp.ts';
import type { HeldLock } from '../../shared/api/deletion/clean-errors.ts';
import type { CleanKinds } from '../../shared/api/deletion/clean-lists.ts';
import type { SkippedFile, WorkProgress, WorkResult } from '../../shared/api/deletion/clean-work.ts';
import { FILES_WORDS, MANIFESTS } from '../support/layout-words.ts';
import { countedKindText } from '../../shared/text/clean-words.ts';

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
    expect(staysText(some)).toBe('2.60 MB stay, a missing record or a running pipeline may mean them');
  });
});

describe('what a plan counts', () => {
  it('is said in its two parts, the footer’s, where folders of pipelines go too', () => {
    const stored = { files: 42, bytes: 148_000 };
    expect(partsText({ stored, folders: { files: 12, bytes: 131_000 } })).toBe(
      '42 stored, 148 kB; 12 in their own folders, 131 kB',
    );
    expect(partsText({ stored, folders: { files: 0, bytes: 0 } })).toBe('');
  });

  it('are pipelines, as everywhere, and copies of manifests by that name', () => {
    expect(manifestsText({ pipelines: 47, copies: 3, unreadable: 0 })).toBe(
      '47 pipelines and 3 copies of manifests',
    );
    expect(manifestsText({ pipelines: 1, copies: 0, unreadable: 0 })).toBe('1 pipeline');
    expect(manifestsText({ pipelines: 2, copies: 1, unreadable: 0 })).toBe(
      '2 pipelines and 1 copy of a manifest',
    );
  });

  it('says that all is readable only where it is', () => {
    const said = (unreadable: number, counted: readonly string[]): string =>
      readableText({ manifests: { pipelines: 2, copies: 0, unreadable }, counted_empty: counted });
    expect(said(0, [])).toBe('all readable');
    expect(said(1, [])).toBe('1 not readable');
    expect(said(0, ['a'])).toBe('1 counted as empty');
    expect(said(1, ['a', 'b'])).toBe('1 not readable, 2 counted as empty');
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

describe('what work came to', () => {
  const result: WorkResult = {
    work: 'moving',
    trash_id: 'a',
    done: { files: 192, bytes: 519_000_000 },
    freed_bytes: 0,
    beside: [],
    skipped: [],
    skipped_files: 0,
    notes: [],
    cancelled: false,
  };
  const named = (path: string): SkippedFile => ({
    path,
    reason: 'referenced',
    message: null,
    named_since: null,
  });

  it('counts what stayed, and says why where all did for one reason', () => {
    const one = { ...result, skipped: [named('a')], skipped_files: 1 };
    const two = { ...result, skipped: [named('a'), named('b')], skipped_files: 2 };
    const mixed: WorkResult = {
      ...two,
      skipped: [named('a'), { path: 'b', reason: 'changed', message: null, named_since: null }],
    };
    expect(resultText(one, MANIFESTS).more[0]).toBe('1 file stayed: a manifest names it by now.');
    expect(resultText(two, MANIFESTS).more[0]).toBe('2 files stayed: a manifest names them by now.');
    expect(resultText(mixed, MANIFESTS).more[0]).toBe('2 files stayed.');
    const at = new Date(2026, 10, 24, 14, 33, 2).getTime();
    const known = two.skipped.map((file, place) => ({ ...file, named_since: at - place * 1000 }));
    expect(resultText({ ...two, skipped: known }, MANIFESTS).more[0]).toBe(
      '2 files stayed: a manifest names them since 14:33:02.',
    );
  });
});

describe('who is cleaning up', () => {
  const since = '2026-11-24T14:30:00.000Z';
  const lock: HeldLock = {
    mark: 'a',
    user: 'mara',
    host: 'lab-3',
    pid: 1,
    since,
    heartbeat: null,
    dead: false,
  };
  const now = Date.parse(since) + 60_000;

  it('is said in local time, with the day where it is another one', () => {
    expect(lockText(lock, now)).toBe(`mara on lab-3 is cleaning up here since ${localTime(since)}.`);
    expect(lockText(lock, now + 48 * 3_600_000)).toBe(
      `mara on lab-3 is cleaning up here since ${localStamp(since)}.`,
    );
  });

  it('is said as far as the lock says it', () => {
    const text = lockText({ ...lock, user: null }, now);
    expect(text).toBe(`Another Stemma on lab-3 is cleaning up here since ${localTime(since)}.`);
    const nothing = { ...lock, user: null, host: null, since: null };
    expect(lockText(nothing, now)).toBe('Another Stemma is cleaning up here.');
    expect(failureText({ code: 'LOCKED', data: { lock: nothing } }).title).toBe(lockText(nothing, now));
  });
});

describe('what is not known', () => {
  const none = { files: 0, bytes: 0 };
  const kinds: CleanKinds = {
    orphans: none,
    foreign: none,
    recent: none,
    undecided: { files: 194, bytes: 10 },
    results: null,
    library_alone: null,
    failed: { pipelines: 1, frees: { files: 1, bytes: 5 } },
    pipelines: { pipelines: 2, exclusive_bytes: 7 },
    datasets: { datasets: 1, stored_bytes: 20 },
    blocking: [],
    counted_empty: [],
    counted_deleted: [],
    no_manifests: null,
    stale: false,
    orphans_known: true,
    use_known: true,
  };
  const shown = (some: Partial<CleanKinds>): Record<string, unknown> =>
    Object.fromEntries(
      categoryLines({ ...kinds, ...some }, FILES_WORDS).map(({ id, count, bytes }) => [id, [count, bytes]]),
    );

  it('is never 0', () => {
    expect(shown({})).toMatchObject({ orphans: ['0 files', 0], failed: ['1 pipeline', 5] });
    expect(shown({ orphans_known: false, use_known: false })).toMatchObject({
      orphans: ['not known', null],
      undecided: ['194 files', 10],
      failed: ['1 pipeline', null],
      pipelines: ['2 pipelines', null],
    });
    expect(shown({ orphans_known: false })).toMatchObject({
      orphans: ['not known', null],
      failed: ['1 pipeline', 5],
    });
  });

  it('may be any of the files that nothing names, or none', () => {
    expect(blockedText([{ datasets: null }], 194)).toBe(
      'It may name any of these 194 files, so none of them can be moved.',
    );
    expect(blockedText([{ datasets: null }, { datasets: ['corn'] }], 1)).toBe(
      'They may name this file, so it can’t be moved.',
    );
    expect(blockedText([{ datasets: null }], 0)).toBe('It may name any stored file, so none can be moved.');
    expect(blockedText([{ datasets: ['wheat'] }], 0)).toBe(
      'It may name any stored file of wheat, so none of them can be moved.',
    );
  });
});

describe('names', () => {
  it('near that of a dataset are said not to be touched', () => {
    expect(nearText(['corn'])).toBe('corn is another dataset and is not touched.');
    expect(nearText(['corn', 'corn3', 'corn-a'])).toBe(
      'corn, corn3 and corn-a are other datasets and are not touched.',
    );
  });

  it('of batches count what was cleaned up', () => {
    expect(countedKindText('orphans', 'wheat', 38)).toBe('38 orphans of wheat');
    expect(countedKindText('orphans', null, 1)).toBe('1 orphan');
    expect(countedKindText('foreign', null, 2)).toBe('2 foreign files');
    expect(countedKindText('dataset', 'corn', 2)).toBe('dataset corn');
  });

  it('of manifests that are not there', () => {
    expect(noManifestsText(4139, { runs: 'runs/', namer: MANIFESTS })).toBe(
      'There are 4\u202f139 files and no manifest. Did runs/ move?',
    );
    expect(noManifestsText(1, { runs: 'runs/', namer: MANIFESTS })).toBe(
      'There is 1 file and no manifest. Did runs/ move?',
    );
  });
});
