import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { ImportProgress, ImportRow } from '../../../shared/api/import/import-plan.ts';
import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import { isSourceName, type FoundSource } from '../../registry/bring-in/find-manifests.ts';
import type { GivenSource } from '../../registry/bring-in/given-source.ts';
import type { ImportPlan } from '../../registry/bring-in/import-plan.ts';
import { makeImportPlan, type ImportPlanProgress } from '../../registry/bring-in/make-import-plan.ts';
import { openSource } from '../../registry/bring-in/open-sources.ts';
import { PromisedTree } from '../../registry/bring-in/promised-tree.ts';
import { DiskTree } from '../../registry/bring-in/tree.ts';
import { makeUnpacked, removeUnpacked } from '../../registry/bring-in/unpacked.ts';
import type { CleanError } from '../../registry/change/clean-error.ts';
import { look } from '../../registry/change/look.ts';
import { writableNodeFileSystem as fs } from '../../registry/files/writable-file-system.ts';
import { indexBusy } from '../../registry/clean/planning.ts';
import { ImportNames } from './import-names.ts';
import { isTakenFirst, rowOf } from './import-rows.ts';
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

/** Rows that are told while planning goes on. */
const FIRST_ROWS = 200;

/** How often it is told how far unpacking is, in milliseconds. */
const TELL_MS = 100;

const NOTHING = { new: 0, same: 0, conflict: 0, broken: 0 };

const WAITING: ImportProgress = {
  phase: 'wait',
  files: 0,
  total_files: 0,
  bytes: 0,
  total_bytes: 0,
  counts: NOTHING,
  rows: [],
};

/** What was found so far: told often, so each manifest is looked at once. */
class SoFar {
  readonly #names: ImportNames;
  #counts = { ...NOTHING };
  #rows: ImportRow[] = [];
  #seen = 0;
  #isEarly = true;

  constructor(names: ImportNames) {
    this.#names = names;
  }

  after({
    items,
    first,
  }: Pick<ImportPlanProgress, 'items' | 'first'>): Pick<ImportProgress, 'counts' | 'rows'> {
    // What is told is never taken back for less.
    const isEarly = items.length < first.length;
    if (!isEarly && this.#isEarly) this.#begin();
    this.#isEarly = isEarly;
    const known = isEarly ? first : items;
    for (const item of known.slice(this.#seen)) {
      this.#counts[item.status] += 1;
      if (this.#rows.length < FIRST_ROWS)
        this.#rows.push(rowOf(item, this.#rows.length, this.#names, isTakenFirst(item)));
    }
    this.#seen = known.length;
    return { counts: { ...this.#counts }, rows: this.#rows };
  }

  #begin(): void {
    this.#counts = { ...NOTHING };
    this.#rows = [];
    this.#seen = 0;
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
        yield { ...WAITING, phase: 'look', files: far.files, bytes: far.bytes };
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
    const names = new ImportNames(input.source);
    const unpacked: string[] = [];
    let isKept = false;
    try {
      const sources = yield* open(input, unpacked);
      const looking = look({ workspace, site });
      let looked = looking.next();
      try {
        for (; looked.done !== true; looked = looking.next())
          yield { ...WAITING, ...looked.value, phase: 'look' };
      } finally {
        if (looked.done !== true) looking.return(null);
      }
      if (looked.value === null) return fail(indexBusy());
      const { changed } = looked.value;
      const planning = makeImportPlan({ workspace, site }, sources, {
        onConflict: 'beside',
        withoutMissing: true,
        dataset: input.dataset,
      });
      const soFar = new SoFar(names);
      let step = planning.next();
      for (; step.done !== true; step = planning.next()) {
        const { items, first, ...progress } = step.value;
        yield { ...progress, ...soFar.after({ items, first }) };
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
