import { describe, expect, it } from 'vitest';
import { recordKey } from '../../electron/registry/index/record-key.ts';
import { allRows, type ReadableIndex } from '../../electron/registry/index/database.ts';
import { facetsOf, recordTotals } from '../../electron/registry/ask/records/facets.ts';
import { SIZE_BOUNDS, sizeClass } from '../../electron/registry/columns/record-set.ts';
import { complete } from '../../electron/registry/columns/slices.ts';
import { listFiles } from '../../electron/registry/ask/files/files.ts';
import { growthOf } from '../../electron/registry/ask/totals/growth.ts';
import { overviewOf } from '../../electron/registry/ask/totals/overview.ts';
import { listPipelines } from '../../electron/registry/ask/pipelines/pipelines.ts';
import { listRecords } from '../../electron/registry/ask/records/record-list.ts';
import { countRecords } from '../support/count-records.ts';
import { runsOf } from '../../electron/registry/ask/pipelines/runs.ts';
import { sizesOf } from '../../electron/registry/ask/totals/sizes.ts';
import { statistics } from '../../electron/registry/ask/totals/stats.ts';
import type { Workspace } from '../../electron/registry/workspace.ts';
import type { SizeDivision } from '../../shared/api/workspace/sizes.ts';
import type { RecordQuery } from '../../shared/api/records/record-filter.ts';
import { expectedFacts, FIXTURES, fixtureWorkspace } from '../support/fixtures.ts';
import { plainRecords, plainReferences, plainSums, type PlainRecord } from '../support/plain-sums.ts';
import { expectAlways, often } from '../support/property.ts';
import { ofRandomWorkspaces } from '../support/random-workspace.ts';
import { scanned } from '../support/scanning.ts';
import { fresh } from '../support/view-context.ts';

const DIVISIONS: readonly SizeDivision[] = ['dataset-type-class', 'type-class', 'pipeline'];
const STATES = ['present', 'differs', 'missing', 'outside', 'unknown'] as const;

const stateOf = ({ file, link, stored, size, hidden }: PlainRecord): string => {
  if (file !== null) {
    if (link === 2) return 'outside';
    // A link to the file of another record leads to other bytes.
    return size === 0 || stored === size ? 'present' : 'differs';
  }
  return hidden === 1 ? 'unknown' : 'missing';
};

/** Whether a plain record is meant by a query that only facets choose. */
function isMeant(record: PlainRecord, query: RecordQuery): boolean {
  return (
    record.kind === 0 &&
    (query.dataset === undefined || (record.dataset ?? '') === query.dataset) &&
    (query.types === undefined || query.types.includes(record.type || 'unknown')) &&
    (query.class === undefined || record.class === query.class) &&
    (query.run === undefined || record.run === query.run) &&
    (query.folds === undefined || query.folds.includes(record.fold ?? 'all')) &&
    (query.states === undefined || query.states.some((state) => state === stateOf(record))) &&
    (query.sizes === undefined || query.sizes.some((size) => sizeClass(size) === sizeClass(record.size)))
  );
}

/** When the system last noted a change of a stored file. */
function changedAt(index: ReadableIndex, path: string): string {
  const [row] = allRows<{ ms: number }>(
    index,
    `SELECT f.ctime_ns / 1000000 AS ms FROM folder d JOIN file f ON f.folder_id = d.id WHERE d.path || '/' || f.name = :path`,
    { path },
  );
  return new Date(row?.ms ?? 0).toISOString();
}

