import { sep } from 'node:path';
import { ok, type Result } from '../../../shared/domain/result.ts';
import { isFull } from '../change/clean-error.ts';
import type { Cleaning } from '../change/look.ts';
import { foldersOf } from '../change/move-entries.ts';
import type { FileError } from '../files/file-system.ts';
import { plainWords } from '../files/plain-words.ts';
import { systemPath, type WorkspacePath } from '../files/paths.ts';
import { bringingRules as rules } from '../layouts/layouts.ts';
import type { DamagedBatch } from './damaged-batch.ts';
import { isFree, type Going } from './going.ts';
import { importFolder } from './import-journal.ts';
import type { ImportFile } from './import-plan.ts';
import { putFile, type Putting } from './put-file.ts';

/** Brings in what the items of a plan bring, under the lock. */
export class Importer {
  readonly #cleaning: Cleaning;
  readonly #id: string;
  readonly #put = new Set<WorkspacePath>();
  readonly manifests: WorkspacePath[] = [];
  readonly bundles: WorkspacePath[] = [];
  readonly skipped: { source: string; reason: string }[] = [];
  bytes = 0;
  /** What of the workspace makes way. */
  damaged: DamagedBatch | null = null;
  #asides = 0;

  constructor(cleaning: Cleaning, id: string) {
    this.#cleaning = cleaning;
    this.#id = id;
  }

  get files(): number {
    return this.#put.size - this.manifests.length - this.bundles.length;
  }

  get paths(): WorkspacePath[] {
    return [...this.#put];
  }

  skip({ source }: { readonly source: string }, reason: string): void {
    this.skipped.push({ source, reason });
  }

  /** Puts the files of one manifest, and the manifest last; what can't be put keeps the manifest out. Fails where nothing more can be. */
  *bring(going: Going): Generator<Putting, Result<void, FileError>> {
    const { site } = this.#cleaning;
    const { kind, target, puttings, files } = going;
    if (!isFree(this.#cleaning, going)) {
      this.skip(going, 'something lies in its place by now');
      return ok(undefined);
    }
    const gone = files.find((file) => file.status === 'present' && !this.#isThere(file));
    if (gone !== undefined) {
      this.skip(going, `${gone.path}, which it needs, is no longer there`);
      return ok(undefined);
    }
    for (const putting of puttings) {
      const { path } = putting;
      yield putting;
      if (this.#put.has(path)) continue;
      if (rules.isManifest(path)) this.#syncFolders(puttings);
      this.#asides += 1;
      const aside = `${importFolder(site, this.#id)}${sep}${this.#asides}.tmp`;
      const done = putFile(site, aside, { ...putting, ...this.#placeOf(path) });
      if (!done.ok || !done.value) {
        this.skip(
          going,
          done.ok
            ? `other bytes lie at ${path} by now`
            : `${path} can't be written: ${plainWords(done.error)}`,
        );
        return !done.ok && (isFull(done.error) || done.error.code === 'EROFS') ? done : ok(undefined);
      }
      this.#put.add(path);
      const size = site.fs.lstat(systemPath(site.root, path));
      if (size.ok) this.bytes += size.value.size;
    }
    if (kind === 'pipeline') this.manifests.push(target);
    else this.bundles.push(target);
    return ok(undefined);
  }

  #placeOf(path: WorkspacePath): Pick<Putting, 'place'> {
    const { damaged } = this;
    if (damaged?.takes(path) !== true) return {};
    return { place: { free: () => damaged.takeAway(path), takeBack: () => damaged.putBack(path) } };
  }

  /** Whether a stored file that the plan found here still is: others may have moved it since. */
  #isThere({ path, size }: ImportFile): boolean {
    const { fs, root } = this.#cleaning.site;
    const stamp = fs.stat(systemPath(root, path));
    return stamp.ok && stamp.value.kind === 'file' && (size === null || stamp.value.size === size);
  }

  /** Before a manifest is there, all that it names is, on the disk too. */
  #syncFolders(puttings: readonly Putting[]): void {
    const { fs, root } = this.#cleaning.site;
    for (const folder of foldersOf(puttings.map(({ path }) => path))) fs.syncFolder(systemPath(root, folder));
  }
}
