import { allRows, type ReadableIndex } from '../../electron/registry/index/database.ts';

/** A reference with all that sums need, as one row. */
export interface PlainReference {
  readonly record: number;
  readonly file: number;
  readonly size: number;
  readonly frees: number;
  readonly alias: number;
}

/** A record with all that questions about it need, as one row. */
export interface PlainRecord {
  readonly id: number;
  readonly manifest: string;
  readonly position: number;
  readonly kind: number;
  readonly run: string | null;
  readonly dataset: string | null;
  readonly type: string;
  readonly class: string;
  readonly fold: number | null;
  readonly size: number;
  readonly file: number | null;
  readonly link: number | null;
  /** Of the file that it finds; null where there is none. */
  readonly stored: number | null;
  /** 1 where its dataset's folder, or one around it, can't be listed; a dataset with `/` in its name has several. */
  readonly hidden: number;
}

/** All records of an index, copies' too, the plain way. */
export function plainRecords(index: ReadableIndex): PlainRecord[] {
  return allRows<PlainRecord>(
    index,
    `SELECT r.id, m.path AS manifest, r.position, m.kind, m.run, m.dataset, t.text AS type, c.text AS class, r.fold, r.size,
       (SELECT min(x.file_id) FROM reference x WHERE x.record_id = r.id AND x.exact = 1) AS file,
       (SELECT f.link FROM reference x JOIN file f ON f.id = x.file_id WHERE x.record_id = r.id AND x.exact = 1) AS link,
       (SELECT f.size FROM reference x JOIN file f ON f.id = x.file_id WHERE x.record_id = r.id AND x.exact = 1) AS stored,
       EXISTS (SELECT 1 FROM problem p
         WHERE substr('binaries/' || coalesce(m.dataset, '') || '/', 1, length(p.path) + 1) = p.path || '/') AS hidden
     FROM record r JOIN manifest m ON m.id = r.manifest_id JOIN dictionary t ON t.id = r.type
     JOIN dictionary c ON c.id = r.class ORDER BY m.path, r.position`,
  );
}

/** All references of an index, the plain way. */
export function plainReferences(index: ReadableIndex): PlainReference[] {
  return allRows<PlainReference>(
    index,
    `SELECT x.record_id AS record, x.file_id AS file, f.size, f.links = 1 AND f.link = 0 AND u.claimed = 0 AS frees, u.alias
     FROM reference x JOIN file f ON f.id = x.file_id JOIN file_use u ON u.file_id = f.id`,
  );
}

/** What some records use, summed up in the most obvious way. */
export function plainSums(
  records: readonly PlainRecord[],
  references: readonly PlainReference[],
  isMeant: (record: PlainRecord) => boolean,
) {
  const meant = new Map(records.filter(isMeant).map((record) => [record.id, record]));
  const files = new Map<number, PlainReference[]>();
  for (const reference of references) {
    if (reference.alias === 1) continue;
    files.set(reference.file, [...(files.get(reference.file) ?? []), reference]);
  }
  const used = [...files.values()].filter((users) => users.some(({ record }) => meant.has(record)));
  const own = used.filter((users) => users.every(({ record, frees }) => meant.has(record) && frees === 1));
  const bytes = (some: readonly PlainReference[][]): number =>
    some.reduce((sum, [first]) => sum + (first?.size ?? 0), 0);
  return {
    records: meant.size,
    files: used.length,
    size_bytes: bytes(used),
    exclusive_bytes: bytes(own),
    missing: [...meant.values()].filter(({ file, hidden }) => file === null && hidden === 0).length,
    // Manifests are written behind their files: only databases name what was never written.
    unwritten: 0,
  };
}
