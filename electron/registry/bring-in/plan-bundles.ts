import { basename } from 'node:path/posix';
import { fail, type Result } from '../../../shared/domain/result.ts';
import { foldName } from '../../../shared/format/fold-name.ts';
import type { Cleaning } from '../change/look.ts';
import { plainWords } from '../files/plain-words.ts';
import { systemPath, type WorkspacePath } from '../files/paths.ts';
import { firstRow } from '../index/database.ts';
import type { BundleWords } from '../layouts/bringing.ts';
import { bringing } from '../layouts/layouts.ts';
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

/** Where a bundle goes: its own name, or one beside what has that; `taken` are those of this plan. */
function placesOf(name: string): (number: number) => WorkspacePath {
  const [, stem = name, end = ''] = /^(.*?)((?:\.n4a)(?:\.py)?)$/is.exec(name) ?? [];
  return (number) => bringing.bundlePlace(number === 1 ? name : `${stem}_${number}${end}`);
}

/** Numbers that are tried for a free name, at most. */
const MOST_NAMES = 1000;

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
  const taken = new Set<string>();
  const bundles: ImportBundle[] = [];
  for (const { tree, bundles: paths } of sources) {
    for (const path of paths) {
      const brought = tree.look(path);
      if (brought === null) continue;
      const name = basename(tree.parts(path).at(-1) ?? path);
      const places = placesOf(name);
      const fileAt = (target: WorkspacePath): FolderFile => ({
        path: target,
        size: brought.size,
        from: brought.file,
        bytes: null,
        mtimeMs: brought.mtimeMs,
        isSent: brought.isSent,
      });
      const isUsed = (target: WorkspacePath): boolean =>
        taken.has(foldName(target)) || site.fs.lstat(systemPath(site.root, target)).ok;
      const own = fileAt(places(1));
      const unsafe = checkFolderPath(own.path);
      const looked = !brought.isSent || PROGRAM.test(name) ? null : look(cleaning, brought);
      const says = looked?.ok === true ? looked.value : null;
      const about = { source: brought.label, says, madeOf: says === null ? null : madeOf(cleaning, says) };
      const problem = unsafe ?? (looked?.ok === false ? looked.error : null);
      if (problem !== null) {
        bundles.push({ ...about, status: 'broken', reason: problem, file: own, isTaken: false });
        continue;
      }
      const isSame = brought.isSent && holdsSame(site, own);
      if (isSame || !isUsed(own.path)) {
        const isTaken = !isSame && brought.isSent && wish.copyBundles === true;
        if (isTaken) taken.add(foldName(own.path));
        bundles.push({ ...about, status: isSame ? 'same' : 'new', reason: null, file: own, isTaken });
        continue;
      }
      let number = 2;
      while (number < MOST_NAMES && isUsed(places(number))) number += 1;
      const isBeside = wish.onConflict === 'beside' && brought.isSent && wish.copyBundles === true;
      const file = isBeside ? fileAt(places(number)) : own;
      if (isBeside) taken.add(foldName(file.path));
      const reason = `another file lies at ${own.path}`;
      bundles.push({ ...about, status: 'conflict', reason, file, isTaken: isBeside });
    }
  }
  return bundles;
}
