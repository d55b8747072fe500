import { describe, expect, it } from 'vitest';
import type { ShownPipeline } from '../../shared/api/pipelines/pipelines.ts';
import type { StoredFile } from '../../shared/api/records/files.ts';
import type { ShownRecord } from '../../shared/api/records/records.ts';
import type { Finding } from '../../shared/api/workspace/findings.ts';
import { storeFacts, STORES, type ExpectedStore } from '../support/stores.ts';
import { filesIn } from '../clean/support.ts';
import { ask, fixtureWorkspace } from './support.ts';

/** What `stats --json` says of a store, as far as facts are known. */
interface StoreStats {
  readonly layout: string;
  readonly store: {
    readonly user_version: number;
    readonly log_bytes: number;
    readonly artifacts_files: number;
  };
  readonly totals: Readonly<Record<string, number>>;
  readonly by_type: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly by_class: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly by_dataset: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly unreadable: readonly unknown[];
}

/** The facts of a store besides those that other tests read too. */
interface Facts extends ExpectedStore {
  readonly arrays: readonly { readonly size: number }[];
  readonly planted: Readonly<Record<string, string>>;
}

const STATES: Readonly<Record<string, string>> = { 'no row': 'orphan', 'row without chain': 'kept' };

const sorted = <Value>(values: readonly Value[]): Value[] =>
  values.toSorted((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1));

const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, number) => sum + number, 0);

function countsOf<Value>(values: readonly Value[], nameOf: (value: Value) => string): Record<string, number> {
  const groups = Object.groupBy(values, nameOf);
  return Object.fromEntries(Object.entries(groups).map(([name, own]) => [name, own?.length ?? 0]));
}

const recordsOf = (groups: StoreStats['by_type']): Record<string, number> =>
  Object.fromEntries(Object.entries(groups).map(([name, group]) => [name, group['records'] ?? 0]));

/** Every fact of `expected.json` is compared below, or is none that the command line tells, with the reason. */
const COMPARED = [
  'database',
  'runs',
  'pipelines',
  'chains',
  'artifacts',
  'files',
  'native_results',
  'arrays',
  'missing',
  'missing_and_used',
  'unknown_ids_named_by_chains',
  'ids_used_by_several_pipelines',
  'rows_without_chain',
  'totals',
  'planted',
];
const TOLD_NOWHERE = {
  about: 'a sentence',
  ref_count_differs_from_users: 'counts of the library are hints, and are not read',
};

