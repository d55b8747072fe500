import { isGoneBlock } from '../../../shared/domain/known-use.ts';
import { rulesAt } from '../layouts/layouts.ts';
import { dirname } from 'node:path/posix';
import type { SkipReason } from '../../../shared/domain/clean.ts';
import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import { systemPath, type WorkspacePath } from '../files/paths.ts';
import { allRows } from '../index/database.ts';
import { Blocked, listBlocking } from '../state/blocking.ts';
import { recordKey } from '../index/record-key.ts';
import type { QueryContext } from '../state/context.ts';
import { hasPrimaryManifests } from '../state/emptied.ts';
import { breaksFrom } from '../ask/deletion/breaks.ts';
import type { CleanError } from '../change/clean-error.ts';
import { diskNowMs } from '../change/disk-clock.ts';
import { pipelinesAt, type PipelineRow } from './going-pipelines.ts';
import { contextOf, type Cleaning } from '../change/look.ts';
import { skipped, type Skipped } from '../change/outcome.ts';
import { isStored, storedPaths, type Plan, type PlanEntry } from '../change/plan.ts';
import { indexBusy, noManifests, unreadableError } from './planning.ts';
import type { Site } from '../change/site.ts';
import { lookAtSpare, type FoundSpare } from '../state/spare-folders.ts';
import { candidatesAt, type Candidate } from './stored-candidates.ts';

/** What of a plan may still go. */
export interface SecondLook {
  readonly entries: readonly PlanEntry[];
  readonly skipped: readonly Skipped[];
}

/** The pipelines of a plan: which still are what they were, and which folders have to stay. */
interface Pipelines {
  readonly going: readonly PipelineRow[];
  /** With the reason. */
  readonly stayingFolders: ReadonlyMap<WorkspacePath, SkipReason>;
}

function pipelinesOf(
  context: QueryContext,
  plan: Plan,
  diskNow: number,
  isBehindLink: (path: WorkspacePath) => boolean,
): Pipelines {
  const rows = pipelinesAt(
    context,
    plan.pipelines.map(({ manifest }) => manifest),
    diskNow,
  );
  const found = new Map(rows.map((row) => [row.manifest, row]));
  const going: PipelineRow[] = [];
  const stayingFolders = new Map<WorkspacePath, SkipReason>();
  for (const { manifest, size, mtimeNs, inode } of plan.pipelines) {
    const row = found.get(manifest);
    // One that is not there any more was moved by this plan before it was cut off, or by somebody else: it names nothing.
    if (row === undefined) continue;
    const isSame = row.size === size && row.mtimeNs === mtimeNs && row.inode === inode;
    const isLeft = row.mayBeRunning && !plan.consent.whileRunning;
    if (isSame && !isLeft && !isBehindLink(manifest)) going.push(row);
    else
      stayingFolders.set(
        rulesAt(manifest).folderOf(manifest),
        isSame && isLeft ? 'writing' : 'pipeline-stays',
      );
  }
  return { going, stayingFolders };
}

/** Whether all records outside of the pipelines that go, and name the file, are those that the plan said would break. */
function onlyBreaks(context: QueryContext, plan: Plan, file: number, going: string): boolean {
  const users = allRows<{ manifest: string; uid: string | null; position: number }>(
    context.index,
    `SELECT m.path AS manifest, m.uid, r.position FROM reference x CROSS JOIN record r ON r.id = x.record_id
     CROSS JOIN manifest m ON m.id = r.manifest_id
     WHERE x.file_id = :file AND m.id NOT IN (SELECT value FROM json_each(:going))`,
    { file, going },
  );
  return users.every(({ manifest, uid, position }) =>
    plan.broken.some(
      (broken) => broken.manifest === manifest && broken.uid === uid && broken.position === position,
    ),
  );
}

/** Why a stored file may not go any more, by what the index says of it now; null where it may. */
function objection(
  context: QueryContext,
  plan: Plan,
  entry: PlanEntry,
  now: Candidate,
  going: string,
): SkipReason | null {
  if (now.isLink) return 'link';
  // An import alone moves such a file, right before the right bytes take its place: whoever goes on with it has none.
  if (entry.reason === 'damaged') return 'not-replaced';
  if (now.isShared && !(entry.reason === 'dataset' && onlyBreaks(context, plan, now.id, going))) {
    return 'referenced';
  }
  if (now.isClaimed) return 'claimed';
  switch (entry.reason) {
    case 'orphan':
      if (now.state === 'orphan') return null;
      return now.state === 'recent' ? 'recent' : 'claimed';
    case 'results':
      // Of a stored file no plan says so.
      return 'changed';
    case 'foreign':
      if (now.state !== 'foreign') return 'changed';
      return now.isRunning ? 'running' : null;
    case 'exclusive':
    case 'dataset':
    case 'folder':
    case 'brought':
      return now.isRunning ? 'running' : null;
  }
}

