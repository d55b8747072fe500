import type { ReactElement, ReactNode } from 'react';
import type { ImportCounts, ImportHead } from '../../../shared/api/import/import-plan.ts';
import { exactBytes, formatBytes, formatCount } from '../../../shared/text/format-number.ts';
import { StateMark } from '../../kit/state-mark.tsx';

/** How many manifests are what, how much would be copied, and what the disk has free. */
export function ImportFacts({
  counts,
  head,
  soFar,
}: {
  readonly counts: ImportCounts;
  /** Null while it is looked at. */
  readonly head: ImportHead | null;
  /** Whether that is all, as far as it was looked at, or only what the last scan says. */
  readonly soFar: 'all' | 'looked-at' | 'last-scan';
}): ReactElement {
  const fact = (name: ReactNode, value: string, title?: string): ReactElement => (
    <div title={title}>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
  return (
    <dl className="import-facts">
      {fact(<StateMark state="new" text="New" />, formatCount(counts.new))}
      {fact(<StateMark state="same" text="Already there" />, formatCount(counts.same))}
      {fact(<StateMark state="conflict" text="Conflict" />, formatCount(counts.conflict))}
      {fact(<StateMark state="broken" text="Broken" />, formatCount(counts.broken))}
      {head !== null &&
        fact(
          'Files to copy',
          `${formatCount(head.chosen.files.files)}, ${formatBytes(head.chosen.files.bytes)}`,
          `${exactBytes(head.chosen.files.bytes)}, manifests and the files of their folders too`,
        )}
      {head !== null && fact('Free here', head.free_bytes === null ? '?' : formatBytes(head.free_bytes))}
      {soFar !== 'all' && (
        <div>
          <dt className="sr">State</dt>
          <dd className="dim">{soFar === 'last-scan' ? 'so far, by the last scan' : 'so far'}</dd>
        </div>
      )}
    </dl>
  );
}
