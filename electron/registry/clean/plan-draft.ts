import { systemWords } from '../files/file-system.ts';
import { givesSpace, isHollow } from '../files/gives-space.ts';
import type { EntryReason, StayReason } from '../../../shared/domain/clean.ts';
import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import { stayText } from '../../../shared/text/clean-words.ts';
import { systemPath, type WorkspacePath } from '../files/paths.ts';
import type { CleanError } from '../change/clean-error.ts';
import { filesBelow, type FolderFile } from '../files/folder-files.ts';
import { rulesAt } from '../layouts/layouts.ts';
import type { PipelineRow } from './going-pipelines.ts';
import { Movable, type Unmovable } from '../change/movable.ts';
import type { PlanEntry, StayingFile } from '../change/plan.ts';
import type { Site } from '../change/site.ts';
import type { Candidate } from './stored-candidates.ts';

/** What a plan is made of, piece by piece. */
export class PlanDraft {
  readonly entries: PlanEntry[] = [];
  readonly stays: StayingFile[] = [];
  readonly pipelines: PipelineRow[] = [];
  /** Numbers in the index of the stored files that go. */
  readonly files: number[] = [];
  /** What emptying the trash of the entries would free, in bytes. */
  frees = 0;
  /** Whether some of them take as good as no space, and whether some are cut off. */
  hasHollow = false;
  hasCutOff = false;
  readonly #site: Site;
  readonly #movable: Movable;
  readonly #paths = new Set<WorkspacePath>();

  constructor(site: Site) {
    this.#site = site;
    this.#movable = new Movable(site);
  }

  /** Adds a pipeline with all files of its folder; fails where its manifest can't be moved, or its folder not be looked into. */
  addPipeline(pipeline: PipelineRow): Result<void, CleanError> {
    const { fs, root } = this.#site;
    const folder = rulesAt(pipeline.manifest).folderOf(pipeline.manifest);
    const real = fs.realPath(systemPath(root, folder));
    const stamp = fs.lstat(systemPath(root, pipeline.manifest));
    if (!real.ok || !stamp.ok) {
      const message = `${pipeline.manifest} is no longer there: something is changing the workspace.`;
      return fail({ code: 'NOT_FOUND', message, name: pipeline.manifest });
    }
    if (real.value !== systemPath(root, folder) || stamp.value.kind !== 'file') {
      const message = `${pipeline.manifest} is a link or lies behind one, so it is left alone.`;
      return fail({ code: 'NOT_MOVABLE', message, path: pipeline.manifest, why: 'link' });
    }
    const obstacle = this.#movable.obstacle(pipeline.manifest, stamp.value.device);
    if (obstacle !== null) {
      const message = `${pipeline.manifest} can't be moved into the trash: ${stayText(obstacle)}.`;
      return fail({ code: 'NOT_MOVABLE', message, path: pipeline.manifest, why: obstacle });
    }
    const files = this.#filesOf(folder);
    if (!files.ok) return files;
    this.pipelines.push(pipeline);
    this.#addFiles(files.value, folder, 'folder');
    return ok(undefined);
  }

  /** Adds all files of a folder that goes whole; fails where it can't be looked into. */
  addFolder(folder: WorkspacePath, reason: Extract<EntryReason, 'results'>): Result<void, CleanError> {
    const { fs, root } = this.#site;
    const real = fs.realPath(systemPath(root, folder));
    if (!real.ok || real.value !== systemPath(root, folder)) {
      this.stay(folder, 0, 'link');
      return ok(undefined);
    }
    const files = this.#filesOf(folder);
    if (!files.ok) return files;
    this.#addFiles(files.value, folder, reason);
    return ok(undefined);
  }

  #filesOf(folder: WorkspacePath): Result<readonly FolderFile[], CleanError> {
    const { fs, root } = this.#site;
    const files = filesBelow(fs, root, folder);
    if (files.ok) return files;
    const message = `${files.error.path} can't be looked at: ${systemWords(files.error)}`;
    return fail({ code: 'NOT_MOVABLE', message, path: files.error.path, why: 'unlistable' });
  }

  #addFiles(files: readonly FolderFile[], folder: WorkspacePath, reason: EntryReason): void {
    for (const { path, stamp: found } of files) {
      const { kind, size, mtimeNs, inode, device, links, allocated } = found;
      const why = kind === 'file' ? this.#movable.obstacle(path, device) : null;
      if (kind !== 'file') this.stay(path, size, kind === 'link' ? 'link' : 'special');
      else if (why !== null) this.stay(path, size, why);
      else this.#add({ path, size, mtimeNs, inode, device, links, hash: null, reason, folder }, allocated);
    }
  }

  /** What is in the way of moving a stored file; null where nothing is. */
  obstacle({ path, device, isLink }: Candidate): Unmovable | 'link' | null {
    return isLink ? 'link' : this.#movable.obstacle(path, device);
  }

  /** Adds a stored file, unless where it lies keeps it. */
  addStored(candidate: Candidate, reason: EntryReason): void {
    const { path, size, mtimeNs, inode, device, links, hash, allocated } = candidate;
    const why = this.obstacle(candidate);
    const entry = { path, size, mtimeNs, inode, device, links, hash, reason, folder: null };
    if (why !== null) this.stay(path, size, why);
    else if (this.#add(entry, allocated)) {
      this.files.push(candidate.id);
      if (reason === 'orphan' && candidate.isOdd) this.hasCutOff = true;
    }
  }

  stay(path: WorkspacePath, size: number, reason: StayReason): void {
    this.stays.push({ path, size, reason });
  }

  /** Notes that a stored file stays, once whatever names it has through links. */
  stayStored({ path, size, isAlias }: Candidate, reason: StayReason): void {
    if (!isAlias) this.stay(path, size, reason);
  }

  #add(entry: PlanEntry, allocated: number): boolean {
    if (this.#paths.has(entry.path)) return false;
    this.#paths.add(entry.path);
    this.entries.push(entry);
    const { size, links } = entry;
    if (givesSpace({ size, links, allocated })) this.frees += size;
    if (isHollow({ size, allocated })) this.hasHollow = true;
    return true;
  }
}
