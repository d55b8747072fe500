import { describe, expect, it } from 'vitest';
import { fileList } from '../../../../electron/registry/ask/files/file-list.ts';
import { listFiles } from '../../../../electron/registry/ask/files/files.ts';
import { listPipelines } from '../../../../electron/registry/ask/pipelines/pipelines.ts';
import { shownRecords } from '../../../../electron/registry/ask/records/record.ts';
import { storeTotals } from '../../../../electron/registry/ask/totals/store-totals.ts';
import { statistics } from '../../../../electron/registry/ask/totals/stats.ts';
import { sizesOf } from '../../../../electron/registry/ask/totals/sizes.ts';
import { FILE_STATES } from '../../../../shared/domain/states.ts';
import { fresh } from '../../../support/view-context.ts';
import { complete } from '../../../../electron/registry/columns/slices.ts';
import { allTuples } from '../../../../electron/registry/index/database.ts';
import { scanned, statesOf, twoDaysOn } from '../../../support/scanning.ts';
import { copyStore, storeFacts, STORES, type ExpectedStore } from '../../../support/stores.ts';

const STATUS = {
  referenced: { none: 'referenced' },
  foreign: { none: 'foreign' },
  unreferenced: { 'no row': 'orphan', 'row without chain': 'kept' },
} as const;

function expectedState({ status, why }: ExpectedStore['files'][number]): string | undefined {
  return (STATUS[status] as Record<string, string>)[why ?? 'none'];
}

const sorted = (texts: readonly string[]): string[] => texts.toSorted();

