import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import { writeError, type CleanError } from '../change/clean-error.ts';
import { lookAgain, type Cleaning } from '../change/look.ts';
import { NEVER, type CleanProgress } from '../change/outcome.ts';
import { NO_CONSENT, type Consent } from '../change/plan.ts';
import { checkNothingInterrupted } from '../change/trash.ts';
import { withLock } from '../change/with-lock.ts';
import { applyPlan } from '../clean/apply.ts';
import { makePlan } from '../clean/make-plan.ts';
import { beginPlanning } from '../clean/planning.ts';
import { systemPath, type WorkspacePath } from '../files/paths.ts';
import { checkRealPlace } from '../files/trust.ts';
import {
  register,
  replaceManifest,
  type Registered,
  type RegisterError,
  type Registration,
} from './register.ts';

/** What taking back a failed run did. */
export interface TakenBack {
  /** The batch in the trash that holds what it had stored alone; null where nothing was moved. */
  readonly trash_id: string | null;
  readonly moved: readonly WorkspacePath[];
  /** Manifests that are again as they were. */
  readonly manifests: readonly WorkspacePath[];
  /** Manifests that others have changed since: they keep its records, and so its files. */
  readonly changed: readonly WorkspacePath[];
}

/** One change of a manifest, in the order in which they were made. */
interface Change {
  readonly manifest: WorkspacePath;
  readonly before: Uint8Array;
  readonly after: Uint8Array;
}

/** The run has named its pipelines itself, so that none of them is taken for one that nirs4all still writes. */
const CONSENT: Consent = { ...NO_CONSENT, whileRunning: true };

/**
 * A run that registers: what `start_run` begins in nirs4all. `end` keeps all of it; `takeBack` is `cleanup_failed_run`. It lives as long as
 * the process: a crash leaves what was registered so far, each record with its file.
 */
export class RunScope {
  readonly #cleaning: Cleaning;
  readonly #stored = new Set<WorkspacePath>();
  #changes: Change[] = [];
  #isOpen = true;

  constructor(cleaning: Cleaning) {
    this.#cleaning = cleaning;
  }

  /** Registers as a part of the run. Throws after its end. */
  *register(wish: Registration): Generator<CleanProgress, Result<Registered, RegisterError>> {
    this.#mustBeOpen();
    return yield* register(this.#cleaning, wish, true, {
      stored: (path) => this.#stored.add(path),
      changed: (manifest, before, after) => this.#changes.push({ manifest, before, after }),
    });
  }

  /** The run went well: all that it registered stays. */
  end(): void {
    this.#mustBeOpen();
    this.#isOpen = false;
  }

  /**
   * The run has failed: its manifests become what they were, unless others have changed them since, and what it stored and nothing uses
   * goes to the trash. What it only reused, and what others use by now, stays. It can be tried again where it fails.
   */
  *takeBack(): Generator<CleanProgress, Result<TakenBack, CleanError>> {
    this.#mustBeOpen();
    const { site, workspace } = this.#cleaning;
    const free = checkNothingInterrupted(site);
    if (!free.ok) return free;
    const put = yield* withLock(site, () => this.#restoreManifests());
    if (!put.ok) return put;
    yield* lookAgain(this.#cleaning);
    const planning = beginPlanning(workspace, site, { graceMs: 0, consent: CONSENT });
    const plan = planning.ok
      ? makePlan(planning.value, { kind: 'orphans', only: [...this.#stored] })
      : planning;
    if (!plan.ok) return plan;
    if (plan.value.entries.length === 0) {
      this.end();
      return ok({ trash_id: null, moved: [], ...put.value });
    }
    const applied = yield* applyPlan(this.#cleaning, plan.value, CONSENT, NEVER);
    if (!applied.ok) return applied;
    this.end();
    const { trash_id, moved } = applied.value;
    return ok({ trash_id, moved: moved.map(({ path }) => path), ...put.value });
  }

  /** Takes the changes back, the last first, as long as a manifest is what the run made of it. */
  *#restoreManifests(): Generator<
    CleanProgress,
    Result<Pick<TakenBack, 'manifests' | 'changed'>, CleanError>
  > {
    const { site } = this.#cleaning;
    const manifests = new Set<WorkspacePath>();
    const changed = new Set<WorkspacePath>();
    const total = this.#changes.length;
    for (const [done, { manifest, before, after }] of this.#changes.toReversed().entries()) {
      yield { phase: 'move', files: done, total_files: total, bytes: 0, total_bytes: 0 };
      if (changed.has(manifest)) continue;
      const file = systemPath(site.root, manifest);
      const now = checkRealPlace(site.fs, file).ok ? site.fs.read(file) : null;
      if (now?.ok !== true || !Buffer.from(now.value).equals(after)) {
        changed.add(manifest);
        continue;
      }
      const written = replaceManifest(this.#cleaning, file, before);
      if (!written.ok) return fail(writeError(written.error, manifest));
      manifests.add(manifest);
      this.#changes = this.#changes.filter((change) => change.after !== after);
    }
    return ok({
      manifests: [...manifests].filter((manifest) => !changed.has(manifest)).toSorted(),
      changed: [...changed].toSorted(),
    });
  }

  #mustBeOpen(): void {
    if (!this.#isOpen) throw new Error('The run has ended.');
  }
}
