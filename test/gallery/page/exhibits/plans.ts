import { PLAN_NOTES } from '../../../../shared/domain/clean.ts';
import type { CoreClient } from '../../../../shared/api/client.ts';
import type { PlanHead } from '../../../../shared/api/deletion/clean-plan.ts';
import type { Failure } from '../../../../shared/api/failure.ts';
import { pending, refuse } from '../answers.ts';
import type { Exhibit } from '../exhibit.ts';
import { FAILURES } from '../failures.ts';
import { inWorkspace, type CoreAnswers } from '../in-window.ts';
import { pickAll, review } from './cleaning-steps.ts';

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
    ...planned({
      breaks: { artifacts: 1, pipelines: 1 },
      needs: { breaks: true, running: false, dataset: null },
    })(real).clean,
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
  inWorkspace(
    'datasets',
    'clean-up?cat=dataset',
    ['plan-dataset', 'The plan of a dataset', ['not touched', "in the pipeline's folder"]],
    {
      steps: async (hands) => {
        await hands.find('row', /corn2/);
        await hands.press('button', 'Review plan…');
      },
    },
  ),
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
    ['plan-notes', 'A plan with all notes', ['no hard links', 'other names on this disk']],
    {
      core: planned({
        notes: PLAN_NOTES,
        counted_empty: ['runs/a/b/manifest.yaml'],
      }),
      steps: review,
    },
  ),
  inWorkspace(
    'findings',
    'clean-up',
    [
      'plan-remarks',
      'A plan with all remarks',
      ['manifest that is gone since', 'Not looked into: old-runs.zip', 'Undecided files of lab_corn stay'],
    ],
    { steps: review },
  ),
  inWorkspace(
    'orphans',
    'clean-up?cat=pipelines',
    ['plan-may-run', 'A plan that takes what may be running', ['Take 2 pipelines that may still be running']],
    {
      core: planned({ running: 2, needs: { breaks: false, running: true, dataset: null } }),
      steps: async (hands) => {
        await pickAll(hands, /00\d\d_/);
        await hands.press('button', 'Review plan…');
      },
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
    [
      'plan-no-manifests',
      'A plan refused: no manifest',
      ['Review the plan', 'Is a disk not mounted, or a copy'],
    ],
    {
      steps: (hands) => hands.press('button', 'Plan anyway…'),
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
