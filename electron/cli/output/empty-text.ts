import { escapeForTerminal } from '../../../shared/text/escape-for-terminal.ts';
import { formatBytes } from '../../../shared/text/format-number.ts';
import type { DamagedBatch, Emptied } from '../../registry/trash/empty.ts';
import { skipped } from '../../registry/change/outcome.ts';
import type { emptyPlanDocument } from '../clean/documents.ts';
import type { Page } from './page.ts';
import { counted, facts, heading, parts } from './sections.ts';
import { skippedTable } from './skipped-table.ts';

/** Batches of which nothing is touched, for people. */
export function damagedText(damaged: readonly DamagedBatch[]): string {
  return damaged
    .map(({ trash_id: id, problem }) => `${escapeForTerminal(`${id} is left alone, because ${problem}.`)}\n`)
    .join('');
}

/** What emptying would do, for people. */
export function emptyPlanText(
  plan: ReturnType<typeof emptyPlanDocument>,
  command: string,
  page: Page,
): string {
  const stays = plan.stays.map(({ path, reason }) => skipped(path, reason));
  if (plan.entries.length === 0) {
    return parts('Nothing to delete.\n', skippedTable(stays, page), damagedText(plan.damaged));
  }
  const batches = new Map<string, { files: number; bytes: number }>();
  for (const { trash_id: id, size_bytes: size } of plan.entries) {
    const known = batches.get(id) ?? { files: 0, bytes: 0 };
    batches.set(id, { files: known.files + 1, bytes: known.bytes + size });
  }
  const list = [...batches].map(([name, { files, bytes }]) => ({
    name,
    value: `${counted(files, 'file', page)}, ${formatBytes(bytes)}`,
  }));
  return parts(
    heading(`Would delete ${counted(plan.entries.length, 'file', page)} for good`, page) +
      facts([...list, { name: 'Frees', value: formatBytes(plan.frees_bytes) }], page),
    skippedTable(stays, page),
    damagedText(plan.damaged),
    `Nothing has changed. To delete for good, which can't be undone:\n  ${command}\n`,
  );
}

/** What emptying did, for people. */
export function emptiedText(
  { removed, freed_bytes, skipped: left, damaged, isCancelled }: Emptied,
  page: Page,
): string {
  const title = `${isCancelled ? 'Interrupted. ' : ''}Deleted ${counted(removed.length, 'file', page)} for good, which freed ${formatBytes(freed_bytes)}.`;
  return parts(heading(title, page), skippedTable(left, page), damagedText(damaged));
}
