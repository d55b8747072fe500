import { noteText } from '../../../shared/text/clean-words.ts';
import { formatBytes } from '../../../shared/text/format-number.ts';
import type { Applied } from '../../registry/clean/apply.ts';
import type { Plan } from '../../registry/change/plan.ts';
import type { Page } from './page.ts';
import { staysText, subjectText } from './plan-text.ts';
import { counted, heading, parts } from './sections.ts';
import { skippedTable } from './skipped-table.ts';

/** The commands that follow a clean-up. */
export interface NextCommands {
  readonly undo: string;
  readonly empty: string;
}

function title(plan: Plan, { moved, isCancelled }: Applied, page: Page): string {
  const stopped = isCancelled ? 'Interrupted. ' : '';
  if (moved.length === 0) return `${stopped}Nothing was moved: ${subjectText(plan)}.`;
  const bytes = moved.reduce((sum, { size }) => sum + size, 0);
  const of = moved.length === plan.entries.length ? '' : ` of ${page.count(plan.entries.length)}`;
  return `${stopped}Moved ${page.count(moved.length)}${of} ${plan.entries.length === 1 ? 'file' : 'files'} (${formatBytes(bytes)}) to the trash: ${subjectText(plan)}.`;
}

function nextText({ undo, empty }: NextCommands): string {
  return `Disk space comes back when you empty the trash:\n  ${empty}\nTo undo:\n  ${undo}\n`;
}

/**
 * What applying a plan did, for people.
 *
 * @param next null where nothing was moved
 */
export function appliedText(plan: Plan, done: Applied, next: NextCommands | null, page: Page): string {
  const { skipped, notes } = done;
  const shown = done.isCancelled ? skipped.filter(({ reason }) => reason !== 'cancelled') : skipped;
  const cancelled = skipped.length - shown.length;
  return parts(
    heading(title(plan, done, page), page),
    skippedTable(shown, page),
    // With --apply nobody has seen the plan: what it left out, and why, would never be said.
    staysText(plan, page),
    cancelled === 0 ? '' : `${counted(cancelled, 'file', page)} had not had their turn, and stayed.\n`,
    notes.map((note) => `${noteText(note)}\n`).join(''),
    next === null ? '' : nextText(next),
  );
}
