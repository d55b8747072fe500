import type { CoreClient } from '../../../../shared/api/client.ts';
import type { PlanHead } from '../../../../shared/api/clean-plan.ts';
import type { WorkProgress, WorkResult } from '../../../../shared/api/clean-work.ts';
import type { Failure } from '../../../../shared/api/failure.ts';
import { endWith, pending, refuse, tellAndWait } from '../answers.ts';
import type { Exhibit } from '../exhibit.ts';
import { FAILURES } from '../failures.ts';
import type { Hands } from '../hands.ts';
import { inWorkspace, type CoreAnswers } from '../in-window.ts';

/** Picks all rows once there are some. */
async function pickAll(hands: Hands, row: RegExp): Promise<void> {
  await hands.find('row', row);
  await hands.press('checkbox', 'Check all rows');
  await hands.see(/\d (files?|pipelines?) selected/);
}

/** Asks for the plan of all orphans that are listed. */
async function review(hands: Hands): Promise<void> {
  await pickAll(hands, /no manifest names it/);
  await hands.press('button', 'Review plan…');
}

/** Asks whether the trash is to be emptied. */
async function empty(hands: Hands): Promise<void> {
  await hands.find('row', /orphans/);
  await hands.press('button', 'Empty…');
}

/** Agrees to the plan of all orphans. */
async function move(hands: Hands): Promise<void> {
  await review(hands);
  await hands.press('button', /^Move .* to the trash$/);
}

/** As it is when the last scan could not be done: what were orphans are undecided. */
const stale: CoreAnswers = (real) => ({
  clean: {
    kinds: async (...asked) => {
      const kinds = await real.clean.kinds(...asked);
      return { ...kinds, stale: true, orphans: kinds.undecided, undecided: kinds.orphans };
    },
    files: async (asked, options) => {
      const page = await real.clean.files({ ...asked, states: ['orphan'] }, options);
      const undecided = { state: 'undecided', reason: 'stale' } as const;
      return { ...page, files: page.files.map((file) => ({ ...file, ...undecided })) };
    },
  },
});

/** Clean up's kinds, and what is in the way. */
export const CLEAN_UP: readonly Exhibit[] = [
  inWorkspace('orphans', 'clean-up', ['clean-up-picked', 'Orphans, all picked', /26 files selected/], {
    steps: (hands) => pickAll(hands, /no manifest names it/),
  }),
  inWorkspace('orphans', 'clean-up?cat=recent', ['clean-up-recent', 'Nothing of a kind', 'No recent files']),
  inWorkspace('orphans', 'clean-up?cat=foreign', [
    'clean-up-foreign',
    'Foreign files',
    'not a name that nirs4all writes',
  ]),
  inWorkspace('orphans', 'clean-up?cat=failed', ['clean-up-failed', 'Failed runs', /frees/], {
    steps: (hands) => pickAll(hands, /00\d\d_/),
  }),
  inWorkspace('library', 'clean-up?cat=pipelines', ['clean-up-pipelines', 'Pipelines', /frees/], {
    steps: (hands) => pickAll(hands, /00\d\d_/),
  }),
  inWorkspace('datasets', 'clean-up?cat=dataset', [
    'clean-up-dataset',
    'Whole datasets',
    'Not to be confused with',
  ]),
  inWorkspace('orphans', 'clean-up?q=zzz', ['clean-up-no-match', 'No match', 'contains “zzz”']),
  inWorkspace('unreadable', 'clean-up?cat=undecided', [
    'clean-up-blocked',
    'A manifest that can’t be read is in the way',
    ['Orphans can’t be told while', 'an unreadable manifest may name it'],
  ]),
  inWorkspace('unreadable', 'clean-up?cat=pipelines', [
    'clean-up-blocked-pipelines',
    'What only pipelines use is not known then',
    'Orphans can’t be told while',
  ]),
  inWorkspace('mostly-unreadable', 'clean-up?cat=undecided', [
    'clean-up-blocked-twice',
    'Several of them, and one that counts as empty',
    ['Orphans can’t be told while 2 manifests', 'counted as empty'],
  ]),
  inWorkspace(
    'unreadable',
    'clean-up?cat=undecided',
    ['count-as-empty', 'The question whether a manifest is empty', 'Count this manifest as empty?'],
    { steps: (hands) => hands.press('button', 'Count it as empty…') },
  ),
  inWorkspace(
    'unreadable',
    'clean-up?cat=undecided',
    ['count-as-empty-refused', 'The same, refused', 'can’t be counted as empty.'],
    {
      core: () => ({ clean: { countEmpty: refuse(FAILURES.NOT_DECIDABLE) } }),
      steps: async (hands) => {
        await hands.press('button', 'Count it as empty…');
        (await hands.find('textbox', /./)).focus();
        await hands.see('Count this manifest as empty?');
        const box = document.querySelector<HTMLInputElement>('[role=dialog] input');
        box?.focus();
        hands.type('0001_keep_8850d6');
        await hands.press('button', 'Count it as empty');
      },
    },
  ),
  inWorkspace('no-manifests', 'clean-up', [
    'clean-up-no-manifests',
    'Files, and no manifest',
    ['and no manifest. Did runs/ move?'],
  ]),
  inWorkspace(
    'orphans',
    'clean-up?cat=undecided',
    ['clean-up-stale', 'The last scan could not be done', ['nothing is called an orphan', 'Undecided']],
    { core: stale },
  ),
  inWorkspace('locked', 'clean-up', ['locked', 'The lock of another', 'on lab-3 is cleaning up here since']),
  inWorkspace('locked', 'trash', ['locked-asked', 'The question about a lock that was left', 'ask first'], {
    steps: (hands) => hands.press('button', /^It is not running any more/),
  }),
  inWorkspace(
    'locked',
    'trash',
    ['locked-refused', 'The lock is another one by now', 'It is another lock by now.'],
    {
      core: () => ({
        trash: { takeOver: refuse({ code: 'NOT_FOUND', data: { kind: 'lock', name: 'x', position: null } }) },
      }),
      steps: async (hands) => {
        await hands.press('button', /^It is not running any more/);
        await hands.press('button', 'Take its lock away');
      },
    },
  ),
];

