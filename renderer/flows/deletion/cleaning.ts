import type { CleanSelection } from '../../../shared/api/deletion/clean-selection.ts';
import type { PlanHead } from '../../../shared/api/deletion/clean-plan.ts';
import type { WorkProgress, WorkResult } from '../../../shared/api/deletion/clean-work.ts';
import type { Failure } from '../../../shared/api/failure.ts';

/** How a plan is asked for, beside what it is of. */
export interface PlanOptions {
  /** Of pipelines, only the files of their own folders. */
  readonly foldersOnly?: boolean;
  /** The workspace folder's name as it was typed, where there is no manifest. */
  readonly confirmEmpty?: string;
}

/** What the user is asked about before something moves. */
export type Review =
  /** The workspace is being looked at. */
  | { readonly kind: 'looking'; readonly selection: CleanSelection; readonly options: PlanOptions }
  | {
      readonly kind: 'refused';
      readonly selection: CleanSelection;
      readonly options: PlanOptions;
      readonly failure: Failure;
    }
  | {
      readonly kind: 'planned';
      readonly selection: CleanSelection;
      readonly options: PlanOptions;
      readonly plan: PlanHead;
    };

/** Work that moves or removes files, asked for by this window. */
export interface Work {
  readonly kind: 'move' | 'restore' | 'empty' | 'resume' | 'undo-import';
  readonly progress: WorkProgress | null;
  readonly isStopping: boolean;
}

/** What became of the last work, until it is dismissed. */
export type Ended =
  | { readonly kind: 'done'; readonly result: WorkResult; readonly at: number }
  | { readonly kind: 'refused'; readonly work: Work['kind']; readonly failure: Failure; readonly at: number };

/** After so long a plan is too old to be trusted, in milliseconds. */
export const PLAN_AGE_MS = 5 * 60_000;
