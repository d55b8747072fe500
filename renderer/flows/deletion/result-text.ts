import type { SkippedFile, WorkResult } from '../../../shared/api/deletion/clean-work.ts';
import type { Namer } from '../../../shared/domain/namer.ts';
import { skipText, skipTexts } from '../../../shared/text/clean-words.ts';
import { formatBytes } from '../../../shared/text/format-number.ts';
import { plural } from '../../text/plural.ts';
import { clock } from './plan-text.ts';

/** What work came to: the sentence that matters, and what follows from it. */
export function resultText(
  result: WorkResult,
  namer: Namer,
): {
  readonly title: string;
  readonly more: readonly string[];
} {
  const { work, done, freed_bytes, skipped_files, skipped, cancelled, beside } = result;
  const files = `${plural(done.files, 'file')} (${formatBytes(done.bytes)})`;
  const more: string[] = [];
  const [first] = skipped;
  if (first !== undefined)
    more.push(`${plural(skipped_files, 'file')} stayed${whyText(first, result, namer)}.`);
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

/** Why files stayed, where all did for one reason; `skipped` may hold only the first of many. */
function whyText(first: SkippedFile, { skipped, skipped_files: count }: WorkResult, namer: Namer): string {
  const { reason, message } = first;
  const isAlike = skipped.every((other) => other.reason === reason && other.message === message);
  if (!isAlike) return '';
  const since = skipped.map(({ named_since }) => named_since).filter((time) => time !== null);
  if (reason === 'referenced' && since.length === count) {
    return `: a ${namer.one} names ${count === 1 ? 'it' : 'them'} since ${clock(Math.max(...since))}`;
  }
  return `: ${count === 1 ? skipText(reason, message, namer) : skipTexts(reason, message, namer)}`;
}
