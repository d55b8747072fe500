import { kindText, noteText, workText } from '../../../shared/text/clean-words.ts';
import { formatBytes } from '../../../shared/text/format-number.ts';
import type { HeldLock } from '../../registry/change/held-lock.ts';
import { isGoingOn, type TrashNow, type Unfinished } from '../../registry/change/interrupted.ts';
import { ownerText } from '../../registry/change/lock-owner.ts';
import type { Restored, RestoredFile } from '../../registry/trash/restore.ts';
import type { ReturningFile } from '../../registry/trash/restore-preview.ts';
import type { ShownBatch } from '../../registry/change/trash.ts';
import type { Page } from './page.ts';
import { damagedText } from './empty-text.ts';
import { counted, heading, parts } from './sections.ts';
import { skippedTable } from './skipped-table.ts';
import { table, type Column } from './table.ts';

function stateText({ state, interrupted, files }: ShownBatch, isAtWork: boolean): string {
  if (interrupted !== null) return `${isAtWork ? 'going on' : 'interrupted'}: ${workText(interrupted)}`;
  return state === 'complete' && files > 0 ? '' : state;
}

function whatText({ kind, subject, problem }: ShownBatch): string {
  return kind === null && problem !== null ? 'unknown' : kindText(kind, subject);
}

/** Whether nobody knows what lies in a batch: one that can't be looked into is not empty. */
function isUnknown({ problem, files }: ShownBatch): boolean {
  return problem !== null && files === 0;
}

function batchColumns(isAtWork: boolean, page: Page): Column<ShownBatch>[] {
  return [
    { title: 'Id', value: ({ trash_id: id }) => id },
    { title: 'What', value: whatText, shrinkTo: 24 },
    { title: 'Files', value: (batch) => (isUnknown(batch) ? '' : page.count(batch.files)), align: 'right' },
    { title: 'Size', value: (batch) => (isUnknown(batch) ? '' : formatBytes(batch.bytes)), align: 'right' },
    { title: 'Age', value: ({ time }) => page.age(time), align: 'right' },
    {
      title: 'State',
      value: (batch) => stateText(batch, isAtWork),
      tone: ({ interrupted, problem }) =>
        (interrupted === null || isAtWork) && problem === null ? 'quiet' : 'danger',
    },
    {
      title: 'Wanted',
      value: ({ wanted }) => (wanted === 0 ? '' : page.count(wanted)),
      align: 'right',
      tone: () => 'warn',
    },
  ];
}

/** Commands that the list of the trash points to. */
export interface TrashCommands {
  readonly resume: (id: string) => string;
  readonly restore: (id: string) => string;
  readonly wanted: string;
}

/** What is to be done about work that is not finished: nothing while somebody is at it. */
function unfinishedText(unfinished: Unfinished, commands: TrashCommands, page: Page): string {
  const { work, lock } = unfinished;
  if (lock !== null && isGoingOn(unfinished)) {
    return work
      .map(({ trash_id: id }) => `Another Stemma is at work on ${id}. ${lockText(lock, page)}\n`)
      .join('');
  }
  return work
    .map(
      ({ trash_id: id }) =>
        `Work on ${id} was cut off. Finish it, or put everything back:\n  ${commands.resume(id)}\n  ${commands.restore(id)}\n`,
    )
    .join('');
}

/** The batches of the trash, for people, with what needs to be seen to. */
export function trashText({ batches, unfinished }: TrashNow, commands: TrashCommands, page: Page): string {
  if (batches.length === 0) return 'The trash is empty.\n';
  const files = batches.reduce((sum, batch) => sum + batch.files, 0);
  const bytes = batches.reduce((sum, batch) => sum + batch.bytes, 0);
  const wanted = batches.reduce((sum, batch) => sum + batch.wanted, 0);
  return parts(
    table(batchColumns(isGoingOn(unfinished), page), batches, page),
    `${counted(files, 'file', page)}, ${formatBytes(bytes)} in the trash.\n`,
    unfinishedText(unfinished, commands, page),
    damagedText(
      batches.flatMap(({ trash_id, problem }) => (problem === null ? [] : [{ trash_id, problem }])),
    ),
    wanted === 0
      ? ''
      : `A ${page.namer.one} names ${counted(wanted, 'file', page)} of the trash again. To put ${wanted === 1 ? 'it' : 'them'} back:\n  ${commands.wanted}\n`,
  );
}

function clashText({ clash }: ReturningFile): string {
  switch (clash) {
    case 'conflict':
      return 'stays in the trash: other bytes lie in its place';
    case 'beside':
      return 'its folder was taken: beside it, under a free number';
    case null:
      return '';
  }
}

/** What putting files back would do, for people. */
export function returningText(files: readonly ReturningFile[], command: string, page: Page): string {
  if (files.length === 0) return 'Nothing to put back.\n';
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  const columns: Column<ReturningFile>[] = [
    { title: 'File', value: ({ path }) => path, shrinkTo: 40 },
    { title: 'Size', value: ({ size }) => formatBytes(size), align: 'right' },
    { title: 'Note', value: clashText, tone: () => 'warn' },
  ];
  return parts(
    heading(`Would put back ${counted(files.length, 'file', page)} (${formatBytes(bytes)})`, page) +
      table(columns, files, page, '  '),
    `Nothing has changed. To put back these files:\n  ${command}\n`,
  );
}

/** What putting files back did, for people. */
export function restoredText(done: Omit<Restored, 'trash_id'>, page: Page): string {
  const { restored, skipped, notes, isCancelled } = done;
  const bytes = restored.reduce((sum, { size }) => sum + size, 0);
  const elsewhere = restored.filter(({ path, target }) => path !== target);
  const columns: Column<RestoredFile>[] = [
    { title: 'Was', value: ({ path }) => path, shrinkTo: 40 },
    { title: 'Is', value: ({ target }) => target, shrinkTo: 40 },
  ];
  const title = `${isCancelled ? 'Interrupted. ' : ''}Put back ${counted(restored.length, 'file', page)} (${formatBytes(bytes)}).`;
  return parts(
    heading(title, page),
    elsewhere.length === 0
      ? ''
      : heading('Put beside a folder that was taken', page) + table(columns, elsewhere, page, '  '),
    skippedTable(skipped, page),
    notes.map((note) => `${noteText(note)}\n`).join(''),
  );
}

/** Who holds the lock, for people. */
export function lockText({ owner, heartbeatMs }: HeldLock, page: Page): string {
  return `The workspace is locked ${ownerText(owner, heartbeatMs, page.nowMs)}.`;
}
