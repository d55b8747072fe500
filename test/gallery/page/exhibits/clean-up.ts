import { refuse } from '../answers.ts';
import type { Exhibit } from '../exhibit.ts';
import { FAILURES } from '../failures.ts';
import { inWorkspace, type CoreAnswers } from '../in-window.ts';
import { pickAll } from './cleaning-steps.ts';

/** As it is when the last scan could not be done: what were orphans are undecided. */
const stale: CoreAnswers = (real) => ({
  clean: {
    kinds: async (...asked) => {
      const kinds = await real.clean.kinds(...asked);
      return {
        ...kinds,
        stale: true,
        orphans_known: false,
        orphans: kinds.undecided,
        undecided: kinds.orphans,
      };
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
  inWorkspace(
    'orphans',
    'clean-up',
    [
      'clean-up-grace',
      'The grace period, with what each choice would change',
      ['none: nothing runs here', /orphans, /],
    ],
    { steps: (hands) => hands.press('button', /^Grace period/) },
  ),
  inWorkspace(
    'orphans',
    'clean-up',
    [
      'clean-up-all-recent',
      'No orphans, because all files are recent',
      ['26 files', 'Change the grace period'],
    ],
    {
      core: (real) => ({
        clean: {
          kinds: async (...asked) => {
            const kinds = await real.clean.kinds(...asked);
            return { ...kinds, orphans: kinds.recent, recent: kinds.orphans };
          },
          files: async (asked, options) => real.clean.files({ ...asked, states: ['recent'] }, options),
        },
      }),
    },
  ),
  inWorkspace('orphans', 'clean-up?cat=foreign', [
    'clean-up-foreign',
    'Foreign files',
    'not a name that nirs4all writes',
  ]),
  inWorkspace('orphans', 'clean-up?cat=failed', ['clean-up-failed', 'Failed runs', /frees/], {
    steps: (hands) => pickAll(hands, /00\d\d_/),
  }),
  inWorkspace(
    'library',
    'clean-up?cat=failed',
    [
      'clean-up-none-failed',
      'No failed runs, because what looks so may be running',
      ['2 pipelines without an execution trace may be running', 'Change the grace period'],
    ],
    {
      core: (real) => ({
        workspace: {
          pipelines: async (asked, options) => {
            const page = await real.workspace.pipelines(asked, options);
            return asked.state === 'running' ? { ...page, total: 2 } : page;
          },
        },
      }),
    },
  ),
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
    ['Orphans can’t be told while', 'something that can’t be read may name it'],
  ]),
  inWorkspace('unreadable', 'clean-up?cat=pipelines', [
    'clean-up-blocked-pipelines',
    'What only pipelines use is not known then',
    'Orphans can’t be told while',
  ]),
  inWorkspace('mostly-unreadable', 'clean-up?cat=undecided', [
    'clean-up-blocked-twice',
    'Several of them, and one that counts as empty',
    ['Orphans can’t be told while 2 manifests', 'counts as empty'],
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
  inWorkspace('emptied', 'clean-up', [
    'clean-up-emptied',
    'Runs that stand empty',
    ['runs/corn, runs/corn2 are empty.', 'Its pipelines were deleted', '36 files may be, or not'],
  ]),
  inWorkspace(
    'findings',
    'clean-up?cat=undecided',
    [
      'clean-up-emptied-refused',
      'The pipelines of one dataset can’t count as deleted',
      ['runs/lab_corn is empty.', FAILURES.CANNOT_WRITE.data.reason],
    ],
    {
      core: () => ({ clean: { countDeleted: refuse(FAILURES.CANNOT_WRITE) } }),
      steps: (hands) => hands.press('button', 'Its pipelines were deleted'),
    },
  ),
  inWorkspace('decided', 'clean-up', [
    'clean-up-decided',
    'What was decided, and an archive that nobody can look into',
    ['while 1 archive can’t be read', 'counts as empty', 'count as deleted', 'Look past it'],
  ]),
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
        trash: { takeOver: refuse({ code: 'NOT_FOUND', data: { kind: 'lock', name: 'x' } }) },
      }),
      steps: async (hands) => {
        await hands.press('button', /^It is not running any more/);
        await hands.press('button', 'Take its lock away');
      },
    },
  ),
];
