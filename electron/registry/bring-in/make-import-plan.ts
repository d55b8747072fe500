import { createHash } from 'node:crypto';
import type { Manifest, Unreadable } from '../../../shared/domain/manifest.ts';
import type { Cleaning } from '../change/look.ts';
import type { CleanProgress } from '../change/outcome.ts';
import { plainWords } from '../files/plain-words.ts';
import { systemPath, type WorkspacePath } from '../files/paths.ts';
import { LARGEST_READ } from '../files/plain-file.ts';
import { allRows, firstRow } from '../index/database.ts';
import { bringing, bringingRules as rules } from '../layouts/layouts.ts';
import { excerptOf } from './excerpt.ts';
import type { FoundSource } from './find-manifests.ts';
import { StoredFinder } from './find-stored.ts';
import { folderFilesOf, holdsSame } from './folder-files.ts';
import type {
  ImportFile,
  ImportItem,
  ImportNote,
  ImportPlan,
  ImportWish,
  ManifestWords,
} from './import-plan.ts';
import { metManifest, type InPlace } from './met-manifest.ts';
import { checkFolderPath, Targets } from './target.ts';
import type { BroughtFile, Tree } from './tree.ts';

/** A manifest that was found, and its bytes. */
interface Read {
  readonly tree: Tree;
  readonly folder: string;
  readonly brought: BroughtFile;
  readonly bytes: Uint8Array;
  readonly manifest: Manifest;
}

const NOTHING = {
  records: 0,
  files: [],
  folderFiles: [],
  manifest: null,
  excerpt: null,
  says: null,
  meets: null,
  own: null,
  unresolved: [],
  notes: [],
  isTaken: false,
};

function broken(
  source: string,
  reason: string,
  at: Pick<Unreadable, 'line' | 'column'> = { line: null, column: null },
): ImportItem {
  return { ...NOTHING, source, target: null, status: 'broken', reason, line: at.line, column: at.column };
}

/** Makes plans of what would be brought in, each manifest beside those before it. */
class Planner {
  readonly #cleaning: Cleaning;
  readonly #wish: ImportWish;
  readonly #finder: StoredFinder;
  readonly #targets: Targets;
  /** Ids of artifacts in all that is brought, and the manifests that were seen, by their bytes. */
  readonly #ids = new Set<string>();
  readonly #seen = new Set<string>();

  constructor(cleaning: Cleaning, wish: ImportWish) {
    this.#cleaning = cleaning;
    this.#wish = wish;
    this.#finder = new StoredFinder(cleaning.site);
    this.#targets = new Targets(cleaning.site);
  }

  /** Reads a manifest; what can't be used comes back as an item. */
  read(tree: Tree, path: string): Read | ImportItem {
    const brought = tree.look(path);
    if (brought === null) return broken(path, 'it is no plain file, or is gone');
    if (!brought.isSent) return broken(brought.label, 'it has not been sent');
    const bytes = this.#cleaning.site.fs.read(brought.file, LARGEST_READ);
    if (!bytes.ok) return broken(brought.label, `it can't be read: ${plainWords(bytes.error)}`);
    const content = bringing.read(bytes.value);
    if (!content.ok) {
      const excerpt = excerptOf(bytes.value, content.error.line);
      return { ...broken(brought.label, content.error.message, content.error), excerpt };
    }
    const manifest = content.value;
    if (manifest === null) return broken(brought.label, 'it is no manifest of nirs4all');
    for (const { artifactId } of manifest.items) if (artifactId !== null) this.#ids.add(artifactId);
    return { tree, folder: tree.around(path) ?? path, brought, bytes: bytes.value, manifest };
  }

