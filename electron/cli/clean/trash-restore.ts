import { fail, ok } from '../../../shared/domain/result.ts';
import type { Cleaning } from '../../registry/change/look.ts';
import { checkNobodyAtWork } from '../../registry/change/interrupted.ts';
import { restoreBatch } from '../../registry/trash/restore.ts';
import { previewRestore } from '../../registry/trash/restore-preview.ts';
import { restoreWanted } from '../../registry/trash/restore-wanted.ts';
import { batchFiles } from '../../registry/change/trash.ts';
import { wantedAgain } from '../../registry/change/wanted.ts';
import type { Outcome } from '../answer.ts';
import { EXIT } from '../exit-codes.ts';
import { restoredText, returningText } from '../output/trash-text.ts';
import type { Asked, Session } from '../session.ts';
import { cleanFailure } from './clean-failure.ts';
import { restoredDocument, returnPlanDocument } from './documents.ts';

/** Whether it is to be done, and the command that does it. */
export interface Doing {
  readonly isApplied: boolean;
  readonly command: string;
}

/** Shows what putting a batch, or some files of it, back would do, or does it. */
export async function restored(
  session: Session,
  cleaning: Cleaning,
  id: string,
  paths: readonly string[],
  { isApplied, command }: Doing,
): Promise<Outcome> {
  const { site } = cleaning;
  const free = checkNobodyAtWork(site);
  const preview = free.ok ? previewRestore(site, id, paths) : free;
  if (!preview.ok) return fail(cleanFailure(preview.error, site, session.globals));
  const files = preview.value;
  const plan = returnPlanDocument(id, files);
  if (!isApplied) {
    return ok({ document: { plan, result: null }, text: (page) => returningText(files, command, page) });
  }
  const done = await session.drive((cancel) => restoreBatch(cleaning, id, paths, cancel));
  if (!done.ok) return fail(cleanFailure(done.error, site, session.globals));
  const result = done.value;
  return ok({
    document: { plan, result: restoredDocument(result) },
    text: (page) => restoredText(result, page),
    ...(result.isCancelled ? { exit: EXIT.interrupted } : {}),
  });
}

/** The same for all files of the trash that a manifest names again. */
export async function wantedRestored(
  session: Session,
  { cleaning, context }: Asked,
  { isApplied, command }: Doing,
): Promise<Outcome> {
  const { site } = cleaning;
  const free = checkNobodyAtWork(site);
  const batches = free.ok ? batchFiles(site) : free;
  if (!batches.ok) return fail(cleanFailure(batches.error, site, session.globals));
  const wanted: { path: string; size: number; clash: null }[] = [];
  for (const { batch, files } of batches.value) {
    const paths = wantedAgain(site, context.index, batch, files);
    const those = files.filter(({ path }) => paths.has(path));
    wanted.push(...those.map(({ path, stamp }) => ({ path, size: stamp.size, clash: null })));
  }
  const plan = returnPlanDocument(null, wanted);
  if (!isApplied) {
    return ok({ document: { plan, result: null }, text: (page) => returningText(wanted, command, page) });
  }
  const done = await session.drive((cancel) => restoreWanted(cleaning, cancel));
  if (!done.ok) return fail(cleanFailure(done.error, site, session.globals));
  const result = done.value;
  return ok({
    document: { plan, result: restoredDocument({ ...result, trash_id: null }) },
    text: (page) => restoredText(result, page),
    ...(result.isCancelled ? { exit: EXIT.interrupted } : {}),
  });
}
