import { applyImport as bringIn } from '../../registry/bring-in/apply-import.ts';
import { withChoices } from '../../registry/bring-in/choose-items.ts';
import type { ImportPlan } from '../../registry/bring-in/import-plan.ts';
import { lookAgain } from '../../registry/change/look.ts';
import { workJob } from './work.ts';

/** What is to be brought in. */
export interface ApplyImportInput {
  readonly plan: ImportPlan;
  /** Places in the plan of what the user chose. */
  readonly taken: ReadonlySet<number>;
  /** Places among its bundles of those that are copied. */
  readonly bundles: ReadonlySet<number>;
}

/** Brings in what was chosen of a plan, and looks at the workspace so that the index knows. */
export const applyImport = workJob('import', function* (cleaning, input: ApplyImportInput, cancel) {
  const { plan, taken, bundles } = input;
  const done = yield* bringIn(cleaning, withChoices(cleaning.site, plan, taken, bundles), cancel);
  yield* lookAgain(cleaning);
  return done;
});
