import type { Consent, Plan } from '../../registry/change/plan.ts';
import { applyPlan } from '../../registry/clean/apply.ts';
import { appliedResult, resultOf } from './work-result.ts';
import { workJob } from './work.ts';

/** Moves what a plan says to the trash. */
export const apply = workJob(
  'apply',
  function* (cleaning, { plan, consent }: { readonly plan: Plan; readonly consent: Consent }, cancel) {
    const done = yield* applyPlan(cleaning, plan, consent, cancel);
    return resultOf(done, (applied) => appliedResult(applied, cleaning.workspace.index));
  },
);
