import { escapeForTerminal } from '../../../shared/text/escape-for-terminal.ts';
import { missingFoldsText } from '../../../shared/text/folds-text.ts';
import { formatBytes } from '../../../shared/text/format-number.ts';
import type { Imported } from '../../registry/bring-in/apply-import.ts';
import type { ImportItem, ImportNote, ImportPlan } from '../../registry/bring-in/import-plan.ts';
import { counted } from '../output/sections.ts';
import type { Page } from '../output/page.ts';

/** What people are told of notes. */
const NOTES: Readonly<Record<Exclude<ImportNote, 'FILES_MISSING' | 'FOLDS_MISSING'>, string>> = {
  NO_TRACES: 'it has no execution traces: a bundle made of it would be empty',
  ITEMS_WITHOUT_ID:
    'it has artifacts without an id, which nirs4all can not load: it can be looked at, not predicted with',
  OTHER_RUN:
    'nirs4all looks for the pipelines of its dataset in another run: it can be looked at, not predicted with where it lies',
  PIPELINE_DERIVED: 'its pipeline.json is made from the manifest',
  NO_PIPELINE_FILE: 'it has no pipeline.json, and none can be made: it can not be predicted with',
  MANIFEST_MADE:
    'its manifest is made for exported artifacts: what else was known of the pipeline is not in it',
  RENUMBERED: 'it gets another number, so that no run overwrites it',
};

function noteText(note: ImportNote, { missingFolds }: ImportItem): string {
  return note === 'FILES_MISSING' || note === 'FOLDS_MISSING'
    ? `it can be looked at, not predicted with: ${missingFoldsText(missingFolds)}`
    : NOTES[note];
}

function countsOf({ files }: ImportItem): string {
  const counts = new Map<string, number>();
  for (const { status } of files) counts.set(status, (counts.get(status) ?? 0) + 1);
  return [...counts].map(([status, count]) => `${count} ${status}`).join(', ');
}

function* linesOf(item: ImportItem): Generator<string, void> {
  const { source, target, status, reason, line, column, unresolved, notes, files } = item;
  const place = line === null ? '' : `:${line}:${column ?? 1}`;
  yield `${status.padEnd(8)}  ${source}${place}`;
  if (target !== null) yield `          ${status === 'same' ? 'is' : 'to'} ${target}`;
  if (reason !== null) yield `          ${reason}`;
  if (files.length > 0) yield `          files: ${countsOf(item)}`;
  for (const file of files) {
    if (file.replaces !== null)
      yield `          ${file.path}: a damaged file in its place goes to the trash first`;
    if (file.status === 'present' || file.status === 'copy') continue;
    yield `          ${file.status}: ${file.path}${file.reason === null ? '' : ` (${file.reason})`}`;
  }
  if (unresolved.length > 0) yield `          needs what is nowhere: ${unresolved.join(', ')}`;
  for (const note of notes) yield `          ${noteText(note, item)}`;
}

/** A plan for people; `next` is the command that applies it. */
export function importPlanText(
  { items, bundles, left, bytes, freeBytes }: ImportPlan,
  next: string,
  page: Page,
): string {
  const lines = items.flatMap((item) => [...linesOf(item)]);
  for (const { source, file, isTaken } of bundles)
    if (isTaken) lines.push(`bundle    ${source}`, `          to ${file.path}`);
  for (const { path, reason } of left) lines.push(`left out  ${path}`, `          ${reason}`);
  const taken = items.filter(({ isTaken }) => isTaken).length;
  const free = freeBytes === null ? '' : `; the disk has ${formatBytes(freeBytes)} free`;
  const hasConflict = items.some(({ status, isTaken }) => status === 'conflict' && !isTaken);
  return [
    ...lines.map((line) => `${escapeForTerminal(line)}\n`),
    items.length === 0 ? 'There is no manifest in it.\n' : '',
    `\n${counted(taken, 'manifest', page)} would be brought in with ${formatBytes(bytes)}${free}.\n`,
    'Prediction files are not brought along: scores stay behind.\n',
    hasConflict ? 'To put conflicting ones beside those that are there: --on-conflict beside\n' : '',
    bundles.some(({ status, isTaken }) => status === 'new' && !isTaken)
      ? 'To copy bundles whole into exports/: --copy-bundles\n'
      : '',
    taken === 0 && !bundles.some(({ isTaken }) => isTaken)
      ? ''
      : `Nothing has changed yet. To do it:\n  ${escapeForTerminal(next)}\n`,
  ].join('');
}

/** What an import did; `undo` is the command that takes it back. */
export function importedText(done: Imported, undo: string | null, page: Page): string {
  const { manifests, bundles, files, bytes, skipped, trash_id: trash, isCancelled } = done;
  const lines = [
    ...(isCancelled ? ['Cancelled on the way.'] : []),
    `Brought in ${counted(manifests.length, 'manifest', page)} and ${counted(files, 'file', page)}, ${formatBytes(bytes)}.`,
    ...bundles.map((path) => `Copied ${path}`),
    ...skipped.map(({ source, reason }) => `Left out ${source}: ${reason}`),
    ...(trash === null ? [] : [`Damaged files that were in the way lie in the trash: ${trash}`]),
    ...(undo === null ? [] : [`To take it back: ${undo}`]),
  ];
  return lines.map((line) => `${escapeForTerminal(line)}\n`).join('');
}
