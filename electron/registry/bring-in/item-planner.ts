import { createHash } from 'node:crypto';
import { dirname } from 'node:path/posix';
import type { Manifest, Unreadable } from '../../../shared/domain/manifest.ts';
import type { Result } from '../../../shared/domain/result.ts';
import type { Cleaning } from '../change/look.ts';
import { plainWords } from '../files/plain-words.ts';
import { systemPath, type WorkspacePath } from '../files/paths.ts';
import { LARGEST_READ } from '../files/plain-file.ts';
import { allRows, firstRow } from '../index/database.ts';
import { bringing, bringingRules as rules } from '../layouts/layouts.ts';
import { broken, NOTHING } from './broken-item.ts';
import { excerptOf } from './excerpt.ts';
import { StoredFinder } from './find-stored.ts';
import { folderFilesOf, holdsSame, movedTo } from './folder-files.ts';
import type { ImportFile, ImportItem, ImportWish } from './import-plan.ts';
import { conflictText, notesOf, rerunText, wordsOf } from './item-words.ts';
import { metManifest, type InPlace } from './met-manifest.ts';
import { missingFolds } from './missing-folds.ts';
import { checkFolderPath, type Targets } from './target.ts';
import type { BroughtFile, Tree } from './tree.ts';

/** A manifest that was found, and its bytes. */
export interface ReadManifest {
  readonly tree: Tree;
  readonly folder: string;
  readonly brought: BroughtFile;
  readonly bytes: Uint8Array;
  readonly manifest: Manifest;
  /** The folders around it, the pipeline's own last. */
  readonly parts: readonly string[];
  /** What people call it. */
  readonly label: string;
  /** Whether it was made for exported artifacts. */
  readonly isMade: boolean;
}

/** Says of manifests that are brought in what would become of each, beside those before it. */
export class ItemPlanner {
  readonly #cleaning: Cleaning;
  readonly #wish: ImportWish;
  readonly #finder: StoredFinder;
  /** Ids of artifacts in all that is brought, and the manifests that were seen, by their bytes. */
  readonly #ids = new Set<string>();
  readonly #seen = new Set<string>();
  /** Whether some exported artifacts don't say of which dataset they are. */
  wantsDataset = false;

  constructor(cleaning: Cleaning, wish: ImportWish) {
    this.#cleaning = cleaning;
    this.#wish = wish;
    this.#finder = new StoredFinder(cleaning.site);
  }