/** The same of a file in a folder that nothing named when the plan was made. */
function objectionToResults(folder: FoundSpare | undefined): SkipReason | null {
  if (folder === undefined) return 'referenced';
  return folder.isYoung ? 'recent' : null;
}

/** Why an entry may not go where it lies: each folder on its way must still be a real one. */
function linkInTheWay({ fs, root }: Site): (path: WorkspacePath) => boolean {
  const known = new Map<WorkspacePath, boolean>();
  return (path) => {
    const folder = dirname(path);
    let isLink = known.get(folder);
    if (isLink === undefined) {
      const system = systemPath(root, folder === '.' ? '' : folder);
      const real = fs.realPath(system);
      // A folder that is gone has no files either; moving them will say so.
      isLink = real.ok && real.value !== system;
      known.set(folder, isLink);
    }
    return isLink;
  };
}

/**
 * What is in the way of a plan that is being done, apart from what it did itself: the folders of its pipelines have lost their
 * manifests, and those may have been the last of a run.
 */
export function blockedBeside(context: QueryContext, plan: Plan): Blocked {
  const folders = new Set(plan.pipelines.map(({ manifest }) => rulesAt(manifest).folderOf(manifest)));
  return new Blocked(
    listBlocking(context).filter((block) => {
      if (isGoneBlock(block)) return folders.size === 0;
      return !(block.code === 'NO_MANIFEST' && folders.has(block.path));
    }),
  );
}

/** Manifests go first: while one is there, its files are. */
function manifestsFirst(entries: readonly PlanEntry[]): PlanEntry[] {
  const rank = (entry: PlanEntry): number => {
    if (isStored(entry)) return 2;
    return entry.folder !== null && entry.path === rulesAt(entry.path).manifestIn(entry.folder) ? 0 : 1;
  };
  return entries.toSorted((one, other) => rank(one) - rank(other));
}

/**
 * Compares a plan with the workspace as it is now, right after a look at it: what is needed by now, has changed or may be
 * in use is left out. Refuses all where something can't be read, or where more would break than the user saw. `remaining` are
 * the entries that are still to be moved.
 */
export function secondLook(
  cleaning: Cleaning,
  plan: Plan,
  remaining: readonly PlanEntry[],
): Result<SecondLook, CleanError> {
  const context = contextOf(cleaning, plan);
  if (context.isStale === true) return fail(indexBusy());
  // What an import was to replace stays where it is, whatever can't be read: the import's own half of a pipeline's folder too.
  const ofStore = storedPaths(remaining.filter(({ reason }) => reason !== 'damaged'));
  const held = blockedBeside(context, plan).heldAmong(context.index, ofStore);
  if (held.length > 0) return fail(unreadableError(held));
  // A plan made beside manifests none of which is there any more: has the disk with the runs gone?
  const isSame =
    plan.pipelines.length > 0 || plan.consent.empty !== null || hasPrimaryManifests(context.index);
  if (ofStore.length > 0 && !isSame) return fail(noManifests(cleaning.workspace));
  const isBehindLink = linkInTheWay(cleaning.site);
  const { going, stayingFolders } = pipelinesOf(context, plan, diskNowMs(cleaning.site), isBehindLink);
  const ids = going.map(({ id }) => id);
  const json = JSON.stringify(ids);
  const candidates = candidatesAt({ ...context, ended: ids }, storedPaths(remaining), ids);
  const spare = new Map(lookAtSpare(context).map((folder) => [folder.path, folder]));
  const entries: PlanEntry[] = [];
  const left: Skipped[] = [];
  const files: number[] = [];
  for (const entry of remaining) {
    const now = candidates.get(entry.path);
    let reason: SkipReason | null = null;
    if (isBehindLink(entry.path)) reason = 'link';
    else if (entry.folder !== null && stayingFolders.has(entry.folder))
      reason = stayingFolders.get(entry.folder) ?? 'pipeline-stays';
    else if (entry.reason === 'results') reason = objectionToResults(spare.get(entry.folder ?? ''));
    else if (isStored(entry))
      reason = now === undefined ? 'gone' : objection(context, plan, entry, now, json);
    if (reason !== null) {
      left.push(skipped(entry.path, reason));
      continue;
    }
    entries.push(entry);
    if (now !== undefined) files.push(now.id);
  }
  const seen = new Set(plan.broken.map(recordKey));
  const breaks = breaksFrom(context.index, ids, files).filter((broken) => !seen.has(recordKey(broken)));
  if (breaks.length > 0) {
    const message = 'More would break by now than the plan says. Make a new plan.';
    return fail({ code: 'BREAKS', message, breaks });
  }
  return ok({ entries: manifestsFirst(entries), skipped: left });
}