/** Holds every sum of the views against one that is made the obvious way. */
function expectSums(workspace: Workspace): void {
  const { index } = workspace;
  const context = fresh(index);
  const records = plainRecords(index);
  const references = plainReferences(index);
  const sums = (wanted: (record: PlainRecord) => boolean) =>
    plainSums(records, references, (record) => record.kind === 0 && wanted(record));
  const stats = complete(statistics(context));
  const files = listFiles(context).filter(({ alias }) => !alias);

  for (const dataset of [undefined, ...Object.keys(stats.by_dataset)]) {
    const overview = complete(overviewOf(context, dataset));
    const totals = dataset === undefined ? stats.totals : stats.by_dataset[dataset];
    expect(overview.stored).toEqual({ files: totals?.files, bytes: totals?.stored_bytes });
    for (const state of ['orphan', 'undecided', 'foreign', 'recent'] as const) {
      expect(overview.usage[state]).toEqual({
        files: totals?.[`${state}_files`],
        bytes: totals?.[`${state}_bytes`],
      });
    }
    const { one_pipeline, several_pipelines, copies } = overview.usage;
    expect(one_pipeline.bytes + several_pipelines.bytes + copies.bytes).toBe(totals?.referenced_bytes);
    expect(overview.saved_bytes).toBe(totals?.saved_bytes);
    expect(overview.records).toBe(totals?.records);
    expect(overview.missing_records).toBe(totals?.missing_records);
    expect(overview.unwritten_records).toBe(totals?.unwritten_records);
    const growth = complete(growthOf(context, dataset));
    const grown = new Map<string, { files: number; bytes: number }>();
    for (const file of files) {
      if (dataset !== undefined && file.dataset !== dataset) continue;
      // Of a time before nirs4all, or far ahead, there is no file: its clock was wrong.
      const time = Date.parse(file.mtime);
      const isOdd = time < Date.UTC(1990) || time > Date.now() + 8 * 86_400_000;
      const written = isOdd ? changedAt(index, file.path) : file.mtime;
      const key = `${written.slice(0, growth.parts[0]?.period.length)} ${file.dataset}`;
      const day = grown.get(key) ?? { files: 0, bytes: 0 };
      grown.set(key, { files: day.files + 1, bytes: day.bytes + file.size_bytes });
    }
    expect(
      new Map(
        growth.parts.map((part) => [
          `${part.period} ${part.dataset}`,
          { files: part.files, bytes: part.bytes },
        ]),
      ),
    ).toEqual(grown);
    for (const division of DIVISIONS) {
      const nodes = complete(sizesOf(context, division, dataset));
      const parents = new Set(nodes.map(({ parent }) => parent));
      const leaves = nodes.filter(({ id }) => !parents.has(id));
      const sum = (some: typeof nodes, key: 'bytes' | 'files' | 'records' | 'saved_bytes'): number =>
        some.reduce((total, node) => total + node[key], 0);
      expect(sum(leaves, 'bytes')).toBe(overview.stored.bytes);
      expect(sum(leaves, 'files')).toBe(overview.stored.files);
      for (const node of nodes.filter(({ id }) => parents.has(id))) {
        const children = nodes.filter(({ parent }) => parent === node.id);
        for (const key of ['bytes', 'files', 'records', 'saved_bytes'] as const) {
          expect(sum(children, key)).toBe(node[key]);
        }
      }
      if (dataset === undefined) expect(sum(leaves, 'records')).toBe(overview.records);
    }
  }

  for (const { dataset, runs: ofDataset, pipelines: count, created_at: _made, ...found } of complete(
    runsOf(context, {}),
  )) {
    const pipelines = listPipelines(context).filter((pipeline) => pipeline.dataset === dataset);
    expect(count).toBe(pipelines.length);
    expect(found).toEqual(sums((record) => record.dataset === dataset));
    expect(ofDataset.map(({ run }) => run).toSorted()).toEqual(
      [...new Set(pipelines.map(({ run }) => run))].toSorted(),
    );
    for (const { run, pipelines: _pipelines, created_at: _created, ...ofRun } of ofDataset) {
      expect(ofRun).toEqual(sums((record) => record.dataset === dataset && record.run === run));
    }
  }

  const classes = [...new Set(records.map((record) => record.class))];
  const queries: RecordQuery[] = [
    {},
    { types: ['model'] },
    { types: ['unknown', 'transformer'], states: ['present'] },
    { states: ['differs', 'unknown'] },
    { states: ['missing', 'outside'] },
    { folds: ['all', 0] },
    { sizes: [SIZE_BOUNDS[0], SIZE_BOUNDS[2]], types: ['model', 'encoder'] },
    { class: classes[0] ?? '' },
    { run: records[0]?.run ?? '', dataset: records[0]?.dataset ?? '' },
  ];
  for (const query of queries) {
    const { stored_bytes, pipelines, ...totals } = complete(recordTotals(context, query));
    const wanted = sums((record) => isMeant(record, query));
    expect({ ...totals, size_bytes: stored_bytes }).toEqual(wanted);
    expect(pipelines).toBe(
      new Set(records.filter((record) => isMeant(record, query)).map(({ manifest }) => manifest)).size,
    );
    const facets = complete(facetsOf(context, query));
    const count = (more: RecordQuery): number =>
      records.filter((record) => isMeant(record, { ...query, ...more })).length;
    for (const { value, records: found } of facets.types) expect(found).toBe(count({ types: [value] }));
    for (const { value, records: found } of facets.folds) expect(found).toBe(count({ folds: [value] }));
    for (const { value, records: found } of facets.sizes) expect(found).toBe(count({ sizes: [value] }));
    for (const { value, records: found } of facets.classes) expect(found).toBe(count({ class: value }));
    const byState = new Map(facets.states.map(({ value, records: found }) => [value, found]));
    for (const state of STATES) expect(byState.get(state) ?? 0).toBe(count({ states: [state] }));
  }
}

