import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import type { CleanError } from '../../registry/change/clean-error.ts';
import {
  batchesToEmpty,
  checkEmpty,
  checkKnown,
  emptyTrash,
  objectionsTo,
  type DamagedBatch,
  type EmptyCheck,
  type EmptyRequest,
} from '../../registry/trash/empty.ts';
import { checkNobodyAtWork } from '../../registry/change/interrupted.ts';
import type { Cleaning } from '../../registry/change/look.ts';
import type { CleanProgress } from '../../registry/change/outcome.ts';
import type { Outcome } from '../answer.ts';
import { EXIT } from '../exit-codes.ts';
import { emptiedText, emptyPlanText } from '../output/empty-text.ts';
import type { Session } from '../session.ts';
import { cleanFailure } from './clean-failure.ts';
import { emptiedDocument, emptyPlanDocument } from './documents.ts';

interface Checks {
  readonly files: readonly (EmptyCheck & { readonly trash_id: string })[];
  readonly damaged: readonly DamagedBatch[];
}

/** What emptying would see to; refused where doing it would be. */
function* checksOf(
  cleaning: Cleaning,
  request: EmptyRequest,
): Generator<CleanProgress, Result<Checks, CleanError>> {
  const free = checkNobodyAtWork(cleaning.site);
  if (!free.ok) return free;
  const meant = batchesToEmpty(cleaning, request);
  if (!meant.ok) return meant;
  const { batches, damaged, all } = meant.value;
  const known = checkKnown(cleaning, batches, request.said);
  const objections = known.ok ? yield* objectionsTo(cleaning, batches, all, known.value) : known;
  if (!objections.ok) return objections;
  const files: (EmptyCheck & { trash_id: string })[] = [];
  for (const batch of batches) {
    const checked = checkEmpty(cleaning, batch, objections.value);
    if (!checked.ok) return checked;
    files.push(...checked.value.map((check) => ({ ...check, trash_id: batch.id })));
  }
  return ok({ files, damaged });
}

/** Shows what emptying would delete, and with `isApplied` deletes it. */
export async function emptied(
  session: Session,
  cleaning: Cleaning,
  request: EmptyRequest,
  apply: { readonly isApplied: boolean; readonly command: string },
): Promise<Outcome> {
  const refuse = (error: CleanError): Outcome => fail(cleanFailure(error, cleaning.site, session.globals));
  const checks = await session.drive(() => checksOf(cleaning, request));
  if (!checks.ok) return refuse(checks.error);
  const plan = emptyPlanDocument(checks.value);
  if (!apply.isApplied) {
    return ok({ document: { plan, result: null }, text: (page) => emptyPlanText(plan, apply.command, page) });
  }
  const done = await session.drive((cancel) => emptyTrash(cleaning, request, cancel));
  if (!done.ok) return refuse(done.error);
  const result = done.value;
  return ok({
    document: { plan, result: emptiedDocument(result) },
    text: (page) => emptiedText(result, page),
    ...(result.isCancelled ? { exit: EXIT.interrupted } : {}),
  });
}
