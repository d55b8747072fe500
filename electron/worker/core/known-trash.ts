import { isDeepStrictEqual } from 'node:util';
import type { UnfinishedWork } from '../../../shared/api/deletion/trash-parts.ts';
import { decisionsFor } from '../../registry/change/decisions.ts';
import { unfinishedAmong } from '../../registry/change/interrupted.ts';
import { settledBy } from '../../registry/change/settled.ts';
import type { Site } from '../../registry/change/site.ts';
import { closeDatabase } from '../../registry/index/database.ts';
import { openReader } from '../../registry/index/reader.ts';
import type { Settled } from '../../registry/state/blocking.ts';
import type { TrashState } from '../../registry/trash/trash-state.ts';
import { reasonOf } from '../jobs/running-job.ts';
import type { InputOf, UnchangingName, ValueOf } from '../jobs/table.ts';
import type { WorkspaceJobs } from '../jobs/workspace-jobs.ts';

/** A look at the trash came to nothing: its thread died. */
export class LookStopped extends Error {}

type TrashFiles = ValueOf<'lookAtBatch'>;

/** What was decided before, by the index that an earlier session left. */
function settledBefore(site: Site, file: string | null): Settled {
  const index = file === null ? null : openReader(file);
  if (index === null) return {};
  try {
    return settledBy(decisionsFor(site, index));
  } finally {
    closeDatabase(index);
  }
}

/** What is known of Stemma's own folder in a workspace: what the trash holds, and what was decided. */
export class KnownTrash {
  readonly #jobs: Pick<WorkspaceJobs, 'begin'>;
  #state: TrashState | null = null;
  /** Rises with each change: what a look found that began before may be of the middle of work. */
  #turn = 0;
  #files: { readonly id: string; readonly turn: number; readonly files: Promise<TrashFiles> } | null = null;
  #settled: Settled;
  #difference: string | null = null;

  /** @param file the index file; null where it lives in memory */
  constructor(site: Site, file: string | null, jobs: Pick<WorkspaceJobs, 'begin'>) {
    this.#jobs = jobs;
    this.#settled = settledBefore(site, file);
  }

  /** What the user decided about what can't be read or seems to be gone. */
  get settled(): Settled {
    return this.#settled;
  }

  /** What the trash holds, as far as that is known by now. */
  get known(): TrashState | null {
    return this.#state;
  }

  /** Notes what a job found; whether that is new. */
  set(state: TrashState): boolean {
    const isNew = this.#state !== null && JSON.stringify(this.#state) !== JSON.stringify(state);
    this.#state = state;
    this.#turn += 1;
    this.#settled = state.settled;
    return isNew;
  }

  /** A job ended without telling what it left: what is asked next looks again. */
  forget(): void {
    this.#state = null;
    this.#turn += 1;
  }

  /**
   * Whether the trash is known to be in the middle of just that work. Where it is not, another Stemma began or ended something since it
   * was looked at; said once of each difference, so that a disk which tells two things of one folder has nobody look for ever.
   */
  knows(work: readonly UnfinishedWork[]): boolean {
    const known = this.#state === null ? undefined : unfinishedAmong(this.#state.batches);
    const difference = JSON.stringify([known, work]);
    const isSame = known === undefined || isDeepStrictEqual(known, work);
    const isTold = this.#difference === difference;
    this.#difference = isSame ? null : difference;
    return isSame || isTold;
  }

  /** What the trash holds, as the last job found it; before the first, it is looked at. */
  async state(): Promise<TrashState> {
    for (;;) {
      if (this.#state !== null) return this.#state;
      const turn = this.#turn;
      const state = await this.#look('lookAtTrash', { turn });
      // A job that ended meanwhile knows better.
      if (turn === this.#turn) this.set(state);
    }
  }

  /** The files of a batch, and what putting them back would meet; looked at once for each state of the trash. */
  async files(id: string): Promise<TrashFiles> {
    for (;;) {
      await this.state();
      const turn = this.#turn;
      if (this.#files?.id !== id || this.#files.turn !== turn) {
        this.#files = { id, turn, files: this.#look('lookAtBatch', { id, turn }) };
      }
      const files = await this.#files.files;
      if (turn === this.#turn) return files;
    }
  }

  async #look<Name extends UnchangingName>(name: Name, input: InputOf<Name>): Promise<ValueOf<Name>> {
    const ended = await this.#jobs.begin(name, input).outcome;
    if (ended.kind === 'done') return ended.value;
    throw new LookStopped(reasonOf(ended));
  }
}
