import type { FileStamp } from '../../files/file-system.ts';
import type { KnownDigests } from '../../index/packed-batch.ts';
import type { FoundManifest } from '../../index/walk-event.ts';
import { prepare, type ReadableIndex } from '../../index/database.ts';
import { besideMark, MANIFEST_KINDS } from '../../index/write-manifest.ts';

/**
 * A file written within this time of its last reading is read again although its stamp is the same: clocks of
 * file systems tick slower than writes, and manifests are rewritten in place.
 */
const RACY_NS = 2_000_000_000n;

/** Whether a file was written well before the reading. */
function isSettled({ mtimeNs, ctimeNs }: FileStamp, { read_ns }: Pick<KnownRow, 'read_ns'>): boolean {
  return (mtimeNs > ctimeNs ? mtimeNs : ctimeNs) + RACY_NS < read_ns;
}

interface KnownRow {
  readonly path: string;
  readonly kind: bigint;
  readonly size: bigint;
  readonly mtime_ns: bigint;
  readonly ctime_ns: bigint;
  readonly inode: bigint;
  readonly read_ns: bigint;
  readonly error_code: string | null;
  readonly digest: string | null;
  readonly beside: string | null;
}

/** What the index knows of the manifests of the workspace: which of them need not be read again. */
export class KnownManifests {
  readonly #rows: ReadonlyMap<string, KnownRow>;
  readonly #unseen: Set<string>;

  constructor(index: ReadableIndex) {
    const statement = prepare(
      index,
      'SELECT path, kind, size, mtime_ns, ctime_ns, inode, read_ns, error_code, beside, digest FROM source ORDER BY id',
    ).safeIntegers();
    const rows = statement.all() as KnownRow[];
    this.#rows = new Map(rows.map((row) => [row.path, row]));
    this.#unseen = new Set(this.#rows.keys());
  }

  /** Notes that the manifest is there; whether the index already holds what it says. */
  isCurrent(found: FoundManifest): boolean {
    this.#unseen.delete(found.path);
    const known = this.#rows.get(found.path);
    const isCurrent = known !== undefined && this.#isSame(known, found);
    // Those in an archive that has changed are there where reading it says so.
    if (isCurrent && found.isArchive) this.#seeInside(found.path);
    return isCurrent;
  }

  #isSame(known: KnownRow, found: FoundManifest): boolean {
    const { stamp } = found;
    return (
      known.size === BigInt(stamp.size) &&
      known.mtime_ns === stamp.mtimeNs &&
      known.ctime_ns === stamp.ctimeNs &&
      known.inode === stamp.inode &&
      this.#isPlaced(known, found) &&
      isSettled(stamp, known) &&
      this.#isSameBeside(known, found) &&
      known.error_code !== 'CHANGING' &&
      known.error_code !== 'UNREADABLE_FILE'
    );
  }

  /** Whether the file beside it is as it was, where what is known of the manifest comes from there too. */
  #isSameBeside(known: KnownRow, found: FoundManifest): boolean {
    if (known.beside === null) return true;
    const { pipelineFile } = found;
    return known.beside === besideMark(found) && (pipelineFile === null || isSettled(pipelineFile, known));
  }

  /** Notes that a manifest is there that the walk did not find by itself: one in an archive. */
  seen(path: string): void {
    this.#unseen.delete(path);
  }

  #seeInside(archive: string): void {
    for (const path of this.#rows.keys()) if (path.startsWith(`${archive}/`)) this.#unseen.delete(path);
  }

  #isPlaced({ kind }: KnownRow, found: FoundManifest): boolean {
    if (kind === BigInt(MANIFEST_KINDS.indexOf(found.kind))) return true;
    // Whether one further down is a pipeline's own is known by its content.
    return found.deepRun !== null && kind === BigInt(MANIFEST_KINDS.indexOf('run'));
  }

  /** Paths that the index holds and the walk did not find. */
  gone(): Iterable<string> {
    return this.#unseen;
  }

  /** What the index holds of the pipelines in a source, in the order of their numbers there. */
  digestsIn({ path, isArchive }: FoundManifest): KnownDigests {
    if (!isArchive) return null;
    const digests = new Map<string, string>();
    for (const row of this.#rows.values())
      if (row.digest !== null && row.path.startsWith(`${path}/`)) digests.set(row.path, row.digest);
    return digests;
  }

  /** Whether the index held a manifest before. */
  has(path: string): boolean {
    return this.#rows.has(path);
  }

  /** Notes that a manifest counts no more, though it was seen: what it lies in could not be read to its end. */
  unsee(path: string): void {
    this.#unseen.add(path);
  }

  /** Notes that a manifest vanished after the walk had found it. */
  vanished(path: string): void {
    if (this.#rows.has(path)) this.#unseen.add(path);
  }
}
