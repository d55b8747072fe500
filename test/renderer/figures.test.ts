import { describe, expect, it } from 'vitest';
import { datasetRows } from '../../renderer/views/overview/dataset-rows.ts';
import { FILES_WORDS } from '../support/layout-words.ts';
import { besideParts } from '../../renderer/views/overview/usage-parts.ts';
import { figuresOf, figuresSoFar, type Figure } from '../../renderer/views/overview/figures.ts';
import {
  databaseReasons,
  placeOf,
  unreadableDetails,
  unreadableTitle,
} from '../../renderer/text/unreadable-text.ts';
import type { Overview } from '../../shared/api/workspace/overview.ts';
import type { Totals } from '../../shared/api/workspace/statistics.ts';
import type { ScanProgress } from '../../shared/api/workspace/workspace.ts';

const totals: Totals = {
  manifests: 349,
  unreadable_manifests: 0,
  records: 7999,
  files: 4139,
  stored_bytes: 8_420_000_000,
  referenced_files: 3900,
  referenced_bytes: 7_870_000_000,
  pipelines: 0,
  kept_files: 0,
  kept_bytes: 0,
  orphan_files: 194,
  orphan_bytes: 528_000_000,
  recent_files: 0,
  recent_bytes: 0,
  undecided_files: 0,
  undecided_bytes: 0,
  foreign_files: 0,
  foreign_bytes: 0,
  missing_files: 5,
  unwritten_files: 0,
  missing_records: 7,
  unwritten_records: 0,
  logical_bytes: 10_800_000_000,
  saved_bytes: 2_930_000_000,
  dedup_ratio_files: 0.5,
  dedup_ratio_bytes: 0.2713,
  recorded_bytes: 10_800_000_000,
};

const none = { files: 0, bytes: 0 };

const overview: Overview = {
  beside: null,
  stored: { files: 4139, bytes: 8_420_000_000 },
  usage: {
    one_pipeline: { files: 2900, bytes: 6_150_000_000 },
    several_pipelines: { files: 1000, bytes: 1_690_000_000 },
    copies: none,
    kept: { files: 0, bytes: 0 },
    orphan: { files: 194, bytes: 528_000_000 },
    undecided: none,
    foreign: none,
    recent: none,
  },
  orphans_known: true,
  pipelines: 349,
  unreadable_pipelines: 0,
  runs: 83,
  records: 7999,
  missing_records: 7,
  unwritten_records: 0,
  logical_bytes: 10_800_000_000,
  saved_bytes: 2_930_000_000,
};

const progress: ScanProgress = {
  phase: 'read',
  files: 4139,
  bytes: 8_420_000_000,
  manifests: 349,
  records: 210,
  toRead: 349,
  read: 12,
};

