import { allTuples, type ReadableIndex } from '../../../index/database.ts';
import type { Obstacle, PipelinesStay } from '../../rules.ts';

/** The latest `user_version` whose rows are known, of nirs4all 0.12 to 1.4. */
const LATEST = 5;

/** A later version may name files in columns that nobody here knows: what it has is shown, and nothing is moved. */
export function newerDatabase(index: ReadableIndex): Obstacle[] {
  const versions = allTuples<[string | null]>(
    index,
    `SELECT schema_version FROM manifest WHERE stands_for = 'rows' AND layout = 'store'`,
  );
  return versions.flatMap(([version]) => {
    const number = Number(/^store (\d+)$/.exec(version ?? '')?.[1] ?? 0);
    if (number <= LATEST) return [];
    const message =
      `The database is of a later version of nirs4all (user_version ${number}) than this Stemma knows (${LATEST}): it is read as far as its ` +
      'columns are known, and may name files in others. Nothing of the workspace is moved.';
    return [{ path: 'store.sqlite', code: 'NEWER', message }];
  });
}

/** What the user is told who wants a pipeline of a store gone: files that have a row never move without it, and rows are the library's. */
export function whyPipelinesStay(runId: string | null): PipelinesStay {
  return {
    why: 'Pipelines of a store are rows of its database, which nirs4all alone may change: a file whose row stays without it makes a later run fail.',
    call: `from nirs4all.pipeline.storage import WorkspaceStore; WorkspaceStore("workspace").delete_run(${JSON.stringify(runId ?? 'run_id')})`,
    after: 'Native results that no run names after that, and files without a row, are cleaned up here.',
  };
}
