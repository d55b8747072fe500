import { kindOf } from '../state/unreadable.ts';
import { rulesAt } from '../layouts/layouts.ts';
import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import { plainWords } from '../files/plain-words.ts';
import { systemPath, type WorkspacePath } from '../files/paths.ts';
import { allRows, type ReadableIndex } from '../index/database.ts';
import { diskKey } from '../index/ignores-case.ts';
import type { CleanError } from '../change/clean-error.ts';
import { trashPath, type Batch } from '../change/batch.ts';
import type { TrashedFile } from '../change/batch-files.ts';
import { hashFile } from '../change/file-bytes.ts';
import { contextOf, type Cleaning } from '../change/look.ts';
import { skipped, type CleanProgress } from '../change/outcome.ts';
import { isAskedAbout, type Plan, type PlanEntry } from '../change/plan.ts';
import { secondLook, type SecondLook } from './second-look.ts';
import type { Site } from '../change/site.ts';
import type { BatchFiles } from '../change/wanted.ts';
import type { GoingFile, IsThere } from '../layouts/rules.ts';
import { askWitnesses, type Source, type Unheard } from '../change/witness.ts';

/** The manifests of the workspace that count, but for some that go; the last scan has found them where they lie. */
function sourcesIn({ root }: Site, index: ReadableIndex, without: ReadonlySet<WorkspacePath>): Source[] {
  return allRows<{ path: string }>(index, 'SELECT path FROM source ORDER BY id')
    .filter(({ path }) => !without.has(path))
    .map(({ path }) => ({ path, file: systemPath(root, path) }));
}

/** Whether files are in their places in the workspace, each looked at once. */
function inPlace({ fs, root }: Site): IsThere {
  const sizes = new Map<WorkspacePath, number | null>();
  return (path, size) => {
    let there = sizes.get(path);
    if (there === undefined) {
      const stamp = fs.stat(systemPath(root, path));
      there = stamp.ok && stamp.value.kind === 'file' ? stamp.value.size : null;
      sizes.set(path, there);
    }
    return there !== null && (size === null || there === size);
  };
}

function unheard({ path, error }: Unheard): CleanError {
  const entry = {
    path,
    line: null,
    column: null,
    message: `The file can't be read: ${plainWords(error)}.`,
    code: 'UNREADABLE_FILE',
    what: kindOf({ path, code: 'UNREADABLE_FILE' }),
    datasets: null,
    runs: [],
    decision: 'none',
  } as const;
  const message = `${path} can't be read, and may name any stored file. Nothing was touched.`;
  return { code: 'UNREADABLE', message, unreadable: [entry] };
}

/**
 * Asks the bytes of all manifests right before files are moved, whatever the index says of them. What one names stays; the manifests
 * that go themselves are not asked, nor those that count as empty.
 */
function* lookBeforeMoving(
  cleaning: Cleaning,
  plan: Plan,
  { entries, skipped: left }: SecondLook,
): Generator<CleanProgress, Result<SecondLook, CleanError>> {
  const { site, workspace } = cleaning;
  const stored = entries.filter(isAskedAbout);
  const going = new Set(entries.map(({ path }) => path));
  const keyOf = diskKey(workspace.index);
  const goingOnDisk = new Set(entries.map(({ path }) => keyOf(path)));
  const { countedEmpty = [] } = contextOf(cleaning, plan);
  const there = inPlace(site);
  const named = yield* askWitnesses(
    site.fs,
    stored.map(({ path, hash }) => ({ path, hash, broken: plan.broken })),
    sourcesIn(site, workspace.index, new Set([...going, ...countedEmpty])),
    (path, size) => !goingOnDisk.has(keyOf(path)) && there(path, size),
  );
  if (!named.ok) return fail(unheard(named.error));
  const staying = new Set([...named.value.keys()].map((place) => stored[place]?.path));
  if (staying.size === 0) return ok({ entries, skipped: left });
  return ok({
    entries: entries.filter(({ path }) => !staying.has(path)),
    skipped: [
      ...left,
      ...entries.filter(({ path }) => staying.has(path)).map(({ path }) => skipped(path, 'named')),
    ],
  });
}

/** The second look at what of a plan is still to be moved, and the one at the bytes of all manifests. */
export function* looksBeforeMoving(
  cleaning: Cleaning,
  plan: Plan,
  remaining: readonly PlanEntry[],
): Generator<CleanProgress, Result<SecondLook, CleanError>> {
  const second = secondLook(cleaning, plan, remaining);
  return second.ok ? yield* lookBeforeMoving(cleaning, plan, second.value) : second;
}

/** The hash of a file, worked out when it is first asked for. */
function hashedOnce({ fs }: Site, file: string): () => string | null {
  let known: string | null | undefined;
  return () => {
    if (known === undefined) {
      const read = hashFile(fs, file);
      known = read.ok ? read.value : null;
    }
    return known;
  };
}

/** Why a file of a batch stays in the trash, though the index names it nowhere. */
export type Objection = 'named' | 'needed-in-trash';

/** Objections, by the batch and path of the file: see {@link objectionKey}. */
export type Objections = ReadonlyMap<string, Objection>;

/** What a file of a batch is called among {@link Objections}. */
export function objectionKey(batch: Pick<Batch, 'id'>, path: WorkspacePath): string {
  return `${batch.id}/${path}`;
}

function isStoredFile({ entry }: TrashedFile): boolean {
  return entry === null || isAskedAbout(entry);
}

/**
 * The same right before files are removed from the trash for good. Beside the manifests of the workspace those in other batches are
 * asked: what they need stays, or they could not be put back whole.
 *
 * @param others all batches of the trash that are not emptied
 */
export function* lookBeforeEmptying(
  cleaning: Cleaning,
  batches: readonly BatchFiles[],
  others: readonly BatchFiles[],
  countedEmpty: readonly WorkspacePath[],
): Generator<CleanProgress, Result<Objections, CleanError>> {
  const { site, workspace } = cleaning;
  const going = batches.flatMap(({ batch, files }) =>
    files.filter(isStoredFile).map((file) => ({ batch, file })),
  );
  const sought: GoingFile[] = going.map(({ batch, file: { path, entry } }) => ({
    path,
    hash: entry?.hash ?? null,
    broken: batch.plan?.broken ?? [],
    hashNow: hashedOnce(site, trashPath(site, batch.id, path)),
  }));
  const there = inPlace(site);
  const here = sourcesIn(site, workspace.index, new Set(countedEmpty));
  const named = yield* askWitnesses(site.fs, sought, here, there);
  if (!named.ok) return fail(unheard(named.error));
  const sizes = new Map(
    others.flatMap(({ files }) => files.map(({ path, stamp }) => [path, stamp.size] as const)),
  );
  const trashed = others.flatMap(({ batch: { id }, files }) =>
    files
      .filter(({ path }) => rulesAt(path).mayBeManifest(path))
      .map(({ path }) => ({ path, file: trashPath(site, id, path) })),
  );
  const needed = yield* askWitnesses(site.fs, sought, trashed, (path, size) => {
    const other = sizes.get(path);
    return there(path, size) || (other !== undefined && (size === null || other === size));
  });
  if (!needed.ok) return fail(unheard(needed.error));
  const objections = new Map<string, Objection>();
  for (const [place, { batch, file }] of going.entries()) {
    const key = objectionKey(batch, file.path);
    if (named.value.has(place)) objections.set(key, 'named');
    else if (needed.value.has(place)) objections.set(key, 'needed-in-trash');
  }
  return ok(objections);
}
