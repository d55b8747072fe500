import type { WorkProgress, WorkResult } from '../../shared/api/deletion/clean-work.ts';
import type { ManifestCounts } from '../../shared/api/parts.ts';
import type { Result } from '../../shared/domain/result.ts';
import type { CleanError } from '../registry/change/clean-error.ts';
import type { DecisionSubject } from '../registry/change/decisions.ts';
import type { EmptyRequest } from '../registry/trash/empty.ts';
import type { PlanRequest } from '../registry/clean/make-plan.ts';
import type { Consent, Plan } from '../registry/change/plan.ts';
import type { ReturningFile } from '../registry/trash/restore-preview.ts';
import type { TrashState } from '../registry/trash/trash-state.ts';
import type { IndexNotice } from '../registry/index/index-home.ts';
import type { ScanThreadOptions } from './scan-protocol.ts';

/** What a work thread is to do: once, then it ends. */
export type WorkTask =
  | {
      readonly kind: 'plan';
      readonly request: PlanRequest;
      readonly consent: Consent;
      readonly graceMs: number;
    }
  | { readonly kind: 'apply'; readonly plan: Plan; readonly consent: Consent }
  | { readonly kind: 'restore'; readonly id: string; readonly paths: readonly string[] }
  | { readonly kind: 'restore-wanted' }
  | { readonly kind: 'empty'; readonly request: EmptyRequest }
  | { readonly kind: 'resume'; readonly id: string }
  | { readonly kind: 'decide' | 'undecide'; readonly subject: DecisionSubject };

/** A plan, and the scan that it was made from. */
export interface Planned {
  readonly plan: Plan;
  /** Milliseconds since 1970. */
  readonly scannedAt: number;
  /** The manifests that it found. */
  readonly manifests: ManifestCounts;
  /** Whether that scan found anything new. */
  readonly changed: boolean;
}

/** What a task comes to. */
export type WorkValue =
  | { readonly kind: 'planned'; readonly planned: Planned }
  | { readonly kind: 'worked'; readonly result: WorkResult }
  | { readonly kind: 'decided' };

/** What a work thread is started with. */
export interface WorkThreadOptions extends ScanThreadOptions {
  readonly task: WorkTask;
  /** Begins every name that the thread makes up, its lock's among them: 6 characters of 0-9 and a-f. */
  readonly mark: string;
}

/** What its starter tells the thread: to stop after the current file. */
export type ToWork = 'cancel';

/** What the thread tells. It ends after `done`, `cancelled` or `failed`. */
export type FromWork =
  /** Said before the work begins, where the index of an earlier session can't be used. */
  | { readonly type: 'notices'; readonly notices: readonly IndexNotice[] }
  | { readonly type: 'progress'; readonly progress: WorkProgress }
  | {
      readonly type: 'done';
      readonly outcome: Result<WorkValue, CleanError>;
      /** Whether the index may be another one now. */
      readonly changed: boolean;
      /** Whether the last look could not be done, so that the index may be behind. */
      readonly isStale: boolean;
      readonly notices: readonly IndexNotice[];
      readonly snapshot: Uint8Array | null;
      readonly trash: TrashState;
    }
  /** A plan that nobody wants any more. */
  | { readonly type: 'cancelled' }
  /** The folder is no longer a workspace. */
  | { readonly type: 'failed'; readonly reason: string };

/** A look at the trash, which changes nothing, and needs no turn. */
export type TrashLook =
  | { readonly kind: 'state' }
  /** The files of a batch, and what putting them back would meet. */
  | { readonly kind: 'files'; readonly id: string };

/** What a look is started with. */
export interface TrashLookOptions {
  /** The workspace's folder with links resolved. */
  readonly realRoot: string;
  /** The index file; null where there is none. */
  readonly file: string | null;
  readonly look: TrashLook;
}

/** What a look tells, once. */
export type FromTrashLook =
  | { readonly type: 'state'; readonly state: TrashState }
  | { readonly type: 'files'; readonly files: Result<readonly ReturningFile[], CleanError> };