describe.each(STORES)('the store %s on the command line', (name) => {
  const facts = { planted: {}, ...storeFacts(name) } as Facts;
  const workspace = fixtureWorkspace(name);
  const tell = <Value>(...args: readonly string[]): Promise<Value> =>
    ask<Value>(workspace, ...args, '--grace', '0');
  const withoutRow = facts.files.filter(({ why }) => why === 'no row');

  it('has facts that are all compared', () => {
    expect(Object.keys(facts).toSorted()).toEqual([...COMPARED, ...Object.keys(TOLD_NOWHERE)].toSorted());
    expect(Object.keys(facts.totals).toSorted()).toEqual(
      [
        'runs',
        'pipelines',
        'chains',
        'artifacts',
        'predictions',
        'files',
        'bytes_stored',
        'bytes_recorded',
        'referenced_files',
        'unreferenced_files',
        'foreign_files',
        'referenced_bytes',
        'unreferenced_bytes',
        'foreign_bytes',
        'native_results_bytes',
        'native_results_unreferenced_bytes',
        'arrays_bytes',
        'database_bytes',
      ].toSorted(),
    );
  });

  it('has its statistics', async () => {
    const stats = await tell<StoreStats>('stats');
    const of = facts.totals;
    const kept = facts.files.filter(({ why }) => why === 'row without chain');
    expect(stats).toMatchObject({
      layout: 'store',
      store: {
        user_version: facts.database.user_version,
        log_bytes: facts.database.wal_bytes,
        artifacts_files: of['files'],
      },
      totals: {
        runs: of['runs'],
        pipelines: of['pipelines'],
        chains: of['chains'],
        records: of['artifacts'],
        predictions: of['predictions'],
        files: of['files'],
        stored_bytes: of['bytes_stored'],
        recorded_bytes: of['bytes_recorded'],
        referenced_files: of['referenced_files'],
        referenced_bytes: of['referenced_bytes'],
        foreign_files: of['foreign_files'],
        foreign_bytes: of['foreign_bytes'],
        orphan_files: withoutRow.length,
        orphan_bytes: sumOf(withoutRow.map(({ size }) => size)),
        kept_files: kept.length,
        kept_bytes: sumOf(kept.map(({ size }) => size)),
        recent_files: 0,
        undecided_files: 0,
        manifests: 0,
        unreadable_manifests: 0,
        missing_files: facts.missing.length,
        missing_records: facts.artifacts.filter(({ file }) => file === 'missing').length,
        native_results_bytes: of['native_results_bytes'],
        native_results_unreferenced_bytes: of['native_results_unreferenced_bytes'],
        arrays_bytes: of['arrays_bytes'],
        database_bytes: of['database_bytes'],
      },
      unreadable: [],
    });
    expect(stats.totals['arrays_bytes']).toBe(sumOf(facts.arrays.map(({ size }) => size)));
    expect(withoutRow.length + kept.length).toBe(of['unreferenced_files']);
    expect(sumOf([...withoutRow, ...kept].map(({ size }) => size))).toBe(of['unreferenced_bytes']);
    expect(recordsOf(stats.by_type)).toEqual(countsOf(facts.artifacts, ({ type }) => type));
    expect(recordsOf(stats.by_class)).toEqual(countsOf(facts.artifacts, (row) => row.class));
    const datasets = countsOf(facts.pipelines, ({ dataset }) => dataset);
    for (const [dataset, pipelines] of Object.entries(datasets))
      expect(stats.by_dataset[dataset]).toMatchObject({ pipelines });
  });

  it('has its files in their states', async () => {
    const files = await tell<(StoredFile & { reason?: string })[]>('files');
    expect(sorted(files.map(({ path, size_bytes, status }) => [path, size_bytes, status]))).toEqual(
      sorted(facts.files.map(({ path, size, status, why }) => [path, size, STATES[why ?? ''] ?? status])),
    );
    for (const { status, reason } of files) expect(typeof reason === 'string').toBe(status === 'kept');
    const rows = new Map(facts.files.map((file) => [file.path, file]));
    for (const { path, references } of files) {
      const used = rows.get(path)?.rows.filter((id) => !facts.rows_without_chain.includes(id)) ?? [];
      expect(references > 0).toBe((rows.get(path)?.rows.length ?? 0) > 0);
      expect(references).toBeGreaterThanOrEqual(used.length);
    }
    const { planted } = facts;
    const stateOf = (path: string | undefined): string | undefined =>
      files.find((file) => file.path === path)?.status;
    if (planted['file_in_no_table'] !== undefined)
      expect(stateOf(planted['file_in_no_table'])).toBe('orphan');
    if (planted['foreign'] !== undefined) expect(stateOf(planted['foreign'])).toBe('foreign');
    if (planted['removed_by_hand'] !== undefined) expect(facts.missing).toContain(planted['removed_by_hand']);
  });

  it('has its records, each with all chains and pipelines that use it', async () => {
    const records = await tell<ShownRecord[]>('list');
    const pipelineOf = new Map(facts.chains.map(({ chain_id, pipeline_id }) => [chain_id, pipeline_id]));
    expect(
      sorted(
        records.map((record) => [
          record['artifact_id'],
          record.file_status,
          `artifacts/${String(record['path'])}`,
          String(record['content_hash']).replace('sha256:', ''),
          record['artifact_type'],
          record['class_name'],
          record['size_bytes'],
          sorted(record.chains ?? []),
          sorted(record.pipelines ?? []),
        ]),
      ),
    ).toEqual(
      sorted(
        facts.artifacts.map(
          ({ artifact_id, file, path, sha256, type, class: className, size_bytes, used_by }) => [
            artifact_id,
            file,
            path,
            sha256,
            type,
            className,
            size_bytes,
            sorted(used_by),
            sorted([...new Set(used_by.map((chain) => pipelineOf.get(chain)))]),
          ],
        ),
      ),
    );
    const idsOf = (some: readonly ShownRecord[]): unknown[] =>
      sorted(some.map((record) => record['artifact_id']));
    expect(idsOf(records.filter(({ chains = [] }) => chains.length === 0))).toEqual(
      sorted(facts.rows_without_chain),
    );
    const unknown = new Set(facts.unknown_ids_named_by_chains);
    expect(idsOf(records.filter(({ pipelines = [] }) => pipelines.length > 1))).toEqual(
      sorted(facts.ids_used_by_several_pipelines.filter((id) => !unknown.has(id))),
    );
    const missing = records.filter(({ file_status: status }) => status === 'missing');
    expect(sorted([...new Set(missing.map((record) => `artifacts/${String(record['path'])}`))])).toEqual(
      sorted(facts.missing),
    );
    for (const { chain_id, uses } of facts.chains) {
      const own = records.filter(({ chains = [] }) => chains.includes(chain_id));
      expect(idsOf(own)).toEqual(sorted([...new Set(uses)].filter((id) => !unknown.has(id))));
    }
  });

  it('has its pipelines', async () => {
    const pipelines = await tell<(ShownPipeline & { run_id: string })[]>('pipelines');
    expect(
      sorted(
        pipelines.map(({ pipeline_id, run_id, name: called, dataset, state }) => [
          pipeline_id,
          run_id,
          called,
          dataset,
          state,
        ]),
      ),
    ).toEqual(
      sorted(
        facts.pipelines.map(({ pipeline_id, run_id, name: called, dataset, status }) => [
          pipeline_id,
          run_id,
          called,
          dataset,
          status === 'completed' ? 'complete' : status,
        ]),
      ),
    );
    const runs = new Map(facts.runs.map(({ run_id, name: called }) => [run_id, called]));
    for (const { run, run_id } of pipelines) expect(run).toMatch(new RegExp(`^${String(runs.get(run_id))}`));
  });

  it('has its findings', async () => {
    const findings = await tell<Finding[]>('findings');
    for (const finding of findings)
      expect(Object.keys(finding)).toEqual(expect.arrayContaining(['kind', 'where', 'message', 'files']));
    const of = (...kinds: string[]): Finding[] => findings.filter(({ kind }) => kinds.includes(kind));
    const rowsOf = (...kinds: string[]): string[] =>
      sorted([...new Set(of(...kinds).flatMap(({ rows }) => rows ?? []))]);
    expect(rowsOf('unknown-id')).toEqual(sorted(facts.unknown_ids_named_by_chains));
    const gone = [...rowsOf('never-written'), ...of('lost-file').map(({ where }) => where)];
    expect(sorted(gone)).toEqual(sorted(facts.missing_and_used));
    const lost = facts.planted['removed_by_hand'];
    expect(of('lost-file').map(({ where }) => where)).toEqual(lost === undefined ? [] : [lost]);
    expect(of('no-row').map(({ files }) => files)).toEqual(
      withoutRow.length === 0 ? [] : [withoutRow.length],
    );
    const unnamed = facts.native_results
      .filter(({ status }) => status !== 'referenced')
      .map(({ dir }) => `native_results/${dir}`);
    expect(of('unnamed-results').map(({ where }) => where)).toEqual(unnamed);
    // Every folder that a run names is one of those that are there.
    const named = facts.native_results.filter(({ status }) => status === 'referenced').map(({ dir }) => dir);
    expect(sorted(facts.runs.flatMap((run) => run.native_results ?? []))).toEqual(sorted(named));
  });

  it('has a plan of what nothing names, and of nothing else', async () => {
    const { plan, result } = await tell<{
      plan: {
        kind: string;
        entries: { path: string; size_bytes: number; reason: string }[];
        bytes: number;
        breaks: unknown[];
      };
      result: unknown;
    }>('clean', 'orphans');
    const unnamed = facts.native_results.filter(({ status }) => status !== 'referenced');
    const results = unnamed.flatMap(({ dir }) => filesIn(workspace, `native_results/${dir}`));
    expect(sorted(plan.entries.map(({ path, reason }) => [path, reason]))).toEqual(
      sorted([
        ...withoutRow.map(({ path }) => [path, 'orphan']),
        ...results.map((path) => [path, 'results']),
      ]),
    );
    expect(plan).toMatchObject({
      kind: 'orphans',
      breaks: [],
      bytes: sumOf(withoutRow.map(({ size }) => size)) + sumOf(unnamed.map(({ bytes }) => bytes)),
    });
    expect(sumOf(unnamed.map(({ bytes }) => bytes))).toBe(facts.totals['native_results_unreferenced_bytes']);
    expect(result).toBeNull();
  });
});