/** The plan that the core made, otherwise. */
const planned =
  (change: Partial<PlanHead>): CoreAnswers =>
  (real) => ({
    clean: { plan: async (...asked) => ({ ...(await real.clean.plan(...asked)), ...change }) },
  });

const refusedPlan =
  (failure: Failure): CoreAnswers =>
  () => ({ clean: { plan: refuse(failure) } });

const breaking = (real: CoreClient) => ({
  clean: {
    ...planned({ breaks: { artifacts: 1, pipelines: 1 }, needs: { breaks: true, dataset: null } })(real)
      .clean,
    planEntries: async (...asked: Parameters<CoreClient['clean']['planEntries']>) =>
      asked[0].tab === 'breaks'
        ? ({ tab: 'breaks', total: 1, rows: FAILURES.BREAKS.data.breaks } as const)
        : real.clean.planEntries(...asked),
  },
});

/** Plans: what is asked before anything moves. */
export const PLANS: readonly Exhibit[] = [
  inWorkspace(
    'orphans',
    'clean-up',
    ['plan', 'The plan of orphans', ['Emptying frees', 'From a fresh scan']],
    {
      steps: review,
    },
  ),
  inWorkspace('datasets', 'clean-up?cat=dataset', ['plan-dataset', 'The plan of a dataset', 'not touched'], {
    steps: async (hands) => {
      await hands.find('row', /corn2/);
      await hands.press('button', 'Review plan…');
    },
  }),
  inWorkspace(
    'orphans',
    'clean-up',
    ['plan-breaks', 'A plan that breaks something', ['Break 1 artifact', 'Would miss']],
    {
      core: breaking,
      steps: async (hands) => {
        await review(hands);
        await hands.press('tab', /^Breaks/);
      },
    },
  ),
  inWorkspace(
    'orphans',
    'clean-up',
    ['plan-notes', 'A plan with notes', ['no hard links', 'other names on this disk']],
    {
      core: planned({
        notes: ['NO_LINKS', 'NO_POWER_CUT', 'HARD_LINKS'],
        counted_empty: ['runs/a/b/manifest.yaml'],
      }),
      steps: review,
    },
  ),
  inWorkspace(
    'orphans',
    'clean-up',
    ['plan-old', 'A plan that is some minutes old', ['Look again', 'some minutes old']],
    {
      core: planned({ made_at: 0 }),
      steps: review,
    },
  ),
  inWorkspace(
    'orphans',
    'clean-up',
    ['plan-looking', 'Before there is a plan', 'Looking at the workspace as it is now'],
    {
      core: () => ({ clean: { plan: pending() } }),
      steps: review,
    },
  ),
  inWorkspace(
    'unreadable',
    'clean-up?cat=pipelines',
    [
      'plan-unreadable',
      'A plan refused: a manifest can’t be read',
      ['may name any stored file', 'Plan the folders alone'],
    ],
    {
      steps: async (hands) => {
        await pickAll(hands, /00\d\d_/);
        await hands.press('button', 'Review plan…');
      },
    },
  ),
  inWorkspace(
    'no-manifests',
    'clean-up',
    ['plan-no-manifests', 'A plan refused: no manifest', ['Plan anyway']],
    {
      steps: review,
    },
  ),
  inWorkspace(
    'orphans',
    'clean-up',
    ['plan-running', 'A plan refused: pipelines may be running', '2 pipelines may be running.'],
    {
      core: refusedPlan(FAILURES.MAY_BE_RUNNING),
      steps: review,
    },
  ),
];

