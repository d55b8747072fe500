import type { RunningWork, WorkProgress } from '../../../shared/api/deletion/clean-work.ts';
import type { Notice, WorkspaceStatus } from '../../../shared/api/workspace/workspace.ts';
import type { IndexNotice } from '../../registry/index/index-home.ts';
import { Latest } from '../jobs/latest.ts';
import type { JobName, ProgressOf } from '../jobs/table.ts';
import type { RunningJob } from '../jobs/running-job.ts';
import type { AnyJob } from '../jobs/workspace-jobs.ts';
import type { OpenedIndex } from './opened-index.ts';

/** Jobs that tell what windows show of work. */
type WorkName = {
  [Name in JobName]: ProgressOf<Name> extends WorkProgress ? Name : never;
}[JobName];

function isWork(job: AnyJob): job is { [Name in WorkName]: RunningJob<Name> }[WorkName] {
  return job.kind !== null;
}

/** The one that runs; where none does, the first that waits. */
function shown<Job extends { readonly isRunning: boolean }>(jobs: readonly Job[]): Job | null {
  return jobs.find(({ isRunning }) => isRunning) ?? jobs[0] ?? null;
}

function workOf(jobs: readonly AnyJob[]): RunningWork | null {
  const job = shown(jobs.filter(isWork));
  return job === null || job.kind === null ? null : { kind: job.kind, progress: job.progress.value };
}

/** What windows are told of a workspace as it changes: its index, what is going on, and what they should know. */
export class StatusBoard {
  readonly status: Latest<WorkspaceStatus>;

  constructor({ isOpen, scannedAt }: OpenedIndex) {
    const nothing = { revision: 0, scan: null, ways: null, work: null, notices: [] };
    this.status = new Latest<WorkspaceStatus>({ ...nothing, isReady: isOpen, scannedAt });
  }

  /** Tells that there is no index to ask just now. */
  closeIndex(): void {
    this.#set({ isReady: false });
  }

  /** Tells when the index was last brought up to date, which found nothing new. */
  noteScan({ scannedAt }: OpenedIndex): void {
    this.#set({ scannedAt });
  }

  /** Tells that there is another index, and all is to be asked again. */
  openIndex({ isOpen, scannedAt }: OpenedIndex): void {
    const notices = this.status.value.notices.map((notice) =>
      notice.code === 'REBUILT' && notice.took === null
        ? { ...notice, took: Date.now() - notice.at }
        : notice,
    );
    this.#set({ isReady: isOpen, scannedAt, notices });
    this.revise();
  }

  /** Tells that all is to be asked again. */
  revise(): void {
    this.#set({ revision: this.status.value.revision + 1 });
  }

  /** Tells of the scan, of what goes on behind it, and of the work that is under way. */
  setJobs(jobs: readonly AnyJob[]): void {
    const scan = shown(jobs.filter((job) => job.name === 'scan'))?.progress.value ?? null;
    const ways = shown(jobs.filter((job) => job.name === 'deriveWays'))?.progress.value ?? null;
    const work = workOf(jobs);
    const { value } = this.status;
    // Of looks nobody is told.
    if (scan === value.scan && ways === value.ways && work === null && value.work === null) return;
    this.#set({ scan, ways, work });
  }

  /** Tells what a user should know of the index, once each. */
  tell(notices: readonly (IndexNotice | Pick<Notice, 'code' | 'reason'>)[]): void {
    const known = this.status.value.notices;
    const fresh = notices
      .filter(({ code, reason }) => !known.some((one) => one.code === code && one.reason === reason))
      .map(({ code, reason }): Notice => ({ code, reason, at: Date.now(), took: null }));
    if (fresh.length > 0) this.#set({ notices: [...known, ...fresh] });
  }

  /** Takes back what was told of a look that could not be done: one was. */
  settle(): void {
    const known = this.status.value.notices;
    const notices = known.filter(({ code }) => code !== 'STALE' && code !== 'SCAN_FAILED');
    if (notices.length < known.length) this.#set({ notices });
  }

  #set(change: Partial<WorkspaceStatus>): void {
    this.status.set({ ...this.status.value, ...change });
  }
}
