import type { PlanHead, WhatIf } from '../../shared/api/clean-plan.ts';
import type { WorkProgress, WorkResult } from '../../shared/api/clean-work.ts';
import { escapeForTerminal } from '../../shared/text/escape-for-terminal.ts';
import { formatBytes, formatCount } from '../../shared/text/format-number.ts';
import { skipText } from '../../shared/text/clean-words.ts';
import { plural } from '../text/plural.ts';
import type { Work } from './cleaning.ts';

const two = (part: number): string => String(part).padStart(2, '0');

/** A time of today as people read it where they are: `14:32:20`. */
export function clock(milliseconds: number): string {
  const date = new Date(milliseconds);
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}

/** What a plan is called. */
export function planTitle({ kind, subject, moves, pipelines }: PlanHead): string {
  const name = escapeForTerminal(subject ?? '');
  switch (kind) {
    case 'orphans':
      return `Move ${plural(moves.files, 'orphan')} to the trash`;
    case 'foreign':
      return `Move ${plural(moves.files, 'foreign file')} to the trash`;
    case 'pipeline':
    case 'pipelines':
      return `Move ${plural(pipelines, 'pipeline')} to the trash`;
    case 'failed':
      return `Move ${plural(pipelines, 'failed pipeline')} to the trash`;
    case 'dataset':
      return `Move the whole dataset ${name} to the trash`;
  }
}

/** `breaks 4 artifacts of 2 pipelines`, or `breaks nothing`. */
export function breaksText({ artifacts, pipelines }: WhatIf['breaks']): string {
  if (artifacts === 0) return 'breaks nothing';
  return `breaks ${plural(artifacts, 'artifact')}${pipelines === 0 ? '' : ` of ${plural(pipelines, 'pipeline')}`}`;
}

/** `2.60 MB stay, 55 other pipelines use them`; empty where nothing stays. */
export function staysText({ files, bytes, pipelines }: WhatIf['stays']): string {
  if (files === 0) return '';
  const others = `${plural(pipelines, 'other pipeline')} ${pipelines === 1 ? 'uses' : 'use'} them`;
  return `${formatBytes(bytes)} stay${files === 1 ? 's' : ''}, ${others}`;
}

/** Where a plan comes from, and what one can trust in. */
export function planFinePrint({ scanned_at, manifests, counted_empty }: PlanHead): string {
  const readable =
    counted_empty.length === 0 ? 'all readable' : `${formatCount(counted_empty.length)} counted as empty`;
  return (
    `From a fresh scan at ${clock(scanned_at)}: ${plural(manifests, 'manifest')}, ${readable}. Right before the move ` +
    'each file is looked at again; one that changed or that a manifest names by then stays. You can undo until you ' +
    'empty the trash, and only emptying gives the disk space back.'
  );
}

/** What work is going on, in words. */
export function workTitle(kind: Work['kind']): string {
  switch (kind) {
    case 'move':
      return 'Moving to the trash';
    case 'restore':
      return 'Putting back';
    case 'empty':
      return 'Deleting for good';
    case 'resume':
      return 'Finishing the clean-up';
  }
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

/** What work came to: the sentence that matters, and what follows from it. */
export function resultText({
  work,
  done,
  freed_bytes,
  skipped_files,
  skipped,
  cancelled,
  beside,
}: WorkResult): {
  readonly title: string;
  readonly more: readonly string[];
} {
  const files = `${plural(done.files, 'file')} (${formatBytes(done.bytes)})`;
  const more: string[] = [];
  const [first] = skipped;
  const isAlike = skipped.every(({ reason }) => reason === first?.reason);
  if (skipped_files > 0) {
    const why = first === undefined || !isAlike ? '' : `: ${skipText(first.reason, first.message)}`;
    more.push(`${plural(skipped_files, 'file')} stayed${why}.`);
  }
  if (beside.length > 0) more.push(`${plural(beside.length, 'file')} went beside what is there by now.`);
  switch (work) {
    case 'moving':
      if (cancelled) more.push('Stopped on the way; what moved can be undone.');
      if (done.files > 0) more.push('Disk space comes back when you empty the trash.');
      return { title: done.files === 0 ? 'Nothing was moved.' : `Moved ${files} to the trash.`, more };
    case 'restoring':
      if (cancelled) more.push('Stopped on the way; the rest is still in the trash.');
      return { title: done.files === 0 ? 'Nothing was put back.' : `Put back ${files}.`, more };
    case 'emptying':
      if (cancelled) more.push('Stopped on the way; the rest is still in the trash.');
      return {
        title:
          done.files === 0
            ? 'Nothing was deleted.'
            : `Deleted ${files} for good. ${formatBytes(freed_bytes)} are free again.`,
        more,
      };
  }
}
