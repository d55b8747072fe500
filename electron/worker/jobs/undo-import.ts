import { fail } from '../../../shared/domain/result.ts';
import { applyUndo, planUndo } from '../../registry/bring-in/undo-import.ts';
import { look } from '../../registry/change/look.ts';
import { indexBusy } from '../../registry/clean/planning.ts';
import { appliedResult, resultOf } from './work-result.ts';
import { workJob } from './work.ts';

/** Moves to the trash what an import brought, as far as nothing else uses it by now. */
export const undoImport = workJob(
  'undo-import',
  function* (cleaning, { id }: { readonly id: string }, cancel) {
    if ((yield* look(cleaning)) === null) return fail(indexBusy());
    const plan = planUndo(cleaning, id);
    if (!plan.ok) return plan;
    const done = yield* applyUndo(cleaning, id, plan.value, cancel);
    return resultOf(done, (applied) => appliedResult(applied, cleaning.workspace.index));
  },
);