function figure(figures: readonly Figure[], id: Figure['id']): Figure {
  const found = figures.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no figure ${id}`);
  return found;
}

const trash = {
  batches: 4,
  files: 87,
  bytes: 212_000_000,
  frees_bytes: 212_000_000,
  wanted: 0,
  interrupted: 0,
};

describe('the figures of a workspace', () => {
  it('say what is there, and the digits in the tooltip', () => {
    expect(figuresOf(overview, trash).map(({ label, value, detail }) => [label, value, detail])).toEqual([
      ['On disk', '8.42 GB', '4\u202f139 files'],
      ['Records', '7\u202f999', '349 pipelines, 83 runs'],
      ['Saved by sharing', '2.93 GB', '27 % of 10.8 GB'],
      ['Orphans', '528 MB', '194 files'],
      ['Missing', '7', 'records without a file'],
      ['In trash', '212 MB', 'still on this disk'],
    ]);
    expect(figure(figuresOf(overview, null), 'trash').value).toBe('…');
    expect(figure(figuresOf(overview, null), 'disk').exact).toBe('8\u202f420\u202f000\u202f000 bytes');
  });

  it('never call undecided files no orphans', () => {
    const undecided = { files: 12, bytes: 3400 };
    const usage = { ...overview.usage, orphan: none, undecided };
    expect(figure(figuresOf({ ...overview, usage }, null), 'orphans')).toMatchObject({
      value: 'undecided',
      detail: '12 files, 3.40 kB',
    });
    const both = { ...overview, usage: { ...overview.usage, undecided } };
    expect(figure(figuresOf(both, null), 'orphans')).toMatchObject({
      value: '528 MB',
      detail: '194 files, 12 undecided',
    });
  });

  it('never say that there are no orphans while nobody knows', () => {
    const undecided = { files: 12, bytes: 3400 };
    const usage = { ...overview.usage, orphan: none, undecided };
    const unknown = { ...overview, usage, orphans_known: false };
    expect(figure(figuresOf(unknown, null), 'orphans')).toMatchObject({
      value: '?',
      detail: '12 files undecided',
    });
    const nothing = { ...unknown, usage: { ...usage, undecided: none } };
    expect(figure(figuresOf(nothing, null), 'orphans')).toMatchObject({ value: '?', detail: 'not known' });
  });

  it('lead to what they count, where there is some and a view of it', () => {
    const leads = (of: Overview): unknown => figuresOf(of, null).map(({ leadsTo }) => leadsTo);
    expect(leads(overview)).toEqual([
      { view: 'artifacts', own: { show: 'files' } },
      { view: 'artifacts', own: {} },
      { view: 'artifacts', own: { sort: '-used' } },
      { view: 'clean-up', own: {} },
      { view: 'artifacts', own: { state: 'missing' } },
      { view: 'trash' },
    ]);
    expect(figure(figuresOf({ ...overview, missing_records: 0 }, null), 'missing').leadsTo).toBeNull();
  });

  it('tell what was never written from what is lost, and lead to both', () => {
    const of = (unwritten: number): Figure =>
      figure(figuresOf({ ...overview, unwritten_records: unwritten }, null), 'missing');
    expect(of(6)).toMatchObject({
      value: '1',
      detail: '6 more never written',
      isAmiss: true,
    });
    const allNormal = of(7);
    expect(allNormal).toMatchObject({
      value: '0',
      detail: '7 never written',
      isAmiss: false,
    });
    expect(allNormal.leadsTo).toEqual({ view: 'artifacts', own: { state: 'missing' } });
  });

  it('mark what is amiss, and nothing else', () => {
    const marked = (of: Overview): readonly string[] =>
      figuresOf(of, null)
        .filter(({ isAmiss }) => isAmiss)
        .map(({ id }) => id);
    expect(marked(overview)).toEqual(['orphans', 'missing']);
    const fine = {
      ...overview,
      missing_records: 0,
      usage: { ...overview.usage, orphan: none, undecided: none },
    };
    expect(marked(fine)).toEqual([]);
    expect(marked({ ...fine, usage: { ...fine.usage, undecided: { files: 2, bytes: 9 } } })).toEqual([
      'orphans',
    ]);
  });

  it('say no share of nothing', () => {
    const empty = { ...overview, records: 0, logical_bytes: 0, saved_bytes: 0 };
    expect(figure(figuresOf(empty, null), 'saved')).toMatchObject({ value: '0 B', detail: '' });
  });
});

describe('the figures during a first scan', () => {
  it('say what was found so far', () => {
    expect(figure(figuresSoFar(progress, FILES_WORDS.sources), 'disk')).toMatchObject({
      value: '8.42 GB',
      detail: '4\u202f139 files so far',
    });
    expect(figure(figuresSoFar(progress, FILES_WORDS.sources), 'records')).toMatchObject({
      value: '210',
      detail: '349 manifests so far',
    });
  });

  it('say nothing of what only a complete scan can tell', () => {
    for (const id of ['saved', 'orphans', 'missing'] as const) {
      expect(figure(figuresSoFar(progress, FILES_WORDS.sources), id)).toMatchObject({
        value: '…',
        exact: null,
      });
    }
  });

  it('do not say 0 before anything was found', () => {
    const begun: ScanProgress = {
      ...progress,
      phase: 'look',
      files: 0,
      bytes: 0,
      manifests: 0,
      records: 0,
      toRead: null,
    };
    for (const seen of [null, begun]) {
      expect(figuresSoFar(seen, FILES_WORDS.sources).map(({ value }) => value)).toEqual([
        '…',
        '…',
        '…',
        '…',
        '…',
        '…',
      ]);
    }
    const looking: ScanProgress = { ...progress, phase: 'look', records: 0, toRead: null, read: 0 };
    expect(figure(figuresSoFar(looking, FILES_WORDS.sources), 'records').value).toBe('…');
  });

  it('are the same six, in the same order', () => {
    expect(figuresSoFar(progress, FILES_WORDS.sources).map(({ id }) => id)).toEqual(
      figuresOf(overview, null).map(({ id }) => id),
    );
  });
});

describe('datasets', () => {
  it('come by size, then by name, with their share of the biggest', () => {
    const sized = (stored_bytes: number): Totals => ({ ...totals, stored_bytes });
    const rows = datasetRows({ b: sized(50), a: sized(50), corn: sized(200), none: sized(0) });
    expect(rows.map(({ name, share }) => [name, share])).toEqual([
      ['corn', 1],
      ['a', 0.25],
      ['b', 0.25],
      ['none', 0],
    ]);
    expect(datasetRows({})).toEqual([]);
    expect(datasetRows({ none: sized(0) })).toMatchObject([{ share: 0 }]);
  });
});

describe('the figures of a store whose database can’t be read', () => {
  it('say what is on the disk, and count no records', () => {
    const figures = new Map(figuresOf(overview, null, true).map((one) => [one.id, one]));
    expect([...figures.keys()]).toEqual(figuresOf(overview, null).map(({ id }) => id));
    for (const id of ['records', 'saved', 'missing'] as const) {
      expect(figures.get(id)).toMatchObject({ value: '?', detail: 'not known' });
    }
    expect(figures.get('disk')).toEqual(figuresOf(overview, null).find(({ id }) => id === 'disk'));
  });
});

describe('what lies beside the stored files', () => {
  it('is told largest first, without what there is none of', () => {
    const nothing = {
      native_results: 0,
      arrays: 0,
      logs: 0,
      exports: 0,
      outputs: 0,
      library: 0,
      database: 0,
      database_log: 0,
    };
    expect(besideParts(nothing)).toEqual([]);
    expect(
      besideParts({ ...nothing, arrays: 5, database: 9, outputs: 7, library: 6, database_log: 8 }),
    ).toEqual([
      { text: 'database', bytes: 9 },
      { text: 'log of the database', bytes: 8 },
      { text: 'outputs', bytes: 7 },
      { text: 'library', bytes: 6 },
      { text: 'arrays', bytes: 5 },
    ]);
  });
});

describe('what can’t be read', () => {
  it('is counted by kind', () => {
    const manifest = { code: 'YAML', path: 'runs/a/b/manifest.yaml', what: 'manifest' } as const;
    const folder = { code: 'UNLISTABLE', path: 'runs/a', what: 'folder' } as const;
    expect(unreadableTitle([manifest])).toBe('1 manifest can’t be read');
    expect(unreadableTitle([folder, folder])).toBe('2 folders can’t be read');
    expect(unreadableTitle([manifest, manifest, folder])).toBe('2 manifests and 1 folder can’t be read');
    const archive = { code: 'ARCHIVE', path: 'exports/a.zip', what: 'archive' } as const;
    expect(unreadableTitle([archive, manifest, folder])).toBe(
      '1 manifest, 1 folder and 1 archive can’t be read',
    );
  });

  it('names a database, and tells one that is newer from one that can’t be read', () => {
    const database = { path: 'store.sqlite', what: 'database', message: 'It is cut off.' } as const;
    const manifest = {
      code: 'YAML',
      path: 'runs/a/b/manifest.yaml',
      what: 'manifest',
      message: '-',
    } as const;
    const damaged = { ...database, code: 'DAMAGED' };
    const newer = { ...database, code: 'NEWER' };
    expect(unreadableTitle([damaged])).toBe('the database store.sqlite can’t be read');
    expect(unreadableTitle([manifest, damaged])).toBe(
      'the database store.sqlite and 1 manifest can’t be read',
    );
    expect(unreadableTitle([manifest, newer])).toBe(
      '1 manifest can’t be read, and the database store.sqlite is of a later version than Stemma knows',
    );
    expect(databaseReasons([manifest, damaged])).toBe('It is cut off.');
    expect(databaseReasons([manifest])).toBe('');
  });

  it('has a place where one is known', () => {
    expect(placeOf({ line: 12, column: 3 })).toBe('line 12, column 3');
    expect(placeOf({ line: 12, column: null })).toBe('line 12');
    expect(placeOf({ line: null, column: null })).toBe('');
  });

  it('is listed with place and reason, but not without end', () => {
    const entry = {
      path: 'runs/a/b/manifest.yaml',
      line: 12,
      column: 3,
      message: 'no\u001b[2J',
      code: 'YAML',
      what: 'manifest',
    } as const;
    expect(unreadableDetails([entry, { ...entry, line: null, column: null }])).toBe(
      'runs/a/b/manifest.yaml, line 12, column 3: no\\x1b[2J\nruns/a/b/manifest.yaml: no\\x1b[2J',
    );
    const lines = unreadableDetails(Array.from({ length: 1203 }, () => entry)).split('\n');
    expect(lines).toHaveLength(201);
    expect(lines.at(-1)).toBe('and 1\u202f003 more');
  });
});
