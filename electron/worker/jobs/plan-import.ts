import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { ImportProgress } from '../../../shared/api/import/import-plan.ts';
import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import { isSourceName, type FoundSource } from '../../registry/bring-in/find-manifests.ts';
import { itemsByLastScan } from '../../registry/bring-in/first-items.ts';
import type { GivenSource } from '../../registry/bring-in/given-source.ts';
import type { ImportPlan, ImportWish } from '../../registry/bring-in/import-plan.ts';
import { makeImportPlan } from '../../registry/bring-in/make-import-plan.ts';
import { openSource } from '../../registry/bring-in/open-sources.ts';
import { PromisedTree } from '../../registry/bring-in/promised-tree.ts';
import { DiskTree } from '../../registry/bring-in/tree.ts';
import { makeUnpacked, removeUnpacked } from '../../registry/bring-in/unpacked.ts';
import type { CleanError } from '../../registry/change/clean-error.ts';
import { look, type Cleaning } from '../../registry/change/look.ts';
import { writableNodeFileSystem as fs } from '../../registry/files/writable-file-system.ts';
import { sqliteCode } from '../../registry/index/database.ts';
import { indexBusy } from '../../registry/clean/planning.ts';
import { ImportNames } from './import-names.ts';
import { ImportSoFar } from './import-so-far.ts';
import type { UnchangingJob } from './job.ts';

/** A plan of what would be brought in, and where archives were unpacked for it: whoever keeps it removes these folders. */
export interface PlannedImport {
  readonly plan: ImportPlan;
  readonly unpacked: readonly string[];
  /** Milliseconds since 1970. */
  readonly madeAt: number;
  /** Milliseconds. */
  readonly took: number;
  /** Whether looking at the workspace found anything new. */
  readonly changed: boolean;
}

/** What is to be planned. */
export interface PlanImportInput {
  readonly source: GivenSource;
  /** Where archives may be unpacked; null where there is no cache folder. */
  readonly cache: string | null;
  /** Of which dataset exported artifacts are that don't say it; null where nobody said so. */
  readonly dataset: string | null;
}

/** For how long rows are told by the last scan before the workspace is looked at, in milliseconds. */
const LAST_SCAN_MS = 250;

/** How often it is told how far unpacking is, in milliseconds. */
const TELL_MS = 100;

const WAITING: ImportProgress = {
  phase: 'wait',
  files: 0,
  total_files: 0,
  bytes: 0,
  total_bytes: 0,
  counts: { new: 0, same: 0, conflict: 0, broken: 0 },
  rows: [],
};

/**
 * Tells rows by what the last scan found, so that there is something to see while the workspace is looked at. Nothing is planned of them, and
 * all of them are told again by what that look finds.
 */
function* tellByLastScan(
  cleaning: Cleaning,
  sources: readonly FoundSource[],
  wish: ImportWish,
  soFar: ImportSoFar,
): Generator<ImportProgress, void> {
  if (!cleaning.workspace.hasIndex) return;
  const end = performance.now() + LAST_SCAN_MS;
  try {
    for (const items of itemsByLastScan(cleaning, sources, wish)) {
      yield { ...WAITING, phase: 'look', ...soFar.byLastScan(items) };
      if (performance.now() >= end) return;
    }
  } catch (error) {
    // Of an index that can't be asked nothing is told: the look that follows mends it.
    if (sqliteCode(error) === null) throw error;
  }
}

/** Whether a file was named that is brought along by a manifest beside it, if by any. */
function isBeside(path: string, all: readonly string[]): boolean {
  const stamp = fs.stat(path);
  return stamp.ok && stamp.value.kind === 'file' && !isNamedFor(path, all);
}

/** Whether a file is something by itself; JSON beside YAML is of the folder of a pipeline. */
function isNamedFor(path: string, all: readonly string[]): boolean {
  return isSourceName(path) && !(/\.json$/i.test(path) && all.some((each) => /\.ya?ml$/i.test(each)));
}

