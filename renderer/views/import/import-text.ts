import type {
  ImportCounts,
  ImportFileStatus,
  ImportHead,
  ImportNote,
  ImportResult,
  ImportRow,
} from '../../../shared/api/import/import-plan.ts';
import { missingFoldsText } from '../../../shared/text/folds-text.ts';
import { escapeForTerminal } from '../../../shared/text/escape-for-terminal.ts';
import { formatBytes, formatCount } from '../../../shared/text/format-number.ts';
import { plural } from '../../text/plural.ts';
import { readOnlyRefusal } from '../../text/read-only-refusal.ts';

/** Where a manifest can't be read. */
export function placeText({ line, column }: Pick<ImportRow, 'line' | 'column'>): string | null {
  if (line === null) return null;
  return column === null ? `line ${line}` : `line ${line}, column ${column}`;
}

/** What is to be known of a manifest beside its numbers. */
export function noteText(row: ImportRow): string {
  const { status, reason: why, meets, missing, wrong_hash: wrong, rejected } = row;
  // Which one it meets is told in the details; here is room for what it is.
  const reason =
    why !== null && meets !== null && why.startsWith(`${meets} is `) ? why.slice(meets.length + 4) : why;
  if (status === 'same') return 'same uid, same content';
  const parts: string[] = [];
  const place = placeText(row);
  if (reason !== null) parts.push(place === null ? reason : `${place}: ${reason}`);
  if (missing > 0) parts.push(`${plural(missing, 'file is', 'files are')} not in what is imported`);
  if (wrong > 0)
    parts.push(
      wrong === 1
        ? '1 file does not have the hash that its record says'
        : `${formatCount(wrong)} files do not have the hash that their records say`,
    );
  if (rejected > 0)
    parts.push(
      `${plural(rejected, 'file')} can’t be put where ${rejected === 1 ? 'it belongs' : 'they belong'}`,
    );
  return escapeForTerminal(parts.join('; '));
}

/** What a pipeline can't be used for afterwards, or what is done so that it can. */
export function importNoteText(note: ImportNote, folds: readonly number[]): string {
  switch (note) {
    case 'NO_TRACES':
      return 'It has no execution traces: a bundle made of it would be empty.';
    case 'ITEMS_WITHOUT_ID':
      return 'It has artifacts without an id, which nirs4all can’t load: it can be looked at, not predicted with.';
    case 'FILES_MISSING':
    case 'FOLDS_MISSING':
      return `It can be looked at, not predicted with: ${missingFoldsText(folds)}.`;
    case 'OTHER_RUN':
      return 'nirs4all looks for the pipelines of its dataset in another run: it can be looked at, not predicted with where it lies.';
    case 'PIPELINE_DERIVED':
      return 'Its pipeline.json is made from the manifest.';
    case 'NO_PIPELINE_FILE':
      return 'It has no pipeline.json, and none can be made: it can’t be predicted with.';
    case 'MANIFEST_MADE':
      return 'Its manifest is made for exported artifacts: what else was known of the pipeline is not there.';
    case 'RENUMBERED':
      return 'It gets another number, so that no run of nirs4all overwrites it.';
  }
}

/** What becomes of a stored file. */
export function fileStatusText(status: ImportFileStatus): string {
  switch (status) {
    case 'present':
      return 'here already';
    case 'copy':
      return 'to copy';
    case 'unsent':
      return 'to copy';
    case 'missing':
      return 'missing';
    case 'wrong-hash':
      return 'wrong hash';
    case 'rejected':
      return 'not let in';
  }
}

/** How much is picked; null for nothing. */
export function pickedText(manifests: number, bundles: number): string | null {
  const parts = [
    ...(manifests === 0 ? [] : [plural(manifests, 'manifest')]),
    ...(bundles === 0 ? [] : [plural(bundles, 'bundle')]),
  ];
  return parts.length === 0 ? null : parts.join(' and ');
}

/** What is chosen, in a sentence for the foot. */
export function chosenText({ chosen }: ImportHead): {
  readonly title: string;
  readonly more: readonly string[];
} {
  const { manifests, bundles, files, missing } = chosen;
  const picked = pickedText(manifests, bundles);
  return {
    title: picked === null ? 'Nothing is selected' : `${picked} selected`,
    more:
      picked === null
        ? []
        : [
            `copies ${plural(files.files, 'file')}, ${formatBytes(files.bytes)}`,
            ...(missing === 0 ? [] : [`${plural(missing, 'file')} will be missing`]),
            'scores stay behind: prediction files are not imported',
          ],
  };
}

/** What an import came to: the sentence that matters, and what follows from it. */
export function importResultText({
  manifests,
  bundles,
  files,
  skipped_count: skipped,
  cancelled,
}: ImportResult): {
  readonly title: string;
  readonly more: readonly string[];
} {
  const picked = pickedText(manifests, bundles);
  const more: string[] = [];
  if (cancelled) more.push('Stopped on the way; what was imported can be undone.');
  if (skipped > 0) more.push(`${plural(skipped, 'manifest was', 'manifests were')} left out.`);
  return {
    title:
      picked === null
        ? 'Nothing was imported.'
        : `Imported ${picked}, ${plural(files.files, 'file')} (${formatBytes(files.bytes)}).`,
    more,
  };
}

/** How many manifests there are. */
export function allOf(counts: ImportCounts): number {
  return counts.new + counts.same + counts.conflict + counts.broken;
}

/** Why what is chosen can't be imported; null where it can. */
export function importRefusal(head: ImportHead, readOnly: string | null): string | null {
  const refusal = readOnlyRefusal(readOnly);
  if (refusal !== null) return refusal;
  if (head.chosen.manifests + head.chosen.bundles === 0) return 'Select what is to be imported';
  const { free_bytes: free, chosen } = head;
  const { bytes } = chosen.files;
  if (free !== null && free < bytes)
    return `Not enough space: needs ${formatBytes(bytes)}, ${formatBytes(free)} free.`;
  return null;
}
