import type { FileState } from '../../../shared/domain/states.ts';
import { prepare } from '../index/database.ts';
import { FILE_STATE, stateParameters, type QueryContext } from '../state/context.ts';

/** A stored file as the last scan found it, with what decides whether it may go. */
export interface Candidate {
  /** Its number in the index. */
  readonly id: number;
  readonly path: string;
  readonly size: number;
  readonly mtimeNs: bigint;
  readonly inode: bigint;
  readonly device: bigint;
  readonly links: number;
  /** What it takes on the disk, in bytes. */
  readonly allocated: number;
  /** Whether its size shows that it can't be what its name says (`file_note`). */
  readonly isOdd: boolean;
  /** Whether it is a link or lies behind one. */
  readonly isLink: boolean;
  /** Whether it is another name of a file that counts elsewhere. */
  readonly isAlias: boolean;
  /** SHA-256 in hex where the records that name it state one, and all the same. */
  readonly hash: string | null;
  readonly state: FileState;
  /** Whether a record whose file is missing may mean it. */
  readonly isClaimed: boolean;
  /** Whether a pipeline of its dataset may be running. */
  readonly isRunning: boolean;
  /** Whether a record outside of the manifests that go names it. */
  readonly isShared: boolean;
}

interface Row {
  readonly id: bigint;
  readonly path: string;
  readonly size: bigint;
  readonly mtimeNs: bigint;
  readonly inode: bigint;
  readonly device: bigint;
  readonly links: bigint;
  readonly allocated: bigint;
  readonly odd: bigint;
  readonly link: bigint;
  readonly alias: bigint;
  readonly hash: string | null;
  readonly state: FileState;
  readonly claimed: bigint;
  readonly running: bigint;
  readonly shared: bigint;
}

const COLUMNS = `f.id, d.path || '/' || f.name AS path, f.size, f.mtime_ns AS mtimeNs, f.inode, f.device, f.links, f.link, u.alias,
  f.allocated, EXISTS (SELECT 1 FROM file_note n WHERE n.file_id = f.id) AS odd,
  (SELECT CASE WHEN min(r.hash) = max(r.hash) THEN lower(hex(min(r.hash))) END
   FROM reference x CROSS JOIN record r ON r.id = x.record_id WHERE x.file_id = f.id AND x.exact = 1) AS hash,
  ${FILE_STATE} AS state, u.claimed, f.folder_id IN (SELECT value FROM json_each(:running)) AS running,
  EXISTS (SELECT 1 FROM reference x CROSS JOIN record r ON r.id = x.record_id
    WHERE x.file_id = f.id AND r.manifest_id NOT IN (SELECT value FROM json_each(:going))) AS shared`;

const ORDER = 'ORDER BY d.path, f.name';

function candidateOf(row: Row): Candidate {
  return {
    id: Number(row.id),
    path: row.path,
    size: Number(row.size),
    mtimeNs: row.mtimeNs,
    inode: row.inode,
    device: row.device,
    links: Number(row.links),
    allocated: Number(row.allocated),
    isOdd: row.odd !== 0n,
    isLink: row.link !== 0n,
    isAlias: row.alias !== 0n,
    hash: row.hash === '' ? null : row.hash,
    state: row.state,
    isClaimed: row.claimed !== 0n,
    isRunning: row.running !== 0n,
    isShared: row.shared !== 0n,
  };
}

function candidates(
  context: QueryContext,
  from: string,
  going: readonly number[],
  parameters: Record<string, string>,
): Candidate[] {
  const statement = prepare(context.index, `SELECT ${COLUMNS} ${from} ${ORDER}`).safeIntegers();
  const rows = statement.all({
    ...stateParameters(context),
    going: JSON.stringify(going),
    ...parameters,
  }) as Row[];
  return rows.map(candidateOf);
}

/** Files of some states, of one dataset or all. */
export function candidatesInState(
  context: QueryContext,
  states: readonly FileState[],
  dataset?: string,
): Candidate[] {
  const where = dataset === undefined ? '' : 'WHERE d.dataset = :dataset';
  return candidates(
    context,
    `FROM folder d CROSS JOIN file f ON f.folder_id = d.id CROSS JOIN file_use u ON u.file_id = f.id ${where}`,
    [],
    dataset === undefined ? {} : { dataset },
  ).filter(({ state }) => states.includes(state));
}

/** Files that manifests use, by the numbers of those in the index. */
export function candidatesOf(context: QueryContext, manifests: readonly number[]): Candidate[] {
  return candidates(
    context,
    `FROM (SELECT DISTINCT x.file_id AS id FROM json_each(:going) j CROSS JOIN record r ON r.manifest_id = j.value
       CROSS JOIN reference x ON x.record_id = r.id) used
     CROSS JOIN file f ON f.id = used.id CROSS JOIN folder d ON d.id = f.folder_id CROSS JOIN file_use u ON u.file_id = f.id`,
    manifests,
    {},
  );
}

/** All files in the folders that the runs of a dataset share; `manifests` are those that go with them. */
export function candidatesBelow(
  context: QueryContext,
  dataset: string,
  manifests: readonly number[],
): Candidate[] {
  return candidates(
    context,
    `FROM folder d CROSS JOIN file f ON f.folder_id = d.id CROSS JOIN file_use u ON u.file_id = f.id
     WHERE d.run IS NULL AND d.dataset = :dataset`,
    manifests,
    { dataset },
  );
}

/** Files by their paths; those that the index does not have are left out. `manifests` are those that go. */
export function candidatesAt(
  context: QueryContext,
  paths: readonly string[],
  manifests: readonly number[],
): ReadonlyMap<string, Candidate> {
  const places = paths.map((path) => {
    const slash = path.lastIndexOf('/');
    return [path.slice(0, Math.max(slash, 0)), path.slice(slash + 1)];
  });
  const found = candidates(
    context,
    `FROM json_each(:places) j CROSS JOIN folder d ON d.path = json_extract(j.value, '$[0]')
     CROSS JOIN file f ON f.folder_id = d.id AND f.name = json_extract(j.value, '$[1]')
     CROSS JOIN file_use u ON u.file_id = f.id`,
    manifests,
    { places: JSON.stringify(places) },
  );
  return new Map(found.map((candidate) => [candidate.path, candidate]));
}
