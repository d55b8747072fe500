import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root as checkout } from '../../../../build/paths.mjs';
import { listPipelines } from '../../../../electron/registry/ask/pipelines/pipelines.ts';
import { shownRecords } from '../../../../electron/registry/ask/records/record.ts';
import { findingsOf } from '../../../../electron/registry/clean/findings.ts';
import { complete } from '../../../../electron/registry/columns/slices.ts';
import { allTuples, type ReadableIndex } from '../../../../electron/registry/index/database.ts';
import { cleaningOf } from '../../../clean/support.ts';
import { scanAll, scanned, statesOf, ungraced } from '../../../support/scanning.ts';
import { changeStore, copyStore, storeFacts, STORES, type StoreName } from '../../../support/stores.ts';

/** What the library said of a store after it had deleted a run, with or without the files. */
interface Deleted {
  readonly run: string;
  readonly keeps_files: boolean;
  readonly artifact_rows_gone: readonly string[];
  readonly files_gone: readonly string[];
  readonly native_results_gone: readonly string[];
  readonly orphaned: readonly string[];
}

/** What the library, nirs4all 1.4.10, said of a store; `record.py` beside the answers asked it. */
interface Answers {
  readonly runs: readonly (readonly [id: string, name: string, status: string])[];
  readonly pipelines: readonly (readonly [
    id: string,
    run: string,
    name: string,
    dataset: string,
    status: string,
  ])[];
  readonly chains: Readonly<Record<string, readonly string[]>>;
  readonly predictions: Readonly<Record<string, number>>;
  readonly artifacts: readonly (readonly [id: string, path: string, isThere: boolean])[];
  readonly chain_artifacts: Readonly<Record<string, readonly string[]>>;
  readonly orphaned: readonly string[];
  readonly deleted: readonly Deleted[];
  readonly collected: { readonly count: number; readonly files_gone: readonly string[] };
}

const file = join(checkout, 'test', 'fixtures', 'store-answers', 'answers.json');
const ANSWERS = JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<StoreName, Answers>>;

const sorted = <Value>(values: Iterable<Value>): Value[] =>
  [...values].toSorted((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1));

function recordsIn(index: ReadableIndex) {
  const ids = allTuples<[number]>(index, 'SELECT id FROM record WHERE is_primary = 1').map(([id]) => id);
  return shownRecords(index, ids);
}

/** The files that no row names, whatever they are called: the library knows no others. */
function withoutRow(index: ReadableIndex): string[] {
  const states = Object.entries(statesOf(ungraced(index)));
  return sorted(states.flatMap(([path, state]) => (state === 'orphan' || state === 'foreign' ? [path] : [])));
}

/** The files that only pipelines of a run use, and that are there. */
function usedOnlyBy(index: ReadableIndex, pipelines: ReadonlySet<string>): string[] {
  const users = new Map<string, Set<string>>();
  for (const record of recordsIn(index)) {
    if (record.file_status !== 'present' || record.file === null) continue;
    const known = users.get(record.file) ?? new Set();
    // A record that no chain uses is somebody's too: its row keeps the file.
    for (const pipeline of record.pipelines?.length ? record.pipelines : ['nobody']) known.add(pipeline);
    users.set(record.file, known);
  }
  return sorted(
    [...users].flatMap(([path, own]) => ([...own].every((each) => pipelines.has(each)) ? [path] : [])),
  );
}

/** Does to a copy what the library did: takes the same rows and files away. */
function afterDeleting(
  name: StoreName,
  { run, artifact_rows_gone: rows, files_gone: files }: Deleted,
): string {
  const root = copyStore(name);
  changeStore(root, (database) => {
    const pipelines = '(SELECT pipeline_id FROM pipelines WHERE run_id = ?)';
    for (const table of ['predictions', 'chains'])
      database.prepare(`DELETE FROM ${table} WHERE pipeline_id IN ${pipelines}`).run(run);
    for (const table of ['pipelines', 'runs'])
      database.prepare(`DELETE FROM ${table} WHERE run_id = ?`).run(run);
    for (const id of rows) database.prepare('DELETE FROM artifacts WHERE artifact_id = ?').run(id);
  });
  for (const path of files) rmSync(join(root, path));
  return root;
}

