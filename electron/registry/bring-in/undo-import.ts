import { dirname } from 'node:path/posix';
import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import type { CleanError } from '../change/clean-error.ts';
import { hashFile } from '../change/file-bytes.ts';
import type { Cleaning } from '../change/look.ts';
import { NO_CONSENT, type Consent, type Plan, type PlanEntry } from '../change/plan.ts';
import type { Site } from '../change/site.ts';
import { makePlan, type PlanRequest } from '../clean/make-plan.ts';
import { beginPlanning } from '../clean/planning.ts';
import { systemPath, type WorkspacePath } from '../files/paths.ts';
import { checkRealPlace } from '../files/trust.ts';
import { allRows } from '../index/database.ts';
import { bringingRules as rules } from '../layouts/layouts.ts';
import { readImportJournal, type ImportedFile } from './import-journal.ts';

/** What undoing an import says yes to: nirs4all did not write these pipelines, so none of them runs. */
export const UNDO_CONSENT: Consent = { ...NO_CONSENT, whileRunning: true };

/** Whether a file is what an import put there. */
function isAsImported({ fs, root }: Site, { path, size, sha256 }: ImportedFile): boolean {
  const file = systemPath(root, path);
  if (!checkRealPlace(fs, file).ok) return false;
  const stamp = fs.lstat(file);
  if (!stamp.ok || stamp.value.kind !== 'file' || stamp.value.size !== size) return false;
  const hash = hashFile(fs, file);
  return hash.ok && hash.value === sha256;
}

/** A plan without what the import did not bring. */
function narrowed(plan: Plan, imported: ReadonlySet<WorkspacePath>): Plan {
  const entries = plan.entries.filter(({ path }) => imported.has(path));
  const sum = (files: readonly { readonly size: number }[]): number =>
    files.reduce((total, { size }) => total + size, 0);
  return { ...plan, entries, bytes: sum(entries), frees: sum(entries.filter(({ links }) => links === 1)) };
}

/** The files of pipelines' folders that got no manifest: the import was cut off. */
function leftInFolders({ fs, root }: Site, there: readonly ImportedFile[]): PlanEntry[] {
  const entries: PlanEntry[] = [];
  for (const { path, sha256, kind } of there) {
    const folder = dirname(path);
    if (kind !== 'folder' || fs.lstat(systemPath(root, rules.manifestIn(folder))).ok) continue;
    const stamp = fs.lstat(systemPath(root, path));
    if (!stamp.ok) continue;
    const { size, mtimeNs, inode, device, links } = stamp.value;
    entries.push({ path, size, mtimeNs, inode, device, links, hash: sha256, reason: 'folder', folder });
  }
  return entries;
}

/** A plan of some files of folders without a manifest: nothing needs them, and nothing breaks. */
function planOfFolders(site: Site, entries: readonly PlanEntry[]): Plan {
  const bytes = entries.reduce((total, { size }) => total + size, 0);
  return {
    id: site.unique(),
    kind: 'pipelines',
    subject: null,
    timeMs: site.now(),
    graceMs: 0,
    workspace: site.root,
    entries,
    pipelines: [],
    bytes,
    frees: bytes,
    breaks: [],
    broken: [],
    stays: [],
    decisions: [],
    decided: [],
    notes: [],
    consent: UNDO_CONSENT,
  };
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
  if (left.length > 0) return ok(planOfFolders(site, left));
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
  const undo = narrowed(plan.value, imported);
  if (undo.entries.length > 0) return ok(undo);
  const message = `Nothing of the import ${id} is left, or what is left is in use or has changed.`;
  return fail({ code: 'NOT_FOUND', message, name: id });
}
