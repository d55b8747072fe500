import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findingsOf } from '../../../../electron/registry/clean/findings.ts';
import { complete } from '../../../../electron/registry/columns/slices.ts';
import type { Totals } from '../../../../shared/api/workspace/statistics.ts';
import type { Finding } from '../../../../shared/api/workspace/findings.ts';
import type { FindingKind } from '../../../../shared/domain/finding.ts';
import { cleaningOf } from '../../../clean/support.ts';
import { operatorRows } from '../../../../electron/registry/ask/chains/operators.ts';
import { pipelineWay } from '../../../../electron/registry/ask/chains/pipeline-way.ts';
import { findManifest } from '../../../../electron/registry/ask/find/find.ts';
import { pipelineView } from '../../../../electron/registry/ask/pipelines/pipeline-view.ts';
import { listPipelines, withMissing } from '../../../../electron/registry/ask/pipelines/pipelines.ts';
import { runsOf } from '../../../../electron/registry/ask/pipelines/runs.ts';
import { recordList } from '../../../../electron/registry/ask/records/record-list.ts';
import { overviewOf } from '../../../../electron/registry/ask/totals/overview.ts';
import { statistics } from '../../../../electron/registry/ask/totals/stats.ts';
import { fresh } from '../../../support/view-context.ts';
import { scanAll, ungraced } from '../../../support/scanning.ts';
import { allRows } from '../../../../electron/registry/index/database.ts';
import { changeStore, copyStore, storeFacts } from '../../../support/stores.ts';

/** What is found in a workspace at some time, by kind. */
function found(root: string, now: () => number = Date.now): Partial<Record<FindingKind, Finding[]>> {
  const { workspace, site } = cleaningOf(root, { now });
  scanAll(workspace);
  return Object.groupBy(complete(findingsOf(site, workspace.index, [])), ({ kind }) => kind);
}

function totalsOf(root: string): Totals {
  const { workspace } = cleaningOf(root, { now: Date.now });
  scanAll(workspace);
  return complete(statistics(ungraced(workspace.index))).totals;
}

const sumOf = (some: readonly { readonly unwritten: number }[]): number =>
  some.reduce((sum, { unwritten }) => sum + unwritten, 0);

const places = (findings: readonly Finding[] | undefined): string[] =>
  (findings ?? []).map(({ where }) => where);