  item(read: Read): ImportItem {
    const { tree, folder, brought, manifest } = read;
    const { dataset, pipelineId } = manifest;
    if (dataset === null || dataset === '')
      return broken(brought.label, 'it names no dataset, so nobody knows where its files go');
    const unsafe = checkFolderPath(dataset);
    if (unsafe !== null)
      return broken(brought.label, `the name of its dataset can't be that of a folder: ${unsafe}`);
    const parts = tree.parts(folder);
    const run = bringing.runOf(parts, dataset);
    const name = bringing.folderName(parts, pipelineId);
    const there = this.#same(read);
    if (there !== null && there.isEqual)
      return {
        ...NOTHING,
        source: brought.label,
        target: there.path,
        status: 'same',
        reason: null,
        line: null,
        column: null,
        records: manifest.items.length,
        says: wordsOf(manifest),
        meets: metManifest(this.#cleaning.workspace.index, manifest, there),
      };
    const place = { tree, folder, isPipelineFolder: bringing.isPipelineFolder(parts.at(-1) ?? '') };
    const own = folderFilesOf(place, read.bytes, `${rules.runs}/${run}/${name}`).files;
    const said = this.#wish.each?.get(brought.label);
    const wish = said === undefined || said === 'leave' ? this.#wish : said;
    const beside = said !== 'leave' && wish.onConflict === 'beside';
    const isOurs = (path: WorkspacePath): boolean =>
      own.some((file) => file.path === path && holdsSame(this.#cleaning.site, file));
    const chosen = this.#targets.choose(run, name, { beside, isOurs });
    if (!chosen.ok) return broken(brought.label, chosen.error);
    const isConflict = chosen.value.isTaken || there !== null;
    const target = chosen.value.folder;
    const inPlace =
      there ??
      (chosen.value.isTaken ? this.#lyingAt(rules.manifestIn(`${rules.runs}/${run}/${name}`)) : null);
    const files = this.#files(read, dataset, run);
    const folderFiles = folderFilesOf(place, read.bytes, target);
    const isWhole = files.every(({ status }) => isThere(status));
    const met = inPlace ?? this.#otherRun(manifest);
    return {
      source: brought.label,
      target: rules.manifestIn(target),
      status: isConflict ? 'conflict' : 'new',
      reason: isConflict ? conflictText(manifest, inPlace) : met === null ? null : rerunText(manifest, met),
      line: null,
      column: null,
      excerpt: null,
      records: manifest.items.length,
      files,
      folderFiles: folderFiles.files,
      manifest: {
        path: rules.manifestIn(target),
        size: read.bytes.length,
        from: null,
        bytes: read.bytes,
        mtimeMs: brought.mtimeMs,
        isSent: true,
      },
      says: wordsOf(manifest),
      meets: metManifest(this.#cleaning.workspace.index, manifest, met),
      own: { run, name, order: numberOf(read) },
      unresolved: this.#unresolved(manifest),
      notes: notesOf(manifest, {
        isWhole,
        pipeline: folderFiles.pipeline,
        isRenumbered: chosen.value.isRenumbered,
      }),
      isTaken: said !== 'leave' && (!isConflict || beside) && (isWhole || wish.withoutMissing),
    };
  }

  /** Whether the same bytes were brought before. */
  isRepeated({ bytes }: Read): boolean {
    const text = createHash('sha256').update(bytes).digest('hex');
    const isRepeated = this.#seen.has(text);
    this.#seen.add(text);
    return isRepeated;
  }

  /** A manifest of the workspace with the same uid, and whether it is the same in all; null where there is none. */
  #same({ manifest, bytes }: Read): InPlace | null {
    const { workspace, site } = this.#cleaning;
    if (manifest.uid === null) return null;
    const rows = allRows<Omit<InPlace, 'isEqual'>>(
      workspace.index,
      `${IN_PLACE} WHERE is_primary AND uid = :uid ORDER BY path`,
      { uid: manifest.uid },
    );
    let first: InPlace | null = null;
    for (const row of rows) {
      const lies = site.fs.read(systemPath(site.root, row.path));
      const isEqual = lies.ok && Buffer.from(lies.value).equals(bytes);
      if (isEqual) return { ...row, isEqual };
      first ??= { ...row, isEqual };
    }
    return first;
  }

  #lyingAt(path: WorkspacePath): InPlace | null {
    const row = firstRow<Omit<InPlace, 'isEqual'>>(
      this.#cleaning.workspace.index,
      `${IN_PLACE} WHERE path = :path`,
      { path },
    );
    return row === undefined ? null : { ...row, isEqual: false };
  }

  /** The last other run of the same pipeline: nirs4all gives it the same id, and another uid. */
  #otherRun({ pipelineId: id, dataset, uid }: Manifest): InPlace | null {
    if (id === null || uid === null) return null;
    const row = firstRow<Omit<InPlace, 'isEqual'>>(
      this.#cleaning.workspace.index,
      `${IN_PLACE} WHERE is_primary AND pipeline_id = :id AND dataset = :dataset AND uid <> :uid ORDER BY created_at DESC, path LIMIT 1`,
      { id, dataset, uid },
    );
    return row === undefined ? null : { ...row, isEqual: false };
  }

  #files(read: Read, dataset: string, run: string): ImportFile[] {
    const { tree, folder, manifest } = read;
    const byPath = new Map<WorkspacePath, ImportFile>();
    for (const item of manifest.items) {
      const file = this.#finder.find(item, { tree, folder, dataset, run });
      if (file !== null) byPath.set(file.path, file);
    }
    return [...byPath.values()];
  }

  #unresolved({ items }: Manifest): string[] {
    const needed = new Set(items.flatMap(({ dependsOn, sourceModels }) => [...dependsOn, ...sourceModels]));
    return [...needed].filter(
      (id) =>
        !this.#ids.has(id) &&
        firstRow(this.#cleaning.workspace.index, 'SELECT 1 FROM record WHERE artifact_id = :id', { id }) ===
          undefined,
    );
  }
}

/** What is asked of a manifest that lies in the workspace. */
const IN_PLACE = 'SELECT id, path, created_at AS created, uid, pipeline_id AS pipelineId FROM manifest';

function wordsOf({ uid, pipelineId, createdAt }: Manifest): ManifestWords {
  return { uid, pipelineId, createdAt };
}

function conflictText(manifest: Manifest, there: InPlace | null): string {
  if (there === null) return 'other files lie in its place';
  if (there.uid !== null && there.uid === manifest.uid)
    return `${there.path} is the same run of it with other content`;
  return rerunText(manifest, there);
}

function rerunText({ createdAt }: Manifest, { path, created }: InPlace): string {
  const dates = `of ${created ?? 'no date'} here, of ${createdAt ?? 'no date'} there`;
  return `${path} is another run of the same pipeline: ${dates}`;
}

function notesOf(
  { hasTraces, items }: Manifest,
  {
    isWhole,
    pipeline,
    isRenumbered,
  }: { isWhole: boolean; pipeline: 'brought' | 'derived' | 'none'; isRenumbered: boolean },
): ImportNote[] {
  const notes: ImportNote[] = [];
  if (!isWhole) notes.push('FILES_MISSING');
  if (items.some(({ artifactId }) => artifactId === null)) notes.push('ITEMS_WITHOUT_ID');
  if (!hasTraces) notes.push('NO_TRACES');
  if (pipeline === 'derived') notes.push('PIPELINE_DERIVED');
  if (pipeline === 'none') notes.push('NO_PIPELINE_FILE');
  if (isRenumbered) notes.push('RENUMBERED');
  return notes;
}

/** Whether a stored file can be had. */
function isThere(status: ImportFile['status']): boolean {
  return status === 'present' || status === 'copy' || status === 'unsent';
}

/** What applying a plan writes, each path once: `copies` of stored files, then what the folders of pipelines hold, manifests last. */
export function bytesToWrite(items: readonly ImportItem[]): number {
  const sizes = new Map<WorkspacePath, number>();
  for (const { isTaken, files, folderFiles, manifest } of items) {
    if (!isTaken) continue;
    for (const { path, status, size } of files)
      if (status === 'copy' || status === 'unsent') sizes.set(path, size ?? 0);
    for (const { path, size } of folderFiles) sizes.set(path, size);
    if (manifest !== null) sizes.set(manifest.path, manifest.size);
  }
  return [...sizes.values()].reduce((sum, size) => sum + size, 0);
}

/** Pipelines in the order of their numbers, so that each finds those before it. */
function numberOf({ tree, folder }: Read): number {
  return bringing.orderOf(tree.parts(folder).at(-1) ?? '');
}

/** How far planning is; `items` are those so far, the same list all the time. */
export type ImportPlanProgress = CleanProgress & { readonly items: readonly ImportItem[] };

/** Says of all manifests in some sources what would become of them. Changes nothing; the workspace must have been scanned right before. */
export function* makeImportPlan(
  cleaning: Cleaning,
  sources: readonly FoundSource[],
  wish: ImportWish,
): Generator<ImportPlanProgress, ImportPlan> {
  const planner = new Planner(cleaning, wish);
  const items: ImportItem[] = [];
  const read: Read[] = [];
  for (const { tree, manifests } of sources) {
    for (const path of manifests) {
      yield {
        phase: 'look',
        files: read.length,
        total_files: manifests.length,
        bytes: 0,
        total_bytes: 0,
        items,
      };
      const found = planner.read(tree, path);
      if (!('brought' in found)) items.push(found);
      else if (!planner.isRepeated(found)) read.push(found);
    }
  }
  read.sort(
    (one, other) => numberOf(one) - numberOf(other) || (one.brought.label < other.brought.label ? -1 : 1),
  );
  for (const [place, each] of read.entries()) {
    yield { phase: 'look', files: place, total_files: read.length, bytes: 0, total_bytes: 0, items };
    items.push(planner.item(each));
  }
  const free = cleaning.site.fs.freeBytes(cleaning.site.root);
  return {
    items: items.toSorted((one, other) => (one.source < other.source ? -1 : 1)),
    left: sources.flatMap(({ left }) => left),
    bytes: bytesToWrite(items),
    freeBytes: free.ok ? free.value : null,
  };
}
