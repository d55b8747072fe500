import { endWith } from '../answers.ts';
import type { Exhibit } from '../exhibit.ts';
import type { Hands } from '../hands.ts';
import { inWorkspace } from '../in-window.ts';
import { worked } from './worked.ts';

/** Asks whether the trash is to be emptied. */
async function empty(hands: Hands): Promise<void> {
  await hands.find('row', /orphans/);
  await hands.press('button', 'Empty…');
}

const NEEDED = ['model_Ridge_e7242d0e54c2.joblib', 'transformer_MinMaxScaler_0f1e2d3c4b5a.joblib'].map(
  (name) => ({
    path: `binaries/wheat/${name}`,
    reason: 'needed-in-trash' as const,
    message: null,
    named_since: null,
  }),
);

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
  inWorkspace(
    'trashed',
    'trash',
    ['restored-number', 'What was put back, and may be overwritten', ['Put back 24 files', 'overwrites it']],
    {
      core: () => ({
        trash: {
          restore: () =>
            Promise.resolve(endWith(worked({ work: 'restoring', notes: ['NUMBER_ABOVE_COUNT'] }))),
        },
      }),
      steps: (hands) => hands.press('button', /^Restore$/),
    },
  ),
  inWorkspace('damaged', 'trash', [
    'trash-damaged',
    'Batches that are damaged',
    ['left alone, because', 'its journal is lost', 'orphans of test_run'],
  ]),
  inWorkspace(
    'damaged',
    'trash',
    ['emptied-but', 'What was deleted, and what stayed', ['could not be undone without', 'is damaged']],
    {
      core: () => ({
        trash: {
          empty: () =>
            Promise.resolve(
              endWith(
                worked({
                  work: 'emptying',
                  freed_bytes: 91_300,
                  notes: ['DAMAGED_LEFT'],
                  skipped: NEEDED,
                  skipped_files: NEEDED.length,
                }),
              ),
            ),
        },
      }),
      steps: async (hands) => {
        await empty(hands);
        await hands.press('button', /^Delete .* for good$/);
        await hands.press('button', /^Show the/);
      },
    },
  ),
  inWorkspace(
    'trashed',
    'trash',
    [
      'emptying-old',
      'The question about old batches alone',
      'what a newer batch could not be undone without',
    ],
    {
      steps: async (hands) => {
        await empty(hands);
        await hands.press('checkbox', /^Only batches/);
      },
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
