import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { allRows } from '../../electron/registry/index/database.ts';
import { PIPELINE_SORTS, RECORD_SORTS } from '../../shared/domain/sorts.ts';
import { complete } from '../../electron/registry/columns/slices.ts';
import {
  countPipelines,
  listPipelines,
  withMissing,
  pipelineCursor,
} from '../../electron/registry/ask/pipelines/pipelines.ts';
import { recordTotals } from '../../electron/registry/ask/records/facets.ts';
import { listRecords, recordList } from '../../electron/registry/ask/records/record-list.ts';
import { SQL_SORTS } from '../../electron/registry/state/record-order.ts';
import { asRecordKey } from '../../shared/domain/record-key.ts';
import type { RecordPage } from '../../shared/api/records/records.ts';
import type { RecordQuery } from '../../shared/api/records/record-filter.ts';
import { generateWorkspace } from '../bench/generate.ts';
import { FIXTURES, fixtureWorkspace } from '../support/fixtures.ts';
import { plainRecords, plainReferences, plainSums } from '../support/plain-sums.ts';
import { scanned } from '../support/scanning.ts';
import { expectAlways, often } from '../support/property.ts';
import { v3Item, v3Manifest, WorkspaceBuilder } from '../support/workspace-builder.ts';
import { fresh } from '../support/view-context.ts';

const folder = mkdtempSync(join(tmpdir(), 'stemma-lists-'));
generateWorkspace({ out: join(folder, 'workspace'), records: 1500, manifests: 60 });
const workspace = scanned(join(folder, 'workspace'));
const { index } = workspace;
const context = fresh(index);

afterAll(() => {
  workspace.close();
  rmSync(folder, { recursive: true });
});

const nameOf = (record: { manifest: string; position: number }): string =>
  `${record.manifest}#${record.position}`;

function page(query: RecordQuery, request: Parameters<typeof recordList>[2]): RecordPage {
  const found = complete(recordList(context, query, request));
  if (found === null) throw new Error('the cursor means no record');
  return found;
}

