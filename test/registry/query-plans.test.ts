import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allRows, type SqlParameters } from '../../electron/registry/index/database.ts';
import type { SqlRecordQuery } from '../../electron/registry/state/record-filter.ts';
import { pageSql, type PageEnd } from '../../electron/registry/ask/records/page-sql.ts';
import { listRecords } from '../../electron/registry/ask/records/record-list.ts';
import { SQL_SORTS, type SqlSort } from '../../electron/registry/state/record-order.ts';
import { openWorkspace, type Workspace } from '../../electron/registry/workspace.ts';
import { generateWorkspace } from '../bench/generate.ts';

const folder = mkdtempSync(join(tmpdir(), 'stemma-plans-'));
const records = 2000;
let workspace: Workspace;

beforeAll(() => {
  generateWorkspace({ out: join(folder, 'workspace'), records, manifests: 40 });
  const opened = openWorkspace(join(folder, 'workspace'), { cache: join(folder, 'cache') });
  if (!opened.ok) throw new Error(opened.error.message);
  workspace = opened.value;
  // The second scan builds what only lists need.
  for (let scan = 0; scan < 2; scan += 1) for (const _progress of workspace.scan());
});

afterAll(() => {
  workspace.close();
  rmSync(folder, { recursive: true });
});

function planOf(sql: string, parameters: SqlParameters): string {
  const rows = allRows<{ detail: string }>(workspace.index, `EXPLAIN QUERY PLAN ${sql}`, parameters);
  return rows.map((row) => row.detail).join('\n');
}

function pagePlan(filter: SqlRecordQuery, by: SqlSort, descending: boolean): string {
  const { sql, parameters } = pageSql(filter, { by, descending }, { limit: 200, after: ['m', 5] });
  return planOf(sql, parameters);
}

describe('a page of records', () => {
  it.each([
    ['place', 'SEARCH source USING COVERING INDEX'],
    ['created_at', 'SEARCH r USING INDEX record_created'],
    ['size_bytes', 'SEARCH r USING INDEX record_size'],
    ['class_name', 'SEARCH k USING COVERING INDEX'],
    ['chain_path', 'SEARCH k USING COVERING INDEX'],
  ] as const)('by %s begins by seeking the cursor and sorts nothing', (by, seek) => {
    for (const descending of [false, true]) {
      const plan = pagePlan({}, by, descending);
      expect(plan).toContain(seek);
      expect(plan).not.toContain('TEMP B-TREE FOR ORDER BY');
      expect(plan).not.toMatch(/SCAN (?:r|pipeline|source)\b/);
    }
  });

  it('of one chain or hash reads only the records that have it', () => {
    expect(pagePlan({ chain: 's1.MinMaxScaler[src=0,sub=0]' }, 'place', false)).toContain(
      'record_chain (chain=?)',
    );
    expect(pagePlan({ hash: 'abcdef' }, 'place', false)).toContain('record_hash (hash>? AND hash<?)');
  });

  it('of one pipeline or manifest reads only its records', () => {
    for (const filter of [{ pipeline: 'x' }, { manifest: 'y' }]) {
      expect(pagePlan(filter, 'place', false)).toContain('SEARCH r USING INDEX record_place (manifest_id=?)');
      expect(pagePlan(filter, 'place', false)).toMatch(/SEARCH (?:pipeline|source)\b/);
    }
  });
});

describe('paging by key', () => {
  it.each(SQL_SORTS)('by %s gives every record once, in the order of one long page', (by) => {
    for (const descending of [false, true]) {
      const context = { index: workspace.index, nowMs: 0, graceMs: 0 };
      const name = (record: { manifest: string; position: number }): string =>
        `${record.manifest}#${record.position}`;
      const paged: string[] = [];
      let after: PageEnd | null = null;
      do {
        const page = listRecords(
          context,
          {},
          { by, descending },
          { limit: 333, ...(after === null ? {} : { after }) },
        );
        paged.push(...page.records.map(name));
        after = page.next;
      } while (after !== null);
      const whole = listRecords(context, {}, { by, descending }, { limit: records + 1 }).records.map(name);
      expect(new Set(paged).size).toBe(records);
      expect(paged).toEqual(whole);
    }
  });
});
