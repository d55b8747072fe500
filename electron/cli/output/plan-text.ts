import { escapeForTerminal } from '../../../shared/text/escape-for-terminal.ts';
import { entryText, kindText, noteText, remarkText, stayText } from '../../../shared/text/clean-words.ts';
import { formatBytes } from '../../../shared/text/format-number.ts';
import type { Plan, PlanEntry, StayingFile } from '../../registry/change/plan.ts';
import { breakColumns } from './impact-text.ts';
import type { Page } from './page.ts';
import { counted, facts, heading, parts } from './sections.ts';
import { table, type Column } from './table.ts';

function isoOf(nanoseconds: bigint): string {
  return new Date(Number(nanoseconds / 1_000_000n)).toISOString();
}

function entryColumns(page: Page): Column<PlanEntry>[] {
  return [
    { title: 'File', value: ({ path }) => path, shrinkTo: 40 },
    { title: 'Size', value: ({ size }) => formatBytes(size), align: 'right' },
    { title: 'Age', value: ({ mtimeNs }) => page.age(isoOf(mtimeNs)), align: 'right' },
    { title: 'Why', value: ({ reason }) => entryText(reason, page.namer) },
  ];
}

const STAYS: readonly Column<StayingFile>[] = [
  { title: 'File', value: ({ path }) => path, shrinkTo: 40 },
  { title: 'Size', value: ({ size }) => formatBytes(size), align: 'right' },
  { title: 'Why', value: ({ reason }) => stayText(reason) },
];

/** What a plan is of, for people: `orphans of corn`. */
export function subjectText({ kind, subject }: Pick<Plan, 'kind' | 'subject'>): string {
  return escapeForTerminal(kindText(kind, subject));
}

function summary(plan: Plan, page: Page): string {
  const { breaks, stays } = plan;
  const held = stays.reduce((sum, { size }) => sum + size, 0);
  return facts(
    [
      { name: 'Frees', value: `${formatBytes(plan.frees)} once the trash is emptied` },
      {
        name: 'Stays',
        value: stays.length === 0 ? '' : `${formatBytes(held)} in ${counted(stays.length, 'file', page)}`,
      },
      {
        name: 'Breaks',
        value: breaks.length === 0 ? 'nothing' : counted(breaks.length, 'artifact', page),
        tone: breaks.length === 0 ? 'plain' : 'danger',
      },
    ],
    page,
  );
}

/** What a plan leaves where it is, and why; empty where it leaves nothing. */
export function staysText({ stays }: Pick<Plan, 'stays'>, page: Page): string {
  if (stays.length === 0) return '';
  const hint = stays.some(({ reason }) => reason === 'writing')
    ? 'To take pipelines that may still be running too: --while-running\n'
    : '';
  return heading('Stays', page) + table(STAYS, stays, page, '  ') + hint;
}

/**
 * A plan, for people: every file that would go and why, what would break, what stays.
 *
 * @param command the command that applies it
 */
export function planText(plan: Plan, command: string, page: Page): string {
  const { entries, breaks, notes } = plan;
  const stay = staysText(plan, page);
  if (entries.length === 0) return parts(`Nothing to clean up: ${subjectText(plan)}.\n`, stay);
  const what = `Would move ${counted(entries.length, 'file', page)} (${formatBytes(plan.bytes)}) to the trash: ${subjectText(plan)}`;
  return parts(
    heading(what, page) + summary(plan, page),
    table(entryColumns(page), entries, page, '  '),
    breaks.length === 0 ? '' : heading('Would break', page) + table(breakColumns(page), breaks, page, '  '),
    stay,
    (plan.remarks ?? []).map((remark) => `${escapeForTerminal(remarkText(remark))}\n`).join(''),
    notes.map((note) => `${noteText(note)}\n`).join(''),
    `Nothing has changed. To move exactly these files to the trash:\n  ${command}\n`,
  );
}