describe.each(STORES)('The library and Stemma, asked of %s', (name) => {
  const said = ANSWERS[name];
  const { index } = scanned(copyStore(name));

  it('know the same runs, pipelines, chains and predictions', () => {
    const runs = allTuples<[string, string]>(
      index,
      `SELECT run_id, status FROM pipeline WHERE stands_for = 'run'`,
    );
    expect(sorted(runs)).toEqual(sorted(said.runs.map(([id, , status]) => [id, status])));
    const pipelines = listPipelines(ungraced(index)).map(
      ({ pipeline_id, run_id, name: called, dataset, state }) => [
        pipeline_id,
        run_id,
        called,
        dataset,
        state,
      ],
    );
    expect(sorted(pipelines)).toEqual(
      sorted(
        said.pipelines.map(([id, run, called, dataset, status]) => [
          id,
          run,
          called,
          dataset,
          status === 'completed' ? 'complete' : status,
        ]),
      ),
    );
    const chains = allTuples<[string, string]>(
      index,
      'SELECT p.pipeline_id, c.chain_id FROM chain c JOIN pipeline p ON p.id = c.manifest_id',
    );
    expect(sorted(chains)).toEqual(
      sorted(Object.entries(said.chains).flatMap(([pipeline, own]) => own.map((chain) => [pipeline, chain]))),
    );
    const predictions = allTuples<[string, number]>(
      index,
      'SELECT pipeline_id, predictions FROM pipeline WHERE predictions > 0',
    );
    expect(sorted(predictions)).toEqual(sorted(Object.entries(said.predictions)));
  });

  it('know the same records, which files of them are there, and which chains use them', () => {
    const records = recordsIn(index);
    expect(
      sorted(
        records.map((record) => [record['artifact_id'], record['path'], record.file_status === 'present']),
      ),
    ).toEqual(sorted(said.artifacts));
    const known = new Set(said.artifacts.map(([id]) => id));
    const used = Object.entries(said.chain_artifacts).flatMap(([chain, ids]) =>
      ids.filter((id) => known.has(id)).map((id) => [id, chain]),
    );
    const shown = records.flatMap((record) =>
      (record.chains ?? []).map((chain) => [record['artifact_id'], chain]),
    );
    expect(sorted(shown)).toEqual(sorted(used));
  });

  it('call the same files unnamed, of which the library collects none', () => {
    expect(withoutRow(index)).toEqual(sorted(said.orphaned));
    expect(said.collected).toEqual({ count: 0, files_gone: [] });
  });

  it('agree after each deletion of a run on what nothing names then', () => {
    for (const deleted of said.deleted) {
      const root = afterDeleting(name, deleted);
      const { workspace, site } = cleaningOf(root);
      scanAll(workspace);
      expect(withoutRow(workspace.index)).toEqual(sorted(deleted.orphaned));
      // The library leaves native results, and Stemma alone tells of them.
      expect(deleted.native_results_gone).toEqual([]);
      const results =
        storeFacts(name).runs.find(({ run_id }) => run_id === deleted.run)?.native_results ?? null;
      const unnamed = complete(findingsOf(site, workspace.index, [])).flatMap(({ kind, where }) =>
        kind === 'unnamed-results' ? [where] : [],
      );
      if (results !== null) expect(unnamed).toContain(`native_results/${results}`);
    }
  });

  it('agree on which files go with a run', () => {
    for (const { run, keeps_files: keeps, files_gone: files } of said.deleted) {
      const own = new Set(said.pipelines.flatMap(([id, of]) => (of === run ? [id] : [])));
      expect(sorted(files)).toEqual(keeps ? [] : usedOnlyBy(index, own));
    }
  });
});