const worked = (change: Partial<WorkResult>): WorkResult => ({
  work: 'moving',
  trash_id: '20261124T091530Z-d4c1a0',
  done: { files: 24, bytes: 91_300 },
  freed_bytes: 0,
  beside: [],
  skipped: [],
  skipped_files: 0,
  notes: [],
  cancelled: false,
  ...change,
});

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
  inWorkspace('orphans', 'clean-up', ['undo-nothing', 'Nothing to undo', 'There is nothing in the trash.'], {
    steps: async (hands) => {
      await hands.see('Nothing is deleted here');
      hands.key('z', { ctrl: true });
    },
  }),
];

/** The trash, beside the states that all views have. */
export const TRASH: readonly Exhibit[] = [
  inWorkspace(
    'trashed',
    'trash',
    [
      'trash-open',
      'A batch that is open, with a file picked',
      ['1 file selected', 'A manifest names 1 file'],
    ],
    {
      steps: async (hands) => {
        await hands.find('row', /orphans/);
        document.querySelectorAll<HTMLElement>('[role=treegrid] .caret').forEach((caret) => caret.click());
        await hands.press('checkbox', /^Select binaries/);
      },
    },
  ),
  inWorkspace(
    'trashed',
    'trash',
    ['emptying', 'The question before emptying', [/Delete \d+ files for good\?/, 'It can’t be undone.']],
    {
      steps: empty,
    },
  ),
  inWorkspace(
    'trashed',
    'trash',
    ['emptying-no-manifests', 'The same without any manifest', 'delete them anyway'],
    {
      core: (real) => ({
        clean: {
          kinds: async (...asked) => ({
            ...(await real.clean.kinds(...asked)),
            no_manifests: { files: 21, name: 'trashed' },
          }),
        },
      }),
      steps: empty,
    },
  ),
  inWorkspace(
    'trashed',
    'trash',
    ['restored', 'What was put back', ['Put back 24 files', 'went beside what is there']],
    {
      core: () => ({
        trash: {
          restore: () =>
            Promise.resolve(
              endWith(
                worked({ work: 'restoring', beside: [{ path: 'runs/a/0001_x', target: 'runs/a/0002_x' }] }),
              ),
            ),
        },
      }),
      steps: (hands) => hands.press('button', /^Restore$/),
    },
  ),
  inWorkspace('trashed', 'trash', ['emptied', 'What was deleted for good', ['for good.', 'are free again']], {
    core: () => ({
      trash: { empty: () => Promise.resolve(endWith(worked({ work: 'emptying', freed_bytes: 91_300 }))) },
    }),
    steps: async (hands) => {
      await empty(hands);
      await hands.press('button', /^Delete .* for good$/);
    },
  }),
];
