import type { ReactElement } from 'react';
import type { BlockingEntry } from '../../../shared/api/workspace/statistics.ts';
import { datasetName } from '../../text/dataset-name.ts';
import { NoticeBar } from '../../kit/notice-bar.tsx';
import { StateMark } from '../../kit/state-mark.tsx';
import { unreadableDetails, unreadableTitle } from '../../text/unreadable-text.ts';

/** The datasets that all of it is about: ` of wheat, corn`; empty where some may be about any. */
function ofText(entries: readonly BlockingEntry[]): string {
  const names = new Set<string>();
  for (const { datasets } of entries) {
    if (datasets === null) return '';
    for (const dataset of datasets) names.add(datasetName(dataset));
  }
  return ` of ${[...names].join(', ')}`;
}

/** What could not be read, and what follows from it; each with its place and reason folded away. */
export function UnreadableNotice({ entries }: { readonly entries: readonly BlockingEntry[] }): ReactElement {
  return (
    <NoticeBar
      tone="danger"
      text={
        <>
          <StateMark state="unreadable" text={null} /> <b>{unreadableTitle(entries)}.</b>{' '}
          {entries.length === 1 ? 'It' : 'They'} may name any file{ofText(entries)} that nothing else names,
          so such files are undecided.
        </>
      }
      details={unreadableDetails(entries)}
    />
  );
}
