import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import { makePlan, type PlanRequest } from '../../registry/clean/make-plan.ts';
import type { Plan } from '../../registry/change/plan.ts';
import { keepPlan } from '../../registry/clean/plan-store.ts';
import { beginPlanning, checkNotRunning } from '../../registry/clean/planning.ts';
import { cacheFolder } from '../../registry/index/location.ts';
import { isAnyRead } from '../../registry/layouts/layouts.ts';
import type { Outcome } from '../answer.ts';
import type { Failure } from '../failure.ts';
import { planText } from '../output/plan-text.ts';
import type { Asked, Session } from '../session.ts';
import { apply } from './apply-kept.ts';
import { cleanFailure } from './clean-failure.ts';
import { planDocument } from './documents.ts';
import { nextCommand } from './next-command.ts';
import { consentOf, saidOf, type PlanOptions } from './plan-options.ts';

/** What a command of `clean` was told. */
export interface PlanCommand {
  readonly options: PlanOptions;
  /** The name of the dataset, as it was typed a second time. */
  readonly dataset?: string | undefined;
  /** What is to be cleaned up, once the workspace is known. */
  readonly request: (asked: Asked) => Result<PlanRequest, Failure>;
}

/** The command that applies a plan, with all that it still has to be told. */
function applyCommand({ globals }: Session, plan: Plan): string {
  const words = ['clean', 'apply', plan.id];
  if (plan.breaks.length > 0 && !plan.consent.breaks) words.push('--break');
  if (plan.kind === 'dataset' && plan.consent.dataset !== plan.subject) {
    words.push('--confirm', plan.subject ?? '');
  }
  return nextCommand(globals, ...words);
}

async function answer(
  session: Session,
  asked: Asked,
  { options, dataset, request }: PlanCommand,
): Promise<Outcome> {
  const { workspace, cleaning, context } = asked;
  const { site } = cleaning;
  if (!isAnyRead(workspace.layout)) {
    const message =
      'This workspace is a store of DuckDB, which Stemma does not read: it cleans up nothing there.';
    return fail({ code: 'STORE_NOT_READ', message });
  }
  const wanted = request(asked);
  if (!wanted.ok) return wanted;
  const consent = consentOf(options, dataset ?? null);
  const { countEmpty, countDeleted } = saidOf(workspace, options);
  const { graceMs } = context;
  const planning = beginPlanning(workspace, site, { graceMs, consent, countEmpty, countDeleted });
  const planned = planning.ok ? makePlan(planning.value, wanted.value) : planning;
  if (!planned.ok) return fail(cleanFailure(planned.error, site, session.globals));
  const plan = planned.value;
  const ended = checkNotRunning(plan, consent);
  if (!ended.ok) return fail(cleanFailure(ended.error, site, session.globals));
  const notKept = keepPlan(cacheFolder(), plan, site.now());
  if (options.apply === true) return await apply(session, cleaning, plan, consent);
  return ok({
    document: { plan: planDocument(plan), result: null },
    text: (page) => planText(plan, applyCommand(session, plan), page),
    warnings:
      notKept === null ? [] : [`The plan could not be kept, so only --apply can do it now: ${notKept}`],
  });
}

/** Makes a plan of a workspace as it lies there now, keeps it, and with `--apply` does it. */
export async function planAndApply(session: Session, command: PlanCommand): Promise<void> {
  await session.ask((asked) => answer(session, asked, command));
}
