import { basename } from 'node:path/posix';
import { fail, type Result } from '../../../shared/domain/result.ts';
import type { Cleaning } from '../change/look.ts';
import { plainWords } from '../files/plain-words.ts';
import type { WorkspacePath } from '../files/paths.ts';
import { firstRow } from '../index/database.ts';
import type { BundleWords } from '../layouts/bringing.ts';
import { bringing } from '../layouts/layouts.ts';
import { BundlePlaces } from './bundle-places.ts';
import { holdsSame } from './folder-files.ts';
import type { FoundSource } from './find-manifests.ts';
import type { FolderFile, ImportBundle, ImportWish } from './import-plan.ts';
import { checkFolderPath } from './target.ts';
import type { BroughtFile } from './tree.ts';

/** A program that holds a bundle: nobody runs it to see what is in it. */
const PROGRAM = /\.py$/i;

/** Thrown inside this file only. */
class Unreadable extends Error {}

function look({ site }: Cleaning, { file, size }: BroughtFile): Result<BundleWords, string> {
  try {
    return bringing.lookIntoBundle((position, length) => {
      const part = site.fs.readPartOf(file, position, length);
      if (!part.ok) throw new Unreadable(plainWords(part.error));
      return part.value;
    }, size);
  } catch (error) {
    if (error instanceof Unreadable) return fail(`it can't be read: ${error.message}`);
    throw error;
  }
}

/** The pipeline that a bundle was made of, if it is here: of the same id and dataset, first the very run. */
function madeOf({ workspace }: Cleaning, words: BundleWords): WorkspacePath | null {
  const { pipelineId: id, dataset, createdAt: created } = words;
  if (id === null) return null;
  const row = firstRow<{ path: WorkspacePath }>(
    workspace.index,
    `SELECT path FROM manifest WHERE is_primary AND pipeline_id = :id AND (:dataset IS NULL OR dataset = :dataset)
     ORDER BY created_at IS NOT :created, path LIMIT 1`,
    { id, dataset, created },
  );
  return row?.path ?? null;
}

function wordsOf({ steps, folds, files, pipelineId }: BundleWords, made: WorkspacePath | null): string {
  const of =
    pipelineId === null
      ? ''
      : ` of ${pipelineId}, ${made === null ? 'which is not here' : `which is ${made}`}`;
  const counts = [
    steps === null ? null : `${steps} steps`,
    folds.length === 0 ? null : `folds ${folds.join(', ')}`,
    `${files} files`,
  ].filter((each) => each !== null);
  return `a bundle${of} (${counts.join('; ')})`;
}

/** What people are told of a bundle that stays where it is. */
export function bundleText({ says, madeOf: made, reason, status }: ImportBundle): string {
  const what = says === null ? 'a bundle' : wordsOf(says, made);
  if (status === 'same') return `${what}: it is in the workspace already`;
  if (status !== 'new') return `${what}: ${reason ?? status}`;
  return `${what}: it holds no records, so it becomes no pipeline; it needs nothing, can be used where it lies, and be copied whole`;
}

/** Looks into the bundles of some sources, and says where each would go. Changes nothing. */
export function planBundles(
  cleaning: Cleaning,
  sources: readonly FoundSource[],
  wish: ImportWish,
): ImportBundle[] {
  const { site } = cleaning;
  const places = new BundlePlaces(site);
  const isWanted = (source: string): boolean =>
    typeof wish.copyBundles === 'object' ? wish.copyBundles.has(source) : wish.copyBundles === true;
  const bundles: ImportBundle[] = [];
  for (const { tree, bundles: paths } of sources) {
    for (const path of paths) {
      const brought = tree.look(path);
      if (brought === null) continue;
      const name = basename(tree.parts(path).at(-1) ?? path);
      const fileAt = (target: WorkspacePath): FolderFile => ({
        path: target,
        size: brought.size,
        from: brought.file,
        bytes: null,
        mtimeMs: brought.mtimeMs,
        isSent: brought.isSent,
      });
      const own = fileAt(bringing.bundlePlace(name));
      const unsafe = checkFolderPath(own.path);
      const looked = !brought.isSent || PROGRAM.test(name) ? null : look(cleaning, brought);
      const says = looked?.ok === true ? looked.value : null;
      const source = brought.label;
      const about = { source, name, says, madeOf: says === null ? null : madeOf(cleaning, says) };
      const reason = unsafe ?? (looked?.ok === false ? looked.error : null);
      const stays = { ...about, file: own, isTaken: false };
      if (reason !== null) bundles.push({ ...stays, status: 'broken', reason });
      else if (brought.isSent && holdsSame(site, own))
        bundles.push({ ...stays, status: 'same', reason: null });
      else {
        const isConflict = places.isTaken(name);
        const isBeside = isConflict && wish.onConflict === 'beside';
        const file = isBeside ? fileAt(places.choose(name)) : own;
        const isTaken = isWanted(source) && brought.isSent && (!isConflict || isBeside);
        if (isTaken) places.take(file.path);
        bundles.push({
          ...about,
          status: isConflict ? 'conflict' : 'new',
          reason: isConflict ? `another file lies at ${own.path}` : null,
          file,
          isTaken,
        });
      }
    }
  }
  return bundles;
}