describe('Findings of a store', () => {
  it('are pipelines that use the model of another, since both have one id', () => {
    const facts = storeFacts('store-0.9.4');
    const shared = new Set(facts.ids_used_by_several_pipelines);
    const users = facts.chains.filter(({ folds }) => Object.values(folds).some((id) => shared.has(id)));
    const [first] = users;
    const { 'other-model': findings } = found(copyStore('store-0.9.4'));
    // Of two sets the second, twice (refit too); of three branches that were fitted again the second and third.
    expect(users).toHaveLength(7);
    expect(places(findings)).toHaveLength(4);
    expect(places(findings)).not.toContain(`store.sqlite/${first?.pipeline_id}`);
    expect(findings?.filter(({ message }) => message.includes('of the dataset corn_moisture'))).toHaveLength(
      2,
    );
    expect(found(copyStore('store-1.4.10'))['other-model']).toBeUndefined();
  });

  it('name the records and files that they are about', () => {
    const facts = storeFacts('store-0.9.4');
    const {
      'other-model': others,
      'unknown-id': ids,
      'never-written': never,
    } = found(copyStore('store-0.9.4'));
    const rowsOf = (findings: readonly Finding[] | undefined): string[] =>
      [...new Set((findings ?? []).flatMap(({ rows }) => rows ?? []))].toSorted();
    expect(rowsOf(others).filter((id) => !facts.ids_used_by_several_pipelines.includes(id))).toEqual([]);
    expect(others?.every(({ files, rows }) => rows?.length === files)).toBe(true);
    expect(rowsOf(ids)).toEqual(facts.unknown_ids_named_by_chains.toSorted());
    const missing = new Set(facts.missing.map((path) => path.replace(/^(?!artifacts\/)/, 'artifacts/')));
    expect(rowsOf(never).filter((path) => !missing.has(path))).toEqual([]);
  });

  it('are ids without rows, and files without', () => {
    const facts = storeFacts('store-0.9.4');
    const { 'unknown-id': ids, 'no-row': rows } = found(copyStore('store-0.9.4'));
    expect(ids?.reduce((sum, { files }) => sum + files, 0)).toBe(facts.unknown_ids_named_by_chains.length);
    expect(rows).toMatchObject([
      { where: 'artifacts', files: facts.files.filter(({ why }) => why === 'no row').length },
    ]);
  });

  it.each([
    ['store-0.9.4', 'artifacts/b2/model_PLSRegression_b25e71b34b97.joblib'],
    ['store-1.4.10', 'artifacts/7b/model_PLSRegression_7b015bebbff0.joblib'],
  ] as const)('tell in %s what was lost from variants that were never written', (name, removed) => {
    const { 'lost-file': lost, 'never-written': never } = found(copyStore(name));
    expect(places(lost)).toEqual([removed]);
    expect((never ?? []).reduce((sum, { files }) => sum + files, 0)).toBe(
      storeFacts(name).missing.length - 1,
    );
  });

  it.each(['store-0.9.4', 'store-1.4.10'] as const)(
    'have in %s as many files that were never written as its totals count, of those that are missing',
    (name) => {
      const root = copyStore(name);
      const { workspace, site } = cleaningOf(root, { now: Date.now });
      scanAll(workspace);
      const context = ungraced(workspace.index);
      const { totals, by_dataset } = complete(statistics(context));
      const findings = complete(findingsOf(site, workspace.index, []));
      const never = findings.filter(({ kind }) => kind === 'never-written').flatMap(({ rows }) => rows ?? []);
      expect(totals.unwritten_files).toBe(new Set(never).size);
      expect(totals.missing_files - totals.unwritten_files).toBe(1);
      // Two pipelines lost the same model.
      expect(totals.missing_records - totals.unwritten_records).toBe(2);
      const ofDatasets = Object.values(by_dataset).map(({ unwritten_records: records }) => records);
      expect(ofDatasets.reduce((sum, records) => sum + records, 0)).toBe(totals.unwritten_records);
      expect(complete(overviewOf(fresh(workspace.index))).unwritten_records).toBe(totals.unwritten_records);
    },
  );

  it.each(['store-0.9.4', 'store-1.4.10'] as const)(
    'tell in %s by pipeline, step, run and record what was never written, as the rows name it',
    (name) => {
      const root = copyStore(name);
      const { workspace } = cleaningOf(root, { now: Date.now });
      scanAll(workspace);
      const { index } = workspace;
      const never = new Set(found(root)['never-written']?.flatMap(({ rows }) => rows ?? []));
      const context = fresh(index);
      const list = complete(recordList(context, {}, { by: 'created_at', descending: false, limit: 100_000 }));
      const named = list?.records.filter(({ file }) => file !== null && never.has(file)) ?? [];
      expect(named.length).toBeGreaterThan(0);
      expect(list?.records.filter(({ unwritten }) => unwritten)).toEqual(named);
      const pipelines = withMissing(context, listPipelines(context));
      expect(sumOf(pipelines)).toBeGreaterThanOrEqual(named.length);
      expect(sumOf(complete(runsOf(context, {})))).toBe(sumOf(pipelines));
      const operators = complete(operatorRows(context, { parent: null, limit: 100 }));
      expect(sumOf(operators?.rows ?? [])).toBe(sumOf(pipelines));
      for (const { manifest, unwritten } of pipelines) {
        const known = findManifest(index, manifest);
        const nodes = known === undefined ? [] : pipelineWay(index, known).nodes;
        expect(sumOf(nodes)).toBe(unwritten);
        const view = complete(pipelineView(context, manifest));
        expect(sumOf(view?.by_type ?? [])).toBe(unwritten);
      }
    },
  );

  it.each(['store-0.9.4', 'store-1.4.10'] as const)(
    'tell in %s of a variant whose files are gone that they are lost, where it beat those before it',
    (name) => {
      const root = copyStore(name);
      const names = ['choices_p0_%', 'moisture_pls_p0_%'].map((like) => `m.name LIKE '${like}'`).join(' OR ');
      const { workspace } = cleaningOf(root, { now: Date.now });
      scanAll(workspace);
      const files = allRows<{ pipeline: string; file: string }>(
        workspace.index,
        `SELECT DISTINCT m.path AS pipeline, d.path || '/' || f.name AS file FROM manifest m JOIN record r ON r.manifest_id = m.id
         JOIN reference x ON x.record_id = r.id AND x.exact = 1 JOIN file f ON f.id = x.file_id JOIN folder d ON d.id = f.folder_id
         WHERE (${names}) AND m.name NOT LIKE '%refit'`,
      );
      const written = new Set(files.map(({ pipeline }) => pipeline));
      const never = places(found(root)['never-written']);
      expect(written.size).toBeGreaterThan(2);
      for (const { file } of files) rmSync(join(root, file), { force: true });
      const after = found(root);
      expect(places(after['never-written'])).toEqual(never);
      expect(places(after['lost-file'])).toEqual(expect.arrayContaining(files.map(({ file }) => file)));
    },
  );

  it('say that a file is lost which was never written for one pipeline, and which another one lost', () => {
    const root = copyStore('store-1.4.10');
    const before = totalsOf(root);
    // A chain that was fitted again takes the model of a variant that never had any.
    const [taken = ''] = found(root)['never-written']?.[0]?.rows ?? [];
    changeStore(root, (database) => {
      const { id } = database
        .prepare<[string], { id: string }>(
          `SELECT artifact_id AS id FROM artifacts WHERE 'artifacts/' || artifact_path = ?`,
        )
        .get(taken) ?? { id: '' };
      database.exec(`UPDATE chains SET fold_artifacts = json_set(fold_artifacts, '$.fold_7', '${id}') WHERE rowid = (
        SELECT c.rowid FROM chains c JOIN pipelines p USING (pipeline_id) WHERE instr(p.name, '_refit') LIMIT 1)`);
    });
    expect(places(found(root)['lost-file'])).toContain(taken);
    const after = totalsOf(root);
    expect(after.missing_files).toBe(before.missing_files);
    expect(after.unwritten_files).toBe(before.unwritten_files - 1);
  });

  it('are native results that no run names, by the name of their folder', () => {
    const facts = storeFacts('store-1.4.10');
    const root = copyStore('store-1.4.10');
    const unnamed = facts.native_results
      .filter(({ status }) => status !== 'referenced')
      .map(({ dir }) => `native_results/${dir}`);
    expect(unnamed).not.toHaveLength(0);
    expect(places(found(root)['unnamed-results'])).toEqual(unnamed);
    changeStore(root, (database) => database.exec('DELETE FROM runs'));
    expect(places(found(root)['unnamed-results'])).toHaveLength(facts.native_results.length);
    writeFileSync(join(root, 'store.sqlite'), 'no database');
    expect(found(root)['unnamed-results']).toBeUndefined();
  });

  it('are runs that say running, a day after the last write', () => {
    const root = copyStore('store-crash');
    changeStore(root, (database) => database.exec(`UPDATE runs SET status = 'running' WHERE rowid = 1`));
    expect(found(root)['dead-run']).toBeUndefined();
    expect(found(root, () => Date.now() + 25 * 60 * 60 * 1000)['dead-run']).toHaveLength(1);
  });

  it('are models that are stored several times', () => {
    const { 'stored-twice': twice } = found(copyStore('store-1.4.10'));
    expect(twice?.length).toBeGreaterThan(0);
    expect(twice?.every(({ files }) => files > 1)).toBe(true);
  });
});
