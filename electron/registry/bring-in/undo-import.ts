import { dirname } from 'node:path/posix';
import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import type { CleanError } from '../change/clean-error.ts';
import { hashFile } from '../change/file-bytes.ts';
import type { Cleaning } from '../change/look.ts';
import type { Cancel, CleanProgress } from '../change/outcome.ts';
import type { Plan, PlanEntry } from '../change/plan.ts';
import type { Site } from '../change/site.ts';
import { filesOf, findSoundBatch } from '../change/trash.ts';
import { applyPlan, type Applied } from '../clean/apply.ts';
import { makePlan, type PlanRequest } from '../clean/make-plan.ts';
import { beginPlanning } from '../clean/planning.ts';
import { systemPath, type WorkspacePath } from '../files/paths.ts';
import { checkRealPlace, isNowhere } from '../files/trust.ts';
import { allRows } from '../index/database.ts';
import { bringingRules as rules } from '../layouts/layouts.ts';
import { restoreBatch } from '../trash/restore.ts';
import { readImportJournal, type ImportedFile } from './import-journal.ts';
import { ownPlan, UNDO_CONSENT } from './own-plan.ts';

/** Whether a file is what an import put there. */
function isAsImported({ fs, root }: Site, { path, size, sha256 }: ImportedFile): boolean {
  const file = systemPath(root, path);
  if (!checkRealPlace(fs, file).ok) return false;
  const stamp = fs.lstat(file);
  if (!stamp.ok || stamp.value.kind !== 'file' || stamp.value.size !== size) return false;
  const hash = hashFile(fs, file);
  return hash.ok && hash.value === sha256;
}

/**
 * The damaged files that an import replaced and whose places are free by now: they go back. Where the right bytes stay because something
 * uses them, the damaged ones stay in the trash.
 */
function returning(site: Site, trashId: string | null): WorkspacePath[] {
  const batch = trashId === null ? null : findSoundBatch(site, trashId);
  const files = batch?.ok === true ? filesOf(site, batch.value) : null;
  if (files?.ok !== true) return [];
  const isFree = (path: WorkspacePath): boolean => {
    const there = site.fs.lstat(systemPath(site.root, path));
    return !there.ok && isNowhere(there.error);
  };
  return files.value
    .filter(({ entry }) => entry?.reason === 'damaged')
    .map(({ path }) => path)
    .filter(isFree);
}

/** What taking an import back did. */
export interface Undone extends Applied {
  /** Damaged files that are in their places again. */
  readonly returned: readonly WorkspacePath[];
}

/** Takes an import back by a plan of {@link planUndo}: what it brought goes to the trash, and what it had moved there comes back. */
export function* applyUndo(
  cleaning: Cleaning,
  id: string,
  plan: Plan,
  cancel: Cancel,
): Generator<CleanProgress, Result<Undone, CleanError>> {
  const { site } = cleaning;
  const journal = readImportJournal(site, id);
  if (!journal.ok) return journal;
  const { trashId } = journal.value;
  const done = yield* applyPlan(cleaning, plan, UNDO_CONSENT, cancel);
  if (!done.ok) return done;
  const paths = done.value.isCancelled ? [] : returning(site, trashId);
  if (trashId === null || paths.length === 0) return ok({ ...done.value, returned: [] });
  const back = yield* restoreBatch(cleaning, trashId, paths, cancel);
  if (!back.ok) return back;
  return ok({
    ...done.value,
    skipped: [...done.value.skipped, ...back.value.skipped],
    isCancelled: back.value.isCancelled,
    returned: back.value.restored.map(({ target }) => target),
  });
}

/** A plan with more files. */
function withEntries(plan: Plan, more: readonly PlanEntry[]): Plan {
  const entries = [...plan.entries, ...more];
  const sum = (files: readonly PlanEntry[]): number => files.reduce((total, { size }) => total + size, 0);
  return { ...plan, entries, bytes: sum(entries), frees: sum(entries.filter(({ links }) => links === 1)) };
}

/** A plan without what the import did not bring. */
function narrowed(plan: Plan, imported: ReadonlySet<WorkspacePath>): Plan {
  const entries = plan.entries.filter(({ path }) => imported.has(path));
  return withEntries({ ...plan, entries: [] }, entries);
}

function entryOf(
  { fs, root }: Site,
  { path, sha256 }: ImportedFile,
  reason: 'folder' | 'brought',
  folder: WorkspacePath | null,
): PlanEntry | null {
  const stamp = fs.lstat(systemPath(root, path));
  if (!stamp.ok) return null;
  const { size, mtimeNs, inode, device, links } = stamp.value;
  return { path, size, mtimeNs, inode, device, links, hash: sha256, reason, folder };
}

/** The bundles that the import copied: nothing names them, so that nothing needs them. */
function broughtBundles(site: Site, there: readonly ImportedFile[]): PlanEntry[] {
  const bundles = there.filter(({ path, kind }) => kind === 'bundle' && rules.isBundle(path));
  return bundles.flatMap((file) => entryOf(site, file, 'brought', null) ?? []);
}

/** The files of pipelines' folders that got no manifest: the import was cut off. */
function leftInFolders(site: Site, there: readonly ImportedFile[]): PlanEntry[] {
  const { fs, root } = site;
  return there.flatMap((file) => {
    const folder = dirname(file.path);
    const isLeft = file.kind === 'folder' && !fs.lstat(systemPath(root, rules.manifestIn(folder))).ok;
    return isLeft ? (entryOf(site, file, 'folder', folder) ?? []) : [];
  });
}

/**
 * Plans to take an import back: the manifests that it brought, as far as they are as it brought them, with the files of their folders and the
 * stored files that nothing else uses. Of one that was cut off, first the files of folders that got no manifest, which stand in the way of all
 * others, then the stored files that no manifest names: a plan for each, as long as there is something. Only what the import itself put there.
 * The workspace must have been scanned right before.
 */
export function planUndo({ workspace, site }: Cleaning, id: string): Result<Plan, CleanError> {
  const journal = readImportJournal(site, id);
  if (!journal.ok) return journal;
  const there = journal.value.files.filter((file) => isAsImported(site, file));
  const left = leftInFolders(site, there);
  if (left.length > 0) return ok(ownPlan(site, 'pipelines', left));
  const bundles = broughtBundles(site, there);
  if (bundles.length > 0 && bundles.length === there.length) return ok(ownPlan(site, 'pipelines', bundles));
  const known = new Set(
    allRows<{ path: WorkspacePath }>(workspace.index, 'SELECT path FROM manifest WHERE is_primary').map(
      ({ path }) => path,
    ),
  );
  const manifests = there
    .filter(({ path, kind }) => kind === 'manifest' && known.has(path))
    .map(({ path }) => path);
  const imported = new Set(there.map(({ path }) => path));
  // What no manifest of it names any more is an orphan, however young.
  const request: PlanRequest =
    manifests.length > 0 ? { kind: 'pipelines', manifests } : { kind: 'orphans', only: [...imported] };
  const planning = beginPlanning(workspace, site, { graceMs: 0, consent: UNDO_CONSENT });
  const plan = planning.ok ? makePlan(planning.value, request) : planning;
  if (!plan.ok) return plan;
  const undo = withEntries(narrowed(plan.value, imported), bundles);
  if (undo.entries.length > 0 || returning(site, journal.value.trashId).length > 0) return ok(undo);
  const message = `Nothing of the import ${id} is left, or what is left is in use or has changed.`;
  return fail({ code: 'NOT_FOUND', message, name: id });
}
