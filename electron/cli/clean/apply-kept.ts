import { applyPlan, type Applied } from '../../registry/clean/apply.ts';
import type { Cleaning } from '../../registry/change/look.ts';
import type { Consent, Plan } from '../../registry/change/plan.ts';
import type { Outcome } from '../answer.ts';
import { EXIT } from '../exit-codes.ts';
import type { Page } from '../output/page.ts';
import { appliedText } from '../output/applied-text.ts';
import type { Session } from '../session.ts';
import { fail, ok } from '../../../shared/domain/result.ts';
import { cleanFailure } from './clean-failure.ts';
import { appliedDocument, planDocument } from './documents.ts';
import { nextCommand } from './next-command.ts';

function shown({ globals }: Session, plan: Plan, done: Applied, page: Page): string {
  const id = done.trash_id;
  const next =
    id === null
      ? null
      : {
          undo: nextCommand(globals, 'trash', 'restore', id, '--apply'),
          empty: nextCommand(globals, 'trash', 'empty', id, '--apply'),
        };
  return appliedText(plan, done, next, page);
}

/** Applies a plan and tells what moved, what stayed and why, and how to undo it. */
export async function apply(
  session: Session,
  cleaning: Cleaning,
  plan: Plan,
  consent: Consent,
): Promise<Outcome> {
  const done = await session.drive((cancel) => applyPlan(cleaning, plan, consent, cancel));
  if (!done.ok) {
    return fail(cleanFailure(done.error, cleaning.site, session.globals, { plan_id: plan.id }));
  }
  return appliedOutcome(session, plan, done.value);
}

/** The same of a plan that was applied; `more` are further keys of the result. */
export function appliedOutcome(
  session: Session,
  plan: Plan,
  result: Applied,
  more: Readonly<Record<string, unknown>> = {},
): Outcome {
  return ok({
    document: { plan: planDocument(plan), result: { ...appliedDocument(result), ...more } },
    text: (page) => shown(session, plan, result, page),
    ...(result.isCancelled ? { exit: EXIT.interrupted } : {}),
  });
}