describe.each(STORES)('The facts of %s', (name) => {
  const facts = storeFacts(name);
  const workspace = scanned(copyStore(name));
  const { index } = workspace;
  const context = twoDaysOn(index);

  it('are those of its files', () => {
    expect(statesOf(context)).toEqual(
      Object.fromEntries(facts.files.map((file) => [file.path, expectedState(file)])),
    );
    for (const state of FILE_STATES) {
      const part = { sort: 'path', descending: false, offset: 0, limit: 1000 } as const;
      const { files } = complete(fileList({ ...fresh(index), ...context }, { states: [state] }, part));
      const expected = facts.files.filter((file) => expectedState(file) === state);
      expect(files.map(({ path }) => path)).toEqual(sorted(expected.map(({ path }) => path)));
    }
    const sizes = Object.fromEntries(listFiles(context).map(({ path, size_bytes }) => [path, size_bytes]));
    expect(sizes).toEqual(Object.fromEntries(facts.files.map(({ path, size }) => [path, size])));
  });

  it('are those of its pipelines', () => {
    const shown = listPipelines(context).map(({ pipeline_id, name: called, dataset, state }) => [
      pipeline_id,
      called,
      dataset,
      state,
    ]);
    expect(shown.toSorted()).toEqual(
      facts.pipelines
        .map((pipeline) => [
          pipeline.pipeline_id,
          pipeline.name,
          pipeline.dataset,
          pipeline.status === 'completed' ? 'complete' : pipeline.status,
        ])
        .toSorted(),
    );
  });

  it('are those of its records, each once', () => {
    const ids = allTuples<[number]>(index, 'SELECT id FROM record WHERE is_primary = 1').map(([id]) => id);
    const records = shownRecords(index, ids).map((record) => [
      record['artifact_id'],
      record.file,
      String(record['content_hash']).replace('sha256:', ''),
      record['artifact_type'],
      record['class_name'],
      record['size_bytes'],
      record.file_status,
      sorted(record.chains ?? []),
    ]);
    expect(records.toSorted()).toEqual(
      facts.artifacts
        .map(({ artifact_id, path, sha256, type, class: className, size_bytes, file, used_by }) => [
          artifact_id,
          path,
          sha256,
          type,
          className,
          size_bytes,
          file,
          sorted(used_by),
        ])
        .toSorted(),
    );
  });

  it('are those of its chains, with all that they use', () => {
    const rows = allTuples<[string, string, string, string | null]>(
      index,
      `SELECT c.chain_id, p.pipeline_id, r.artifact_id, u.fold FROM chain c JOIN pipeline p ON p.id = c.manifest_id
       LEFT JOIN chain_use u ON u.chain = c.id LEFT JOIN record r ON r.id = u.record_id`,
    );
    const branches = new Map(
      allTuples<[string, string]>(index, 'SELECT chain_id, branch FROM chain').map(([id, branch]) => [
        id,
        branch,
      ]),
    );
    for (const chain of facts.chains) {
      const own = rows.filter(([id]) => id === chain.chain_id);
      expect(new Set(own.map(([, pipeline]) => pipeline))).toEqual(new Set([chain.pipeline_id]));
      const uses = own.flatMap(([, , id]) => id ?? []);
      expect(sorted([...new Set(uses)])).toEqual(sorted(chain.uses));
      const folds = own.flatMap(([, , id, fold]) => (fold === null ? [] : [[fold, id]]));
      expect(Object.fromEntries(folds)).toEqual(chain.folds);
      const branch = (chain.branch_path ?? []).filter((each) => each !== null);
      expect(branches.get(chain.chain_id)).toBe(branch.join('.'));
    }
    expect(new Set(rows.map(([id]) => id)).size).toBe(facts.totals['chains']);
  });

  it('are those of what lies beside them', () => {
    expect(storeTotals(index)).toMatchObject({
      runs: facts.totals['runs'],
      pipelines: facts.totals['pipelines'],
      chains: facts.totals['chains'],
      predictions: facts.totals['predictions'],
      native_results_bytes: facts.totals['native_results_bytes'],
      native_results_unreferenced_bytes: facts.totals['native_results_unreferenced_bytes'],
      arrays_bytes: facts.totals['arrays_bytes'],
      database_bytes: facts.totals['database_bytes'],
    });
  });

  it('are those of its datasets, each file with the first pipeline that uses it', () => {
    const names = new Map(facts.pipelines.map(({ pipeline_id, dataset }) => [pipeline_id, dataset]));
    const chains = new Map(facts.chains.map(({ chain_id, pipeline_id }) => [chain_id, pipeline_id]));
    const datasetsOf = new Map<string, Set<string | undefined>>();
    for (const { file, path, used_by: users } of facts.artifacts) {
      if (file !== 'present') continue;
      const those = users.map((chain) => names.get(chains.get(chain) ?? ''));
      datasetsOf.set(path, new Set([...(datasetsOf.get(path) ?? []), ...those]));
    }
    const files = listFiles(context);
    for (const { path, dataset } of files) {
      const users = datasetsOf.get(path) ?? new Set();
      if (users.size === 0) expect(dataset).toBeNull();
      else expect(users).toContain(dataset);
    }
    const sums = Object.groupBy(files, ({ dataset }) => dataset ?? '');
    const { by_dataset: told } = complete(statistics(context));
    const divided = complete(sizesOf(fresh(index), 'dataset-type-class'));
    const ofDataset = (wanted: string) =>
      divided.find(({ kind, name: of }) => kind === 'dataset' && of === wanted);
    for (const [dataset, own] of Object.entries(sums)) {
      if (dataset === '') continue;
      const bytes = own?.reduce((sum, { size_bytes: size }) => sum + size, 0);
      expect(told[dataset]).toMatchObject({ files: own?.length, stored_bytes: bytes });
      expect(listFiles(context, { dataset })).toEqual(own);
      expect(ofDataset(dataset)?.bytes).toBe(bytes);
    }
    for (const [dataset, { records }] of Object.entries(told))
      expect(ofDataset(dataset)?.records).toBe(records);
  });

  it('are its totals', () => {
    const { totals } = complete(statistics(context));
    expect(totals).toMatchObject({
      manifests: 0,
      records: facts.totals['artifacts'],
      files: facts.totals['files'],
      stored_bytes: facts.totals['bytes_stored'],
      referenced_files: facts.totals['referenced_files'],
      referenced_bytes: facts.totals['referenced_bytes'],
      foreign_files: facts.totals['foreign_files'],
      foreign_bytes: facts.totals['foreign_bytes'],
      recorded_bytes: facts.totals['bytes_recorded'],
      missing_files: facts.missing.length,
      unreadable_manifests: 0,
    });
    expect(totals.kept_files + totals.orphan_files).toBe(facts.totals['unreferenced_files']);
    expect(totals.kept_bytes + totals.orphan_bytes).toBe(facts.totals['unreferenced_bytes']);
  });
});

describe('A stacking model of a store', () => {
  it('needs the models of its pipeline at smaller steps, which is inferred', () => {
    const { index } = scanned(copyStore('store-0.9.4'));
    const rows = allTuples<[string, string, string, number]>(
      index,
      `SELECT p.name, r.artifact_id, d.target, d.origin FROM dependency d JOIN record r ON r.id = d.record_id
       JOIN pipeline p ON p.id = r.manifest_id WHERE d.status = 0`,
    );
    // The database says nothing of it: no need is a written one.
    expect(new Set(rows.map(([, , , origin]) => origin))).toEqual(new Set([2]));
    const needs = (name: string): number[] => {
      const own = Object.values(
        Object.groupBy(
          rows.filter(([of]) => of === name),
          ([, id]) => id,
        ),
      );
      return own.map((targets) => targets?.length ?? 0);
    };
    expect(needs('stacking_p0_fb2d31e2')).toEqual([6, 6, 6]);
    expect(needs('metamodel_p0_6ee5fe08')).toEqual([6, 6, 6]);
    expect(needs('two_sets_p0_04801907')).toEqual([]);
  });
});
