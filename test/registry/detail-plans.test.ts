import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { recordKey } from '../../electron/registry/index/record-key.ts';
import { allRows, type ReadableIndex } from '../../electron/registry/index/database.ts';
import type { QueryContext } from '../../electron/registry/state/context.ts';
import { fileView } from '../../electron/registry/ask/files/file-view.ts';
import { pipelineView } from '../../electron/registry/ask/pipelines/pipeline-view.ts';
import { pipelineWay } from '../../electron/registry/ask/chains/pipeline-way.ts';
import { listPipelines, withMissing } from '../../electron/registry/ask/pipelines/pipelines.ts';
import { listedRecords } from '../../electron/registry/ask/records/record-list.ts';
import { recordView } from '../../electron/registry/ask/records/record-view.ts';
import { listRecords } from '../../electron/registry/ask/records/record-list.ts';
import { generateWorkspace } from '../bench/generate.ts';
import { manifestNumber, scanAll, scanned, ungraced } from '../support/scanning.ts';
import { complete } from '../../electron/registry/columns/slices.ts';

const folder = mkdtempSync(join(tmpdir(), 'stemma-detail-plans-'));
generateWorkspace({ out: join(folder, 'workspace'), records: 2000, manifests: 40 });
const workspace = scanned(join(folder, 'workspace'));
scanAll(workspace);
const context = ungraced(workspace.index);
const [meta] = listRecords(context, { types: ['meta_model'] }, { by: 'place' }, { limit: 1 }).records;
if (meta === undefined) throw new Error('no meta-model was made');

const ids = allRows<{ id: number }>(workspace.index, 'SELECT id FROM record LIMIT 3').map(({ id }) => id);

afterAll(() => {
  workspace.close();
  rmSync(folder, { recursive: true });
});

/** The statements that a question prepares. */
function statementsOf(ask: (watched: QueryContext) => void): string[] {
  const statements: string[] = [];
  const { raw } = workspace.index;
  const watching = new Proxy(raw, {
    get: (target, name) => {
      if (name === 'prepare') {
        return (sql: string) => {
          statements.push(sql);
          return target.prepare(sql);
        };
      }
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
  ask({ ...context, index: { raw: watching } as unknown as ReadableIndex });
  return statements;
}

function planOf(sql: string): string {
  const names = [...sql.matchAll(/:([a-zA-Z]+)/g)].map(([, name]) => [name, null] as const);
  const rows = allRows<{ detail: string }>(
    workspace.index,
    `EXPLAIN QUERY PLAN ${sql}`,
    Object.fromEntries(names),
  );
  return rows.map(({ detail }) => detail).join('\n');
}

const ONE: readonly (readonly [string, (watched: QueryContext) => void])[] = [
  ['a record', (watched) => recordView(watched, recordKey(meta))],
  ['a pipeline', (watched) => complete(pipelineView(watched, meta.manifest))],
  ['a file', (watched) => fileView(watched, meta.file ?? '')],
  [
    'a way',
    ({ index }) =>
      pipelineWay(index, { id: manifestNumber(workspace.index, meta.manifest), path: meta.manifest }),
  ],
  ['rows of records', (watched) => listedRecords(watched, ids)],
  [
    'missing records of pipelines',
    (watched) => withMissing(watched, listPipelines(context, {}, { limit: 3 })),
  ],
];

it.each(ONE)('all about %s is found without looking at all records, files or references', (_what, ask) => {
  const statements = statementsOf(ask);
  expect(statements.length).toBeGreaterThan(0);
  for (const sql of statements) {
    const plan = planOf(sql);
    // Manifests and folders are few; a list that was handed over is a virtual table.
    expect(plan, sql).not.toMatch(/SCAN (?:r|x|y|f|u|s|own)\b(?! VIRTUAL)/);
    expect(plan, sql).not.toMatch(/AUTOMATIC/);
  }
});
