import { allTuples, prepare, run, type ReadableIndex, type WritableIndex } from './database.ts';

/** The folder of the path `j.value` or `g.file`, and its file's name. */
const FOLDER_OF = (path: string): string => `rtrim(rtrim(${path}, replace(${path}, '/', '')), '/')`;

/** The stored files that a manifest names, as {@link rememberGone} keeps them. */
const NAMED = `
  SELECT DISTINCT d.path || '/' || f.name, m.path, m.run, m.dataset, :nowMs
  FROM manifest m CROSS JOIN record r ON r.manifest_id = m.id CROSS JOIN reference x ON x.record_id = r.id
  CROSS JOIN file f ON f.id = x.file_id CROSS JOIN folder d ON d.id = f.folder_id
  WHERE m.path = :path AND m.state = 0`;

function insertNamed(index: WritableIndex, into: string, manifests: readonly string[], nowMs: number): void {
  const insert = prepare(index, `${into} ${NAMED}`);
  for (const path of manifests) insert.run({ path, nowMs: Math.floor(nowMs) });
}

/**
 * Remembers which stored files some manifests named that are there no more: called before they leave the index. It blocks
 * nothing, for people delete runs by hand; but a plan that takes such files says so.
 */
export function rememberGone(index: WritableIndex, manifests: readonly string[], nowMs: number): void {
  insertNamed(index, 'INSERT OR REPLACE INTO gone', manifests, nowMs);
}

/**
 * What manifests named that are replaced by what may turn out to be a part of them alone. It is written in a row and looked up nowhere,
 * unlike what is remembered: of a large database it is all that there is.
 */
export class NamedBefore {
  readonly #index: WritableIndex;
  #isAny = false;

  constructor(index: WritableIndex) {
    this.#index = index;
  }

  /** Sets aside what some manifests named. */
  add(manifests: readonly string[], nowMs: number): void {
    if (manifests.length === 0) return;
    if (!this.#isAny) this.#index.raw.exec('CREATE TEMP TABLE named_before AS SELECT * FROM gone WHERE 0');
    this.#isAny = true;
    insertNamed(this.#index, 'INSERT INTO named_before', manifests, nowMs);
  }

  /**
   * To be called when all was read.
   *
   * @param isInPart whether some of them may be gone after all: then all are remembered, and those that are there are swept with the others
   */
  end(isInPart: boolean): void {
    if (!this.#isAny) return;
    if (isInPart) run(this.#index, 'INSERT OR REPLACE INTO gone SELECT * FROM named_before');
    this.#index.raw.exec('DROP TABLE named_before');
    this.#isAny = false;
  }
}

/** Forgets manifests that are there again, and files that are not. */
export function sweepGone(index: WritableIndex): void {
  run(index, 'DELETE FROM gone WHERE manifest IN (SELECT path FROM source)');
  run(
    index,
    `DELETE FROM gone AS g WHERE NOT EXISTS (
       SELECT 1 FROM folder d CROSS JOIN file f ON f.folder_id = d.id AND f.name = substr(g.file, length(d.path) + 2)
       WHERE d.path = ${FOLDER_OF('g.file')})`,
  );
}

/** Manifests that named some files and are gone, each with how many of those it named, and when that was seen (milliseconds). */
export interface GoneManifest {
  readonly manifest: string;
  readonly goneMs: number;
}

/** What is remembered of some stored files: how many of them manifests named that are gone, and which those are. */
export function goneOf(
  index: ReadableIndex,
  files: readonly string[],
): { readonly files: number; readonly manifests: readonly GoneManifest[] } {
  const rows = allTuples<[string, string, number]>(
    index,
    `SELECT g.file, g.manifest, g.gone_ms FROM json_each(:files) j CROSS JOIN gone g ON g.file = j.value`,
    { files: JSON.stringify(files) },
  );
  const manifests = new Map(rows.map(([, manifest, goneMs]) => [manifest, { manifest, goneMs }]));
  return { files: new Set(rows.map(([file]) => file)).size, manifests: [...manifests.values()] };
}
