import { fail, ok } from '../../../shared/domain/result.ts';
import { workText } from '../../../shared/text/clean-words.ts';
import { escapeForTerminal } from '../../../shared/text/escape-for-terminal.ts';
import { formatBytes } from '../../../shared/text/format-number.ts';
import { checkNobodyAtWork, restOf } from '../../registry/change/interrupted.ts';
import type { Cleaning } from '../../registry/change/look.ts';
import { resumeBatch, type Resumed } from '../../registry/trash/resume.ts';
import type { Outcome } from '../answer.ts';
import { EXIT } from '../exit-codes.ts';
import { emptiedText } from '../output/empty-text.ts';
import type { Page } from '../output/page.ts';
import { counted, heading } from '../output/sections.ts';
import { skippedTable } from '../output/skipped-table.ts';
import { restoredText } from '../output/trash-text.ts';
import type { Session } from '../session.ts';
import { cleanFailure } from './clean-failure.ts';
import { appliedDocument, emptiedDocument, restoredDocument, restPlanDocument } from './documents.ts';
import { saidOf, type SaidOptions } from './plan-options.ts';
import type { Doing } from './trash-restore.ts';

function documentOf(work: Resumed) {
  switch (work.kind) {
    case 'moving':
      return { work: work.kind, ...appliedDocument(work.done) };
    case 'restoring':
      return { work: work.kind, ...restoredDocument(work.done) };
    case 'emptying':
      return { work: work.kind, ...emptiedDocument(work.done) };
  }
}

function textOf(work: Resumed, page: Page): string {
  switch (work.kind) {
    case 'moving': {
      const { moved, skipped } = work.done;
      const bytes = moved.reduce((sum, { size }) => sum + size, 0);
      const title = `Finished: moved ${counted(moved.length, 'more file', page)} (${formatBytes(bytes)}) to the trash.`;
      return heading(title, page) + skippedTable(skipped, page);
    }
    case 'restoring':
      return restoredText(work.done, page);
    case 'emptying':
      return emptiedText(work.done, page);
  }
}

/** Shows what is left of work that was cut off, or finishes it. */
export async function resumed(
  session: Session,
  cleaning: Cleaning,
  id: string,
  options: SaidOptions,
  { isApplied, command }: Doing,
): Promise<Outcome> {
  const { site, workspace } = cleaning;
  const free = checkNobodyAtWork(site);
  const rest = free.ok ? restOf(site, id) : free;
  if (!rest.ok) return fail(cleanFailure(rest.error, site, session.globals));
  const { work, files } = rest.value;
  const plan = restPlanDocument(rest.value);
  if (!isApplied) {
    return ok({
      document: { plan, result: null },
      text: (page) =>
        `${escapeForTerminal(id)} was cut off while ${workText(work)}: ${counted(files.length, 'file', page)} (${formatBytes(plan.bytes)}) left.\n` +
        `To finish that:\n  ${command}\n`,
    });
  }
  const said = saidOf(workspace, options);
  const done = await session.drive((cancel) => resumeBatch(cleaning, id, cancel, said));
  if (!done.ok) return fail(cleanFailure(done.error, site, session.globals));
  const result = done.value;
  return ok({
    document: { plan, result: documentOf(result) },
    text: (page) => textOf(result, page),
    ...(result.done.isCancelled ? { exit: EXIT.interrupted } : {}),
  });
}
