import { formatBytes } from '../../../../../shared/text/format-number.ts';
import type { Finding } from '../../../../../shared/api/workspace/findings.ts';
import { allRows, firstRow, type ReadableIndex } from '../../../index/database.ts';
import type { WorkspaceFolder } from '../../rules.ts';
import { MAY_BE_GONE, USERS_OF_GONE } from '../never-written.ts';

/** A place with what is wrong there, and how many files it is about. */
interface Row {
  readonly place: string;
  readonly files: number;
  /** What else it is about, as JSON. */
  readonly rows: string;
}

const listOf = (rows: string): string[] => JSON.parse(rows) as string[];

/**
 * Until 0.13 an id began with the pipeline's name: the same pipeline on another dataset, or a branch of it that was fitted again, got the
 * same ids, and the first row stayed. Its model is the first one's; its own lies in `artifacts/` without a row. Ids that begin with the id
 * of a pipeline, and those of the dag-ml engine, can't meet so.
 */
const OTHER_MODEL = `
  SELECT m.path AS place, m.dataset, o.dataset AS other, op.name AS owner, count(DISTINCT r.id) AS files,
    json_group_array(DISTINCT r.artifact_id) AS rows
  FROM chain c CROSS JOIN chain_use u ON u.chain = c.id AND u.fold IS NOT NULL CROSS JOIN record r ON r.id = u.record_id
  CROSS JOIN manifest m ON m.id = c.manifest_id
  CROSS JOIN record w ON w.artifact_id = r.artifact_id AND w.is_primary = 1 AND w.manifest_id <> m.id
  CROSS JOIN pipeline op ON op.id = w.manifest_id AND op.part IS NOT NULL AND op.stands_for IS NULL
  CROSS JOIN manifest o ON o.id = op.id
  WHERE r.is_primary = 0 AND instr(r.artifact_id, '$') > 0
    AND substr(r.artifact_id, 1, instr(r.artifact_id, '$') - 1) NOT IN (SELECT pipeline_id FROM pipeline WHERE pipeline_id IS NOT NULL)
    AND (m.dataset IS NOT o.dataset OR c.preprocessings IS NOT (SELECT oc.preprocessings FROM chain_use ou
      CROSS JOIN chain oc ON oc.id = ou.chain WHERE ou.record_id = w.id LIMIT 1))
  GROUP BY m.path, o.path ORDER BY m.path, o.path`;

function otherModels(index: ReadableIndex): Finding[] {
  const rows = allRows<Row & { dataset: string | null; other: string | null; owner: string | null }>(
    index,
    OTHER_MODEL,
  );
  return rows.map(({ place, files, dataset, other, owner, rows: ids }) => {
    const whose =
      dataset === other
        ? `of ${owner ?? 'another pipeline'}, which was fitted on other features`
        : `of the dataset ${other ?? ''}`;
    const message =
      `it uses the model ${whose}: its ids begin with the pipeline's name, which both have, and the first row stayed. ` +
      'Replaying it gives wrong predictions; its own model lies in artifacts/ without a row';
    return { kind: 'other-model', where: place, message, files, rows: listOf(ids) };
  });
}

const UNKNOWN = `
  SELECT m.path AS place, count(*) AS files, json_group_array(r.artifact_id) AS rows FROM record r CROSS JOIN manifest m ON m.id = r.manifest_id
  WHERE r.hash IS NULL AND r.is_primary = 0 AND r.name = '' AND m.part IS NOT NULL AND m.stands_for IS NULL
  GROUP BY m.path ORDER BY m.path`;

function unknownIds(index: ReadableIndex): Finding[] {
  return allRows<Row>(index, UNKNOWN).map(({ place, files, rows }) => ({
    kind: 'unknown-id',
    where: place,
    message:
      files === 1
        ? 'its chain uses an id that no row has: until 0.13, deleting an equal run took such rows along'
        : `its chains use ${files} ids that no row has: until 0.13, deleting an equal run took such rows along`,
    files,
    rows: listOf(rows),
  }));
}

/** Pipelines with records whose file is not there, and whether it was ever written. */
const MISSING = `
  WITH gone AS MATERIALIZED (
    SELECT r.id, r.manifest_id, r.name FROM record r CROSS JOIN pipeline p ON p.id = r.manifest_id
    WHERE ${MAY_BE_GONE}
      AND NOT EXISTS (SELECT 1 FROM reference x WHERE x.record_id = r.id AND x.exact = 1)),${USERS_OF_GONE}
  SELECT u.path AS place, g.name, u.never FROM user u CROSS JOIN gone g ON g.manifest_id = u.id ORDER BY u.path, g.name`;

function pushTo(lists: Map<string, string[]>, key: string, value: string): void {
  const known = lists.get(key);
  if (known === undefined) lists.set(key, [value]);
  else known.push(value);
}

