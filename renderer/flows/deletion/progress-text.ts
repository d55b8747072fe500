import type { WorkProgress } from '../../../shared/api/deletion/clean-work.ts';
import { formatBytes, formatCount } from '../../../shared/text/format-number.ts';
import { workText } from '../../text/work-text.ts';
import { plural } from '../../text/plural.ts';
import type { Work } from './cleaning.ts';

/** What work is going on, in words. */
export function workTitle(kind: Work['kind']): string {
  return workText(kind === 'move' ? 'apply' : kind);
}

/** How far work is, in words. */
export function progressText(progress: WorkProgress | null): string {
  if (progress === null) return 'Beginning';
  const { phase, files, total_files, bytes } = progress;
  switch (phase) {
    case 'wait':
      return 'Waiting for a scan or other work to end';
    case 'look':
      return 'Looking at each file again';
    case 'move':
    case 'restore':
    case 'empty':
      return `${formatCount(files)} of ${plural(total_files, 'file')}, ${formatBytes(bytes)}`;
  }
}

/** The share of work that is done, from 0 to 1; null where nobody knows. */
export function progressShare(progress: WorkProgress | null): number | null {
  if (progress === null || progress.total_files === 0) return null;
  if (progress.phase === 'wait' || progress.phase === 'look') return null;
  return Math.min(1, progress.files / progress.total_files);
}

/** What becomes of work that is stopped on the way. Finishing what was cut off is one of the others, as its progress tells. */
export function stopText({ kind, progress }: Pick<Work, 'kind' | 'progress'>): string {
  const phase = progress?.phase;
  const doing = phase === 'move' || phase === 'restore' || phase === 'empty' ? phase : kind;
  switch (doing) {
    case 'move':
    case 'undo-import':
      return 'Stops after the current file; what moved can be undone.';
    case 'restore':
      return 'Stops after the current file; the rest stays in the trash.';
    case 'empty':
      return 'Stops after the current file; what is deleted by then can’t be brought back.';
    case 'resume':
      return 'Stops after the current file.';
  }
}

/** What is read out about work: what it does, and each quarter. The same text for all of a quarter, so that it is said once. */
export function workAnnouncement({ kind, progress, isStopping }: Work): string {
  if (isStopping) return 'Stopping after the current file';
  const share = progressShare(progress);
  const quarter = share === null ? 0 : Math.floor(share * 4);
  return quarter === 0 ? workTitle(kind) : `${workTitle(kind)}, ${quarter * 25} percent done`;
}