/** Opens all that was named; what can't be opened is told as something that is left. */
async function* open(
  { source, cache }: PlanImportInput,
  unpacked: string[],
): AsyncGenerator<ImportProgress, FoundSource[]> {
  const { paths, root, unsent } = source;
  const real = root === null ? null : fs.realPath(root);
  const tree = real?.ok === true ? new PromisedTree(fs, real.value, unsent) : undefined;
  const found: FoundSource[] = [];
  const staging = (): string => {
    const { files, folder } = makeUnpacked(cache ?? join(tmpdir(), 'stemma'));
    unpacked.push(folder);
    return files;
  };
  for (const path of paths) {
    if (paths.length > 1 && isBeside(path, paths)) continue;
    const cancel = { aborted: false };
    const far = { files: 0, bytes: 0, isDone: false };
    const opening = openSource(path, path, {
      fs,
      staging,
      cancel,
      ...(tree === undefined ? {} : { tree }),
      onProgress: (progress) => Object.assign(far, progress),
    }).finally(() => (far.isDone = true));
    try {
      while (!far.isDone) {
        await Promise.race([opening, setTimeout(TELL_MS)]);
        if (!far.isDone) yield { ...WAITING, phase: 'look', files: far.files, bytes: far.bytes };
      }
    } finally {
      cancel.aborted = true;
      await opening;
    }
    found.push(sourceOf(path, await opening));
  }
  return found;
}

function sourceOf(path: string, opened: Awaited<ReturnType<typeof openSource>>): FoundSource {
  if (opened.ok) return opened.value;
  const { message, entry } = opened.error;
  const reason = entry === null ? message : `${message} (${entry})`;
  return {
    named: path,
    tree: new DiskTree(fs),
    manifests: [],
    documents: [],
    bundles: [],
    left: [{ path, reason }],
  };
}

/**
 * Looks at the workspace and at what is to be brought in, and says what would become of each manifest: conflicts beside what is there, and
 * without what is missing, since which of them go in is chosen afterwards.
 */
export const planImport: UnchangingJob<PlanImportInput, ImportProgress, Result<PlannedImport, CleanError>> = {
  lane: 'write',
  kind: 'plan-import',
  changesWorkspace: false,
  isShared: true,
  onCancel: 'drop',
  waiting: WAITING,
  async *run({ workspace, site }, input) {
    const began = performance.now();
    const soFar = new ImportSoFar(new ImportNames(input.source));
    const wish = { onConflict: 'beside', withoutMissing: true, dataset: input.dataset } as const;
    const unpacked: string[] = [];
    let isKept = false;
    try {
      const sources = yield* open(input, unpacked);
      yield* tellByLastScan({ workspace, site }, sources, wish, soFar);
      const looking = look({ workspace, site });
      let looked = looking.next();
      try {
        for (; looked.done !== true; looked = looking.next()) yield { ...looked.value, ...soFar.told() };
      } finally {
        if (looked.done !== true) looking.return(null);
      }
      if (looked.value === null) return fail(indexBusy());
      const { changed } = looked.value;
      const planning = makeImportPlan({ workspace, site }, sources, wish);
      let step = planning.next();
      for (; step.done !== true; step = planning.next()) {
        const { items, first, isRead, ...progress } = step.value;
        yield { ...progress, ...soFar.after({ items, first, isRead }) };
      }
      isKept = true;
      const took = Math.round(performance.now() - began);
      // Bundles are a list of their own, of which some may be copied yet.
      const bundles = new Set(step.value.bundles.map(({ source }) => source));
      const left = step.value.left.filter(({ path }) => !bundles.has(path));
      const plan = { ...step.value, left: [...left, ...input.source.left] };
      return ok({ plan, unpacked, madeAt: site.now(), took, changed });
    } finally {
      if (!isKept) removeUnpacked(unpacked);
    }
  },
  hasChanged: (planned) => !planned.ok || planned.value.changed,
};