  /**
   * Reads a manifest, or exported artifacts, which become a manifest for each pipeline; what can't be used comes back as an item.
   *
   * @param isChosen whether it must be one of these: else somebody else's file is passed over
   */
  read(tree: Tree, path: string, isChosen: boolean): readonly (ReadManifest | ImportItem)[] {
    const brought = tree.look(path);
    if (brought === null) return [broken(path, 'it is no plain file, or is gone')];
    if (!brought.isSent) return isChosen ? [broken(brought.label, 'it has not been sent')] : [];
    const bytes = this.#cleaning.site.fs.read(brought.file, LARGEST_READ);
    if (!bytes.ok) return [broken(brought.label, `it can't be read: ${plainWords(bytes.error)}`)];
    const folder = tree.around(path) ?? path;
    const { label } = brought;
    const isJson = /\.json$/i.test(path);
    const content = bringing.read(bytes.value);
    const isManifest = content.ok && content.value !== null;
    const exported = isManifest
      ? null
      : bringing.manifestsOfItems(bytes.value, isJson, this.#wish.dataset ?? null);
    if (exported === null && !isChosen) return [];
    if (exported?.ok === false) {
      this.wantsDataset = true;
      return [broken(label, 'it does not say of which dataset its artifacts are: name that')];
    }
    if (exported === null) {
      const place = { tree, folder, brought, label, parts: tree.parts(folder), isMade: false };
      return [this.#understood(bytes.value, content, place)];
    }
    return exported.value.map((made, number) => {
      const one = exported.value.length === 1 ? label : label.concat('#', String(number));
      const parts = dirname(made.path).split('/');
      const place = { tree, folder, brought, label: one, parts, isMade: true };
      return this.#understood(made.bytes, bringing.read(made.bytes), place);
    });
  }

  #understood(
    bytes: Uint8Array,
    content: Result<Manifest | null, Unreadable>,
    place: Omit<ReadManifest, 'bytes' | 'manifest'>,
  ): ReadManifest | ImportItem {
    if (!content.ok) {
      const excerpt = excerptOf(bytes, content.error.line);
      return { ...broken(place.label, content.error.message, content.error), excerpt };
    }
    const manifest = content.value;
    if (manifest === null) return broken(place.label, 'it is no manifest of nirs4all');
    for (const { artifactId } of manifest.items) if (artifactId !== null) this.#ids.add(artifactId);
    return { ...place, bytes, manifest };
  }

  /** @param targets that chose the folders of the manifests before it */
  item(read: ReadManifest, targets: Targets): ImportItem {
    const { tree, folder, brought, manifest, label, parts, isMade } = read;
    const { dataset, pipelineId } = manifest;
    if (dataset === null || dataset === '')
      return broken(label, 'it names no dataset, so nobody knows where its files go');
    const unsafe = checkFolderPath(dataset);
    if (unsafe !== null) return broken(label, `the name of its dataset can't be that of a folder: ${unsafe}`);
    const run = bringing.runOf(parts, dataset);
    const name = bringing.folderName(parts, pipelineId);
    const there = this.#same(read);
    if (there !== null && there.isEqual)
      return {
        ...NOTHING,
        source: label,
        target: there.path,
        status: 'same',
        reason: null,
        line: null,
        column: null,
        records: manifest.items.length,
        says: wordsOf(manifest),
        meets: metManifest(this.#cleaning.workspace.index, manifest, there),
      };
    const isPipelineFolder = !isMade && bringing.isPipelineFolder(parts.at(-1) ?? '');
    const place = { tree, folder: isMade ? null : folder, isPipelineFolder };
    const ownFolder = `${rules.runs}/${run}/${name}`;
    const { files: own, pipeline } = folderFilesOf(place, read.bytes, ownFolder);
    const beside = this.#wish.onConflict === 'beside';
    const isOurs = (path: WorkspacePath): boolean =>
      own.some((file) => file.path === path && holdsSame(this.#cleaning.site, file));
    const chosen = targets.choose(run, name, { beside, isOurs });
    if (!chosen.ok) return broken(label, chosen.error);
    const isConflict = chosen.value.isTaken || there !== null;
    const target = chosen.value.folder;
    const inPlace = there ?? (chosen.value.isTaken ? this.#lyingAt(rules.manifestIn(ownFolder)) : null);
    const { files, folds } = this.#files(read, dataset, run);
    const isWhole = files.every(({ status }) => isThere(status));
    const met = inPlace ?? this.#otherRun(manifest);
    return {
      source: label,
      target: rules.manifestIn(target),
      status: isConflict ? 'conflict' : 'new',
      reason: isConflict ? conflictText(manifest, inPlace) : met === null ? null : rerunText(manifest, met),
      line: null,
      column: null,
      excerpt: null,
      records: manifest.items.length,
      files,
      folderFiles: own.map((file) => movedTo(file, ownFolder, target)),
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
      own: { run, name, order: orderOf(read) },
      unresolved: this.#unresolved(manifest),
      notes: notesOf(manifest, {
        isWhole,
        folds,
        isFound: bringing.findsRun(run, dataset, (other) => this.#isRun(other)),
        pipeline,
        isRenumbered: chosen.value.isRenumbered,
        isMade,
      }),
      missingFolds: folds,
      isTaken: (!isConflict || beside) && (isWhole || this.#wish.withoutMissing),
    };
  }

  /** Whether the same bytes were brought before. */
  isRepeated({ bytes }: ReadManifest): boolean {
    const text = createHash('sha256').update(bytes).digest('hex');
    const isRepeated = this.#seen.has(text);
    this.#seen.add(text);
    return isRepeated;
  }

  /** A manifest of the workspace with the same uid, and whether it is the same in all; null where there is none. */
  #same({ manifest, bytes }: ReadManifest): InPlace | null {
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

  #files(
    read: ReadManifest,
    dataset: string,
    run: string,
  ): { readonly files: readonly ImportFile[]; readonly folds: readonly number[] } {
    const { tree, folder, manifest } = read;
    const byPath = new Map<WorkspacePath, ImportFile>();
    const had = new Set<number>();
    for (const item of manifest.items) {
      const file = this.#finder.find(item, { tree, folder, dataset, run });
      if (file !== null) byPath.set(file.path, file);
      if (file === null || isThere(file.status)) had.add(item.position);
    }
    const folds = missingFolds(manifest.items, ({ position }) => had.has(position));
    return { files: [...byPath.values()], folds };
  }

  /** Whether a run is there. */
  #isRun(run: string): boolean {
    const { fs, root } = this.#cleaning.site;
    return fs.lstat(systemPath(root, `${rules.runs}/${run}`)).ok;
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

/** Whether a stored file can be had. */
function isThere(status: ImportFile['status']): boolean {
  return status === 'present' || status === 'copy' || status === 'unsent';
}

/** Pipelines in the order of their numbers, so that each finds those before it. */
export function orderOf({ parts }: ReadManifest): number {
  return bringing.orderOf(parts.at(-1) ?? '');
}
