import type { JobName } from '../jobs/table.ts';
import type { StartedJob } from '../jobs/workspace-jobs.ts';

/** Work that ends with what a window shows as a result: it can be followed again by the page that began it. */
export type FollowableName = 'apply' | 'restore' | 'restoreWanted' | 'empty' | 'resume';

/** As many are kept, the last ones: a page asks for the one that it began, right after it was loaded anew. */
const KEPT = 8;

/** Work by the names that the pages which began it gave it, with what it came to. */
export class FollowableWork {
  readonly #started = new Map<string, StartedJob<FollowableName>>();

  /** Keeps work; of other jobs nothing can be followed again. */
  keep<Name extends JobName>(workId: string, started: StartedJob<Name>): void {
    if (!isFollowable(started)) return;
    this.#started.set(workId, started);
    for (const oldest of this.#started.keys()) {
      if (this.#started.size <= KEPT) break;
      this.#started.delete(oldest);
    }
  }

  /** Null where it was never begun, or others were begun since. */
  find(workId: string): StartedJob<FollowableName> | null {
    return this.#started.get(workId) ?? null;
  }
}

const FOLLOWABLE: ReadonlySet<string> = new Set<FollowableName>([
  'apply',
  'restore',
  'restoreWanted',
  'empty',
  'resume',
]);

function isFollowable(started: {
  readonly job: { readonly name: JobName };
}): started is StartedJob<FollowableName> {
  return FOLLOWABLE.has(started.job.name);
}
