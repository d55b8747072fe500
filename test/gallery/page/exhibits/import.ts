import { refuse, tellAndWait } from '../answers.ts';
import type { Exhibit } from '../exhibit.ts';
import type { WorkProgress } from '../../../../shared/api/deletion/clean-work.ts';
import type { ImportBundle, ImportResult } from '../../../../shared/api/import/import-plan.ts';
import type { Hands } from '../hands.ts';
import { inWorkspace, type CoreAnswers } from '../in-window.ts';
import { HEAD, importing, looking, RESULT } from './import-answers.ts';

const open =
  (name: string) =>
  async (hands: Hands): Promise<void> => {
    const row = await hands.find('row', new RegExp(name));
    row.click();
  };

const alsoApply =
  (apply: NonNullable<NonNullable<ReturnType<CoreAnswers>['import']>['apply']>): CoreAnswers =>
  (real) => ({ import: { ...importing()(real).import, apply } });

/** A bundle that is new. */
const BUNDLE: ImportBundle = {
  item: 0,
  source: 'exports/wheat.n4a',
  status: 'new',
  reason: null,
  target: 'exports/wheat.n4a',
  size_bytes: 4_420_000,
  steps: 4,
  folds: 5,
  pipeline_id: '0001_pls_5a9e12',
  made_of: null,
  can_take: true,
  taken: false,
};

/** Importing, beside the states that all views have. */
export const IMPORT: readonly Exhibit[] = [
  inWorkspace(
    'orphans',
    'import',
    ['import-looking', 'What would be imported, while it is looked at', ['so far', /1.231/]],
    { core: looking(false) },
  ),
  inWorkspace(
    'orphans',
    'import',
    [
      'import-first-rows',
      'The first rows, while the workspace itself is looked at',
      ['so far, by the last scan', 'new…'],
    ],
    { core: looking(true) },
  ),
  inWorkspace(
    'orphans',
    'import',
    [
      'import-conflict',
      'A conflict, both sides of it',
      ['4 manifests selected', 'Import beside it, as 0004_pls_e07c55', 'of which 27 have the same id'],
    ],
    { core: importing(), steps: open('0003_pls_e07c55') },
  ),
  inWorkspace(
    'orphans',
    'import',
    ['import-broken', 'A manifest that can’t be read', ['line 96, column 3', 'artifacts:']],
    { core: importing(), steps: open('0006_pls_4410aa') },
  ),
  inWorkspace(
    'orphans',
    'import',
    ['import-missing', 'A manifest of which files are missing', ['predicted with', 'without 2 files']],
    { core: importing(), steps: open('0004_stack_c4e2b7') },
  ),
  inWorkspace(
    'orphans',
    'import',
    [
      'import-left',
      'What is not looked at',
      ['2 things are not imported', 'a link, which is not followed', 'Copy all 2 that are new'],
    ],
    {
      core: importing({
        head: {
          ...HEAD,
          bundles: [
            BUNDLE,
            { ...BUNDLE, item: 1, source: 'exports/rye.n4a', target: 'exports/rye.n4a', taken: true },
            {
              ...BUNDLE,
              item: 2,
              source: 'exports/corn.n4a',
              target: 'exports/corn_2.n4a',
              status: 'conflict',
              reason: 'another file lies at exports/corn.n4a',
            },
            {
              ...BUNDLE,
              item: 3,
              source: 'exports/oats.n4a',
              target: 'exports/oats.n4a',
              status: 'same',
              can_take: false,
            },
          ],
          left_count: 2,
          left: [
            { path: 'runs/latest', reason: 'a link, which is not followed' },
            { path: 'old.tar.gz', reason: 'an archive inside of what was named: name it by itself' },
          ],
        },
      }),
      steps: async (hands) => {
        await hands.find('row', /0001_pls_5a9e12/);
        document.querySelector<HTMLElement>('.import-left summary')?.click();
      },
    },
  ),
  inWorkspace(
    'orphans',
    'import',
    ['import-nothing', 'Nothing that could be imported', 'There is no manifest in it'],
    { core: importing({ head: { ...HEAD, counts: { new: 0, same: 0, conflict: 0, broken: 0 } } }) },
  ),
  inWorkspace(
    'orphans',
    'import',
    ['import-dataset', 'Exported artifacts that don’t say of which dataset they are', ['that name none']],
    { core: importing({ head: { ...HEAD, wants_dataset: true } }) },
  ),
  inWorkspace('orphans', 'import', ['import-full', 'No space for it', ['80.0 MB']], {
    core: importing({ head: { ...HEAD, free_bytes: 80_000_000 } }),
  }),
  inWorkspace(
    'orphans',
    'import',
    ['import-work', 'Importing', ['38 of 100 files', 'imported by then can be undone']],
    {
      core: alsoApply(() =>
        Promise.resolve(
          tellAndWait<WorkProgress, ImportResult>({
            phase: 'move',
            files: 38,
            total_files: 100,
            bytes: 61_000_000,
            total_bytes: 157_000_000,
          }),
        ),
      ),
      steps: (hands) => hands.press('button', 'Import 4 manifests'),
    },
  ),
  inWorkspace(
    'orphans',
    'import',
    ['import-refused', 'An import that was refused', ['Not enough space', 'Look again']],
    {
      core: alsoApply(
        refuse({ code: 'NO_SPACE', data: { needed_bytes: 157_000_000, needed_files: null, trash_bytes: 0 } }),
      ),
      steps: (hands) => hands.press('button', 'Import 4 manifests'),
    },
  ),
  inWorkspace(
    'orphans',
    'import',
    ['imported', 'What was imported', ['Imported 4 manifests, 96 files (157 MB).', 'Undo']],
    { core: importing({ result: RESULT }) },
  ),
  inWorkspace(
    'orphans',
    'import',
    ['imported-but', 'What was imported, and what was left out', ['1 manifest was left out', 'by now']],
    {
      core: importing({
        result: {
          ...RESULT,
          skipped: [{ source: 'runs/x/0001_pls_5a9e12', reason: 'something lies in its place by now' }],
          skipped_count: 1,
          cancelled: true,
        },
      }),
      steps: (hands) => hands.press('button', 'Show the 1 manifest'),
    },
  ),
  inWorkspace(
    'branches',
    'artifacts',
    [
      'import-export-menu',
      'In which forms pipelines are exported',
      ['With files, as .zip…', 'Artifacts as YAML…'],
    ],
    {
      steps: async (hands) => {
        await hands.press('checkbox', 'Check all rows');
        await hands.press('button', 'Export pipelines…');
      },
    },
  ),
];