describe.each(FIXTURES)('the sums of %s', (name) => {
  const workspace = scanned(fixtureWorkspace(name));
  const { index } = workspace;

  it('are those that are made the obvious way', () => {
    expectSums(workspace);
  });

  it('agree with what was found without Stemma', () => {
    const expected = expectedFacts(name);
    const overview = complete(overviewOf(fresh(index)));
    const manifestsOf = (file: (typeof expected.files)[string]): number =>
      new Set(file.referenced_by.map(([manifest]) => manifest)).size;
    const part = (wanted: (file: (typeof expected.files)[string]) => boolean) => {
      const some = Object.values(expected.files).filter(wanted);
      return { files: some.length, bytes: some.reduce((sum, { size }) => sum + size, 0) };
    };
    expect(overview.usage.one_pipeline).toEqual(part((file) => manifestsOf(file) === 1));
    expect(overview.usage.several_pipelines).toEqual(part((file) => manifestsOf(file) > 1));
    expect(overview.usage.copies).toEqual(
      part((file) => file.status === 'referenced' && manifestsOf(file) === 0),
    );
    expect(overview.stored).toEqual({ files: expected.counts.files, bytes: expected.bytes.stored });
    expect(overview.pipelines).toBe(expected.manifests.length);
    const { types } = complete(facetsOf(fresh(index), {}));
    expect(
      Object.fromEntries(types.map(({ value, records }) => [value === 'unknown' ? '' : value, records])),
    ).toEqual(expected.types);
  });

  it('count what a text finds, as the list does', () => {
    const context = fresh(index);
    for (const text of [
      'pls',
      'a',
      'model joblib',
      'Scaler  0',
      'n_components',
      '%',
      'c0ffee',
      'e3b0',
      'corn 0001',
    ]) {
      const { records } = complete(recordTotals(context, { text }));
      expect(records, text).toBe(countRecords(context, { text }));
      const listed = listRecords(context, { text }, { by: 'place' }, { limit: 100_000 }).records;
      expect(listed).toHaveLength(records);
    }
  });

  it('of records that are picked one by one, or left out', () => {
    const context = fresh(index);
    const [first, second, third] = plainRecords(index).filter(({ kind }) => kind === 0);
    if (first === undefined || second === undefined || third === undefined)
      throw new Error('too few records');
    const all = plainRecords(index);
    const references = plainReferences(index);
    const picked = [first, third].map(recordKey);
    const only = complete(recordTotals(context, { only: picked }));
    expect(only).toMatchObject({
      records: 2,
      exclusive_bytes: plainSums(all, references, ({ id }) => id === first.id || id === third.id)
        .exclusive_bytes,
    });
    const rest = complete(recordTotals(context, { except: [recordKey(second)] }));
    const wanted = plainSums(all, references, ({ id, kind }) => kind === 0 && id !== second.id);
    expect(rest).toMatchObject({ records: wanted.records, exclusive_bytes: wanted.exclusive_bytes });
  });
});

/** For the full counts, on a busy machine. */
const HOUR = 3_600_000;

describe('the sums of workspaces made at random', () => {
  it(
    'are those that are made the obvious way, with links, copies, missing files and what can’t be read',
    () => {
      expectAlways(
        ofRandomWorkspaces((workspace) => expectSums(workspace)),
        often(40, 1000),
      );
    },
    HOUR,
  );
});