describe('a list of records', () => {
  it.each(SQL_SORTS)('by %s is in the order that SQL gives', (by) => {
    for (const descending of [false, true]) {
      const wanted = listRecords(context, {}, { by, descending }, { limit: 20_000 }).records.map(nameOf);
      const found = page({}, { by, descending, limit: 20_000, offset: 0 }).records.map(nameOf);
      expect(found).toEqual(wanted);
    }
  });

  it('is the same by SQL and by columns, whatever is asked for', () => {
    const builder = new WorkspaceBuilder();
    // Behind each other in one order of signs, and the other way round in another.
    const odd = ['\u{1f600}', '\ufb01', 'É', 'e', 'Z', 'a%b', 'a_b'];
    for (const [at, sign] of odd.entries()) {
      const items = odd.map((other, place) =>
        v3Item(`${sign}${other}`, {
          class_name: other,
          custom_name: sign,
          path: `${other}_${place}.joblib`,
          ...(place % 3 === 0 ? { artifact_type: undefined, fold_id: null } : { fold_id: place }),
          step_index: (at * place) % 4,
          params: { n_components: place, alpha: at / 2, kernel: sign },
        }),
      );
      builder.manifest(`runs/${sign}/000${at}_${sign}_aaaaaa`, {
        ...v3Manifest(at % 2 === 0 ? 'corn' : sign, items),
        pipeline_id: `${sign}_p`,
      });
    }
    const contexts = [context, fresh(scanned(builder.root).index)];
    const word = fc.oneof(
      fc.constantFrom(...odd, 'pls', 'corn', 'model', 'c0ffee', 'e3b0', 'joblib', 'SNV', 'sg', 'KFold'),
      fc.constantFrom(
        'class:pls',
        'class:É',
        'type:model',
        'fold:1',
        'fold:all',
        'step:2',
        'run:c',
        'file:_1',
      ),
      fc
        .tuple(
          fc.constantFrom('n_components', 'alpha', 'É'),
          fc.constantFrom('=', '!=', ' > ', '<='),
          fc.nat(9),
        )
        .map((parts) => parts.join('')),
      fc.constantFrom('n_components <', 'alpha > x', 'kernel = É', '"a%b"'),
    );
    const piece = fc.tuple(fc.constantFrom('', '', '-'), word).map((parts) => parts.join(''));
    const conditions = fc.record({
      dataset: fc.constantFrom('corn', 'wheat', 'É', ''),
      types: fc.subarray(['model', 'transformer', 'unknown', 'none']),
      folds: fc.subarray<number | 'all'>([0, 1, 2, 'all']),
      class: fc.constantFrom('PLSRegression', 'É', 'none'),
      run: fc.constantFrom('corn', 'É'),
      step: fc.nat(3),
      branch: fc.array(fc.nat(1), { maxLength: 2 }),
      source: fc.nat(1),
      chain_prefix: fc.constantFrom('s1', 's1.MinMaxScaler', ''),
      hash: fc.stringMatching(/^[0-9a-f]{1,2}$/),
      custom_name: fc.constantFrom(...odd),
      text: fc.array(piece, { maxLength: 2 }).map((words) => words.join(' ')),
    });
    // With more of them at a time hardly any record would be left.
    const query = fc
      .tuple(conditions, fc.array(fc.nat(11), { maxLength: 2 }))
      .map(([all, some]): RecordQuery =>
        Object.fromEntries(Object.entries(all).filter((_condition, at) => some.includes(at))),
      );
    let many = 0;
    expectAlways(
      fc.property(
        fc.constantFrom(...contexts),
        query,
        fc.constantFrom(...SQL_SORTS),
        fc.boolean(),
        (asked, wanted, by, descending) => {
          const order = { by, descending };
          const sql = listRecords(asked, wanted, order, { limit: 20_000 }).records.map(nameOf);
          const list = complete(recordList(asked, wanted, { ...order, limit: 20_000, offset: 0 }));
          expect(list?.records.map(nameOf)).toEqual(sql);
          expect(complete(recordTotals(asked, wanted)).records).toBe(sql.length);
          many += sql.length;
        },
      ),
      often(150, 3000),
    );
    expect(many).toBeGreaterThan(0);
  });

  it.each(RECORD_SORTS)('by %s is the same by cursors, and by offsets', (by) => {
    const query = { types: ['model', 'unknown'], states: ['present', 'missing'] } as const;
    for (const descending of [false, true]) {
      const whole = page(query, { by, descending, limit: 20_000, offset: 0 });
      expect(whole.next).toBeNull();
      const names = whole.records.map(nameOf);
      const byCursor: string[] = [];
      for (let after: RecordPage['next'] | undefined; after !== null;) {
        const next = page(query, { by, descending, limit: 129, ...(after === undefined ? {} : { after }) });
        byCursor.push(...next.records.map(nameOf));
        after = next.next;
      }
      expect(byCursor).toEqual(names);
      const middle = page(query, { by, descending, limit: 10, offset: 500 }).records.map(nameOf);
      expect(middle).toEqual(names.slice(500, 510));
      expect(page(query, { by, descending, limit: 10, offset: 100_000 }).records).toEqual([]);
    }
  });

  it('says who uses the file of each, and what deleting it alone would free', () => {
    const all = plainRecords(index);
    const references = plainReferences(index);
    const byId = new Map(all.map((record) => [`${record.manifest}#${record.position}`, record]));
    for (const record of page({}, { by: 'used_by', descending: true, limit: 20_000 }).records.filter(
      (_record, place) => place % 83 === 0,
    )) {
      const plain = byId.get(nameOf(record));
      expect(record.exclusive_bytes).toBe(
        plainSums(all, references, ({ id }) => id === plain?.id).exclusive_bytes,
      );
      expect(record.used_by).toBe(references.filter(({ file }) => file === plain?.file).length);
      expect(record.run).toBe(plain?.run);
    }
    const used = page({}, { by: 'used_by', descending: true, limit: 1000 }).records.map((one) => one.used_by);
    expect(used).toEqual(used.toSorted((one, other) => other - one));
    expect(used[0]).toBeGreaterThan(1);
  });

  it('holds words wherever they stand, and a quoted phrase as it stands', () => {
    const builder = new WorkspaceBuilder();
    const names = ['oil content', 'content of oil', 'oil'];
    builder.manifest(
      'runs/corn/0001_pls_aaaaaa',
      v3Manifest(
        'corn',
        names.map((name, place) =>
          v3Item(name, { custom_name: name, path: `m_${place}.joblib`, fold_id: place }),
        ),
      ),
    );
    const ofNames = fresh(scanned(builder.root).index);
    const found = (text: string): number[] =>
      complete(recordList(ofNames, { text }, { by: 'place', descending: false, limit: 10 }))?.records.map(
        (one) => one.position,
      ) ?? [];
    expect(found('oil content')).toEqual([0, 1]);
    expect(found('"oil content"')).toEqual([0]);
    expect(found('"oil content')).toEqual([0]);
    expect(found('"content of" oil')).toEqual([1]);
    expect(found('"oil of"')).toEqual([]);
  });

  it('has no page behind a record that is gone', () => {
    const after = asRecordKey('runs/gone/manifest.yaml#3');
    expect(
      complete(recordList(context, { text: 'a' }, { by: 'run', descending: false, limit: 5, after })),
    ).toBeNull();
  });

  it('of one stored file is that of the records that name it', () => {
    const [file] = allRows<{ path: string; records: number }>(
      index,
      `SELECT d.path || '/' || f.name AS path, u.records FROM file_use u JOIN file f ON f.id = u.file_id
       JOIN folder d ON d.id = f.folder_id WHERE u.records = u.primary_records ORDER BY u.records DESC LIMIT 1`,
    );
    const { records } = page({ file: file?.path ?? '' }, { by: 'place', descending: false, limit: 1000 });
    expect(records).toHaveLength(file?.records ?? -1);
    expect(new Set(records.map((record) => record.file))).toEqual(new Set([file?.path]));
  });
});

