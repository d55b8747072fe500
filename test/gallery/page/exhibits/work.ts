import type { WorkProgress, WorkResult } from '../../../../shared/api/deletion/clean-work.ts';
import { endWith, pending, refuse, tellAndWait } from '../answers.ts';
import type { Exhibit } from '../exhibit.ts';
import { FAILURES } from '../failures.ts';
import { inWorkspace, type CoreAnswers } from '../in-window.ts';
import { move } from './cleaning-steps.ts';
import { worked } from './worked.ts';

const moving =
  (progress: Partial<WorkProgress> = {}): CoreAnswers =>
  () => ({
    clean: {
      apply: () =>
        Promise.resolve(
          tellAndWait<WorkProgress, WorkResult>({
            phase: 'move',
            files: 87,
            total_files: 194,
            bytes: 212_000_000,
            total_bytes: 519_000_000,
            ...progress,
          }),
        ),
      cancel: pending(),
    },
  });

const moved =
  (result: Partial<WorkResult>): CoreAnswers =>
  () => ({
    clean: { apply: () => Promise.resolve(endWith(worked(result))) },
  });

const SKIPPED = [
  {
    path: 'binaries/wheat/model_Ridge_e7242d0e54c2.joblib',
    reason: 'referenced',
    message: null,
    named_since: null,
  },
  {
    path: 'binaries/wheat/model_PLSRegression_0f1e2d3c4b5a.joblib',
    reason: 'failed',
    message: 'EACCES: permission denied',
    named_since: null,
  },
] as const;

/** Work that goes on, and what became of it. */
export const WORK: readonly Exhibit[] = [
  inWorkspace(
    'orphans',
    'clean-up',
    ['work', 'Files move to the trash', ['87 of 194 files', 'what moved can be undone']],
    {
      core: moving(),
      steps: move,
    },
  ),
  inWorkspace(
    'orphans',
    'clean-up',
    ['work-looking', 'Files are looked at again', 'Looking at each file again'],
    {
      core: moving({ phase: 'look', files: 0, bytes: 0 }),
      steps: move,
    },
  ),
  inWorkspace(
    'orphans',
    'clean-up',
    ['work-stopping', 'Work that stops', 'Stopping after the current file'],
    {
      core: moving(),
      steps: async (hands) => {
        await move(hands);
        await hands.see('87 of 194 files');
        await hands.press('button', 'Cancel');
      },
    },
  ),
  inWorkspace('orphans', 'clean-up', ['moved', 'What was moved', ['Moved 24 files', 'Undo']], {
    core: moved({}),
    steps: move,
  }),
  inWorkspace(
    'orphans',
    'clean-up',
    ['moved-but', 'What was moved, and what stayed', ['2 files stayed', 'Hide them']],
    {
      core: moved({
        skipped: SKIPPED,
        skipped_files: 2,
        cancelled: true,
        notes: ['MOVED_BY_RENAME', 'NOT_SYNCED', 'NOT_LOOKED_AGAIN'],
      }),
      steps: async (hands) => {
        await move(hands);
        await hands.press('button', 'Show the 2 files');
      },
    },
  ),
  inWorkspace('orphans', 'clean-up', ['moved-nothing', 'Nothing was moved', 'Nothing was moved.'], {
    core: moved({ done: { files: 0, bytes: 0 }, trash_id: null }),
    steps: move,
  }),
  inWorkspace(
    'orphans',
    'clean-up',
    ['work-no-space', 'No space for the journal', ['There is no space for it', 'Show the trash']],
    {
      core: () => ({ clean: { apply: refuse(FAILURES.NO_SPACE) } }),
      steps: move,
    },
  ),
  inWorkspace(
    'orphans',
    'clean-up',
    ['work-stopped', 'The core stopped in the middle', 'Stemma stopped in the middle of it.'],
    {
      core: () => ({ clean: { apply: refuse(FAILURES.WORK_STOPPED) } }),
      steps: move,
    },
  ),
  inWorkspace('interrupted', 'trash', [
    'interrupted',
    'Work that was cut off',
    'A clean-up was interrupted. Finish it or undo it.',
  ]),
  inWorkspace(
    'interrupted',
    'trash',
    [
      'interrupted-refused',
      'Work that was cut off, and can’t be finished yet',
      ['may name any stored file', '0001_keep', 'Decide in Clean up', 'Finish or undo it…'],
    ],
    {
      core: () => ({ trash: { resume: refuse(FAILURES.UNREADABLE) } }),
      steps: (hands) => hands.press('button', 'Finish it'),
    },
  ),
  inWorkspace(
    'trashed',
    'clean-up',
    ['undo', 'The question before undoing', ['Undo the last move?', 'go back to where they were']],
    {
      steps: async (hands) => {
        await hands.see('Nothing is deleted here');
        hands.key('z', { ctrl: true });
      },
    },
  ),
  inWorkspace(
    'trashed',
    'clean-up',
    ['undo-refused', 'The same, where the trash can’t be asked', ['Undo the last move?', 'Cancel']],
    {
      core: () => ({ trash: { list: refuse(FAILURES.WORK_STOPPED) } }),
      steps: async (hands) => {
        await hands.see('Nothing is deleted here');
        hands.key('z', { ctrl: true });
      },
    },
  ),
];
