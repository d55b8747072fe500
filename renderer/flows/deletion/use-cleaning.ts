import { createContext, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react';
import type { CleanSelection } from '../../../shared/api/deletion/clean-selection.ts';
import type { WorkProgress, WorkResult } from '../../../shared/api/deletion/clean-work.ts';
import { failureOf, isLostCall, type Failure } from '../../../shared/api/failure.ts';
import { useConnections } from '../../state/connection/use-connections.ts';
import { begunIn, noteBegun, type BegunWork } from './begun-work.ts';
import type { Ended, PlanOptions, Review, Work } from './cleaning.ts';
import { useLeaveQuestion } from './use-leave-question.ts';
import { useBug } from '../../kit/problems/use-bug.ts';

/** What is deleted for good: some batches, or all, or all that are older. */
export interface EmptyWhat {
  readonly trash?: readonly string[];
  readonly older_than_days?: number;
  /** The workspace folder's name as it was typed, where there is no manifest. */
  readonly confirm_empty?: string;
}

/** Cleaning up, from wherever in the window it is asked for. One thing at a time. */
export interface Cleaning {
  readonly review: Review | null;
  readonly work: Work | null;
  readonly ended: Ended | null;
  /** Rises with each work that is over: what was picked before it was picked for it. */
  readonly turn: number;
  /** Looks at the workspace and plans; the plan is shown before anything moves. */
  readonly ask: (selection: CleanSelection, options?: PlanOptions) => void;
  readonly closeReview: () => void;
  /** Moves what the plan that is shown lists. */
  readonly apply: (consent: {
    readonly breaks: boolean;
    readonly running: boolean;
    readonly dataset: string | null;
  }) => void;
  /** Puts a batch back, or some files of it. */
  readonly restore: (trash: string, files?: readonly string[]) => void;
  readonly restoreWanted: () => void;
  /** Deletes for good. */
  readonly empty: (what: EmptyWhat) => void;
  /** `typed` is the name of a workspace without any manifest. */
  readonly resume: (trash: string, typed?: string) => void;
  /** Moves to the trash what an import brought. */
  readonly undoImport: (id: string) => void;
  /** Stops the work after the current file. */
  readonly stop: () => void;
  readonly dismiss: () => void;
}

/** Holds the {@link Cleaning} of the window. */
export const CleaningContext = createContext<Cleaning | null>(null);

/** Cleaning up, as the window does it. */
export function useCleaning(): Cleaning {
  const cleaning = useContext(CleaningContext);
  if (cleaning === null) throw new Error('There is no CleaningContext around this component');
  return cleaning;
}

/**
 * A call that ends with a result and tells how far it is before; with none where nothing is known of it any more.
 *
 * @param workId the name under which the page can follow it again
 */
type Working = (
  signal: AbortSignal,
  workId: string,
) => Promise<AsyncIterator<WorkProgress, WorkResult | null>>;

/** What stands for a call whose answer was lost with the connection. */
const LOST: Failure = { code: 'WORK_STOPPED', data: { reason: 'the connection to Stemma’s reader broke' } };

/**
 * Makes the {@link Cleaning} of a window. Throws bugs while drawing.
 *
 * @param isBusy whether anything is being changed in the workspace, by whichever window
 */
export function useCleaningOf(workspace: string, isBusy: boolean): Cleaning {
  const { coreClient } = useConnections();
  const [review, setReview] = useState<Review | null>(null);
  const [work, setWork] = useState<Work | null>(null);
  const [ended, setEnded] = useState<Ended | null>(null);
  const [turn, setTurn] = useState(0);
  const throwBug = useBug();
  const looking = useRef<AbortController | null>(null);
  useLeaveQuestion(work !== null);

  const ask = useCallback<Cleaning['ask']>(
    (selection, options = {}) => {
      looking.current?.abort();
      const controller = new AbortController();
      looking.current = controller;
      setReview({ kind: 'looking', selection, options });
      coreClient.clean
        .plan(
          {
            workspace,
            selection,
            folders_only: options.foldersOnly ?? false,
            confirm_empty: options.confirmEmpty ?? null,
          },
          { signal: controller.signal },
        )
        .then(
          (plan) => {
            if (!controller.signal.aborted) setReview({ kind: 'planned', selection, options, plan });
          },
          (error: unknown) => {
            if (controller.signal.aborted) return;
            const failure = failureOf(error) ?? (isLostCall(error) ? LOST : null);
            if (failure === null) throwBug(error);
            else setReview({ kind: 'refused', selection, options, failure });
          },
        );
    },
    [coreClient, throwBug, workspace],
  );

  const closeReview = useCallback(() => {
    looking.current?.abort();
    setReview(null);
  }, []);

  const run = useCallback(
    (kind: Work['kind'], working: Working, known: BegunWork | null = null) => {
      setReview(null);
      setEnded(null);
      setWork({ kind, progress: null, isStopping: false });
      const id = known?.id ?? crypto.randomUUID();
      noteBegun({ workspace, id, kind });
      const follow = async (): Promise<WorkResult | null> => {
        const told = await working(new AbortController().signal, id);
        for (;;) {
          const next = await told.next();
          if (next.done === true) return next.value;
          const progress = next.value;
          setWork((now) => (now === null ? now : { ...now, progress }));
        }
      };
      follow()
        .then(
          (result) => {
            noteBegun(null);
            if (result !== null) setEnded({ kind: 'done', result, at: Date.now() });
          },
          (error: unknown) => {
            const failure = failureOf(error) ?? (isLostCall(error) ? LOST : null);
            // A connection that broke may come back, and the work with it.
            if (!isLostCall(error)) noteBegun(null);
            if (failure === null) throwBug(error);
            else setEnded({ kind: 'refused', work: kind, failure, at: Date.now() });
          },
        )
        .finally(() => {
          setWork(null);
          setTurn((now) => now + 1);
        });
    },
    [throwBug, workspace],
  );

  // Once: this page was loaded anew while work of it was under way.
  const isFollowing = useRef(false);
  useEffect(() => {
    const begun = begunIn(workspace);
    if (begun === null || isFollowing.current) return;
    isFollowing.current = true;
    run(begun.kind, (signal, id) => coreClient.clean.follow({ workspace, work_id: id }, { signal }), begun);
  }, [coreClient, workspace, run]);

  // Said as long as it is so.
  useEffect(() => {
    if (!isBusy) setEnded((now) => (now?.kind === 'refused' && now.failure.code === 'BUSY' ? null : now));
  }, [isBusy]);

  const plan = review?.kind === 'planned' ? review.plan.id : null;
  const cleaning = useMemo<Cleaning>(
    () => ({
      review,
      work,
      ended,
      turn,
      ask,
      closeReview,
      apply: ({ breaks, running, dataset }) => {
        if (plan === null) return;
        run('move', (signal, work_id) =>
          coreClient.clean.apply(
            { workspace, plan, breaks, while_running: running, dataset, work_id },
            { signal },
          ),
        );
      },
      restore: (trash, files) =>
        run('restore', (signal, work_id) =>
          coreClient.trash.restore(
            { workspace, trash, work_id, ...(files === undefined ? {} : { files: [...files] }) },
            { signal },
          ),
        ),
      restoreWanted: () =>
        run('restore', (signal, work_id) =>
          coreClient.trash.restoreWanted({ workspace, work_id }, { signal }),
        ),
      empty: (what) =>
        run('empty', (signal, work_id) =>
          coreClient.trash.empty({ workspace, work_id, ...what }, { signal }),
        ),
      resume: (trash, typed) =>
        run('resume', (signal, work_id) =>
          coreClient.trash.resume(
            { workspace, trash, work_id, ...(typed === undefined ? {} : { confirm_empty: typed }) },
            { signal },
          ),
        ),
      undoImport: (id) =>
        run('undo-import', (signal) => coreClient.import.undo({ workspace, import_id: id }, { signal })),
      stop: () => {
        setWork((now) => (now === null ? now : { ...now, isStopping: true }));
        // Its own call tells what became of it; a connection that broke has stopped it already.
        void coreClient.clean.cancel({ workspace }).catch((error: unknown) => {
          if (!isLostCall(error)) throwBug(error);
        });
      },
      dismiss: () => setEnded(null),
    }),
    [review, work, ended, turn, plan, ask, closeReview, run, throwBug, coreClient, workspace],
  );
  return cleaning;
}