describe('a list of pipelines', () => {
  it.each(PIPELINE_SORTS)('by %s gives each once, page by page, in one order', (by) => {
    for (const descending of [false, true]) {
      const whole = listPipelines(context, {}, { by, descending });
      const paged: typeof whole = [];
      for (let after: string | undefined; ;) {
        const next = listPipelines(
          context,
          {},
          { by, descending, limit: 7, ...(after === undefined ? {} : { after }) },
        );
        paged.push(...next);
        const last = next.at(-1);
        if (next.length < 7 || last === undefined) break;
        after = pipelineCursor(last, by);
      }
      expect(paged).toEqual(whole);
      expect(whole).toHaveLength(60);
      const values = whole.map((pipeline) => pipeline[by] ?? '');
      const rising = values.toSorted((one, other) => (one < other ? -1 : Number(one > other)));
      expect(values).toEqual(descending ? rising.toReversed() : rising);
    }
  });

  it('counts what it filters', () => {
    for (const filter of [
      { state: 'failed' },
      { dataset: 'corn' },
      { run: 'corn' },
      { manifests: [1, 2] },
    ] as const) {
      expect(countPipelines(context, filter)).toBe(listPipelines(context, filter).length);
    }
  });
});

it.each(FIXTURES)('knows the missing records of each pipeline of %s', (name) => {
  const real = scanned(fixtureWorkspace(name));
  const pipelines = listPipelines(fresh(real.index));
  const missing = plainRecords(real.index).filter(({ file }) => file === null);
  expect(withMissing(fresh(real.index), pipelines).map((pipeline) => pipeline.missing)).toEqual(
    pipelines.map(({ manifest }) => missing.filter((record) => record.manifest === manifest).length),
  );
});