function missingFiles(index: ReadableIndex): Finding[] {
  const rows = allRows<{ place: string; name: string; never: number }>(index, MISSING);
  const lost = new Map<string, string[]>();
  const never = new Map<string, string[]>();
  for (const row of rows) {
    if (row.never === 1) pushTo(never, row.place, `artifacts/${row.name}`);
    else pushTo(lost, row.name, row.place);
  }
  return [
    ...[...lost].map(([name, users]): Finding => ({
      kind: 'lost-file',
      where: `artifacts/${name}`,
      message: `it is not there, and ${users.length === 1 ? `${users[0]} uses it` : `${users.length} pipelines use it`}`,
      files: 1,
      rows: users,
    })),
    ...[...never].map(([where, paths]): Finding => ({
      kind: 'never-written',
      where,
      message:
        'a variant that did not beat the best before it: the library wrote its rows, and never its files',
      files: paths.length,
      rows: paths,
    })),
  ];
}

const WITHOUT_ROW = `
  SELECT count(*) AS files, coalesce(sum(f.size), 0) AS bytes FROM folder d CROSS JOIN file f ON f.folder_id = d.id
  CROSS JOIN file_use u ON u.file_id = f.id WHERE d.layout = 'store' AND f.is_ours AND u.records = 0`;

function withoutRow(index: ReadableIndex): Finding[] {
  const { files = 0 } = firstRow<{ files: number }>(index, WITHOUT_ROW) ?? {};
  if (files === 0 || !isRead(index)) return [];
  const message =
    'no row names them: the library never collects such files. Those older than the grace period can be cleaned up';
  return [{ kind: 'no-row', where: 'artifacts', message, files }];
}

/** Whether a database is there and was read, so that it is known what it does not name. */
function isRead(index: ReadableIndex): boolean {
  return firstRow(index, `SELECT 1 FROM pipeline WHERE stands_for = 'rows'`) !== undefined;
}

const UNNAMED = `
  SELECT path AS place, files FROM measured WHERE what = 'native-results' AND files > 0
    AND substr(path, length('native_results/') + 1) NOT IN (SELECT native_results FROM pipeline WHERE native_results IS NOT NULL)
  ORDER BY path`;

function unnamedResults(index: ReadableIndex): Finding[] {
  if (!isRead(index)) return [];
  return allRows<Omit<Row, 'rows'>>(index, UNNAMED).map(({ place, files }) => ({
    kind: 'unnamed-results',
    where: place,
    message: 'no run names it: deleting a run, and every clean-up of the library, leaves these folders',
    files,
  }));
}

/** A day: after so long without any write a run that says that it is running was killed. */
const DEAD_AFTER_MS = 24 * 60 * 60 * 1000;

const RUNNING = `
  SELECT m.run AS place, m.mtime_ns / 1000000 AS written, (SELECT max(newest_ns) FROM folder WHERE layout = 'store') / 1000000 AS stored
  FROM manifest m WHERE m.stands_for = 'run' AND m.status = 'running' ORDER BY m.run`;

function deadRuns(index: ReadableIndex, nowMs: number): Finding[] {
  const rows = allRows<{ place: string; written: number; stored: number | null }>(index, RUNNING);
  return rows
    .filter(({ written, stored }) => Math.max(written, stored ?? 0) < nowMs - DEAD_AFTER_MS)
    .map(({ place }) => ({
      kind: 'dead-run',
      where: place,
      message:
        'it says that it is running, and nothing was written for a day: most likely it was killed, and the library never ends such a run',
      files: 0,
    }));
}

/**
 * The same bytes under several names: native results are never shared, and a single model of theirs is stored in `artifacts/` again. Hashes
 * that one record alone has are left out first: nearly all, and sorting them with their names takes seconds.
 */
const TWICE = `
  SELECT hash, min(path) AS place, count(*) AS files, sum(size) - max(size) AS bytes,
    json_group_array(path) AS rows FROM (
    SELECT hash, path, size FROM result_artifact
    UNION SELECT lower(hex(r.hash)), 'artifacts/' || r.name, f.size FROM record r CROSS JOIN pipeline p ON p.id = r.manifest_id
      CROSS JOIN reference x ON x.record_id = r.id AND x.exact = 1 CROSS JOIN file f ON f.id = x.file_id
      WHERE p.part IS NOT NULL AND r.hash IN (
        SELECT hash FROM record WHERE hash IS NOT NULL GROUP BY hash HAVING count(*) > 1 UNION SELECT unhex(hash) FROM result_artifact))
  GROUP BY hash HAVING count(*) > 1 ORDER BY bytes DESC, place`;

function storedTwice(index: ReadableIndex): Finding[] {
  return allRows<Row & { bytes: number }>(index, TWICE).map(({ place, files, bytes, rows }) => ({
    kind: 'stored-twice',
    where: place,
    message: `the same model lies here ${files} times, which takes ${formatBytes(bytes)} more than once`,
    files,
    rows: listOf(rows),
  }));
}

/** What of a store is not as it should be, apart from what can't be read. */
export function* storeFindings(
  index: ReadableIndex,
  _place: WorkspaceFolder,
  nowMs: number,
): Generator<Finding[], void> {
  yield otherModels(index);
  yield unknownIds(index);
  yield missingFiles(index);
  yield withoutRow(index);
  yield unnamedResults(index);
  yield deadRuns(index, nowMs);
  yield storedTwice(index);
}
