import type { ReactElement } from 'react';
import type { BlockingEntry } from '../../../shared/api/workspace/statistics.ts';
import { NoticeBar } from '../../kit/notice-bar.tsx';
import { StateMark } from '../../kit/state-mark.tsx';
import { asStart } from '../../../shared/text/unreadable-words.ts';
import {
  databaseReasons,
  ofDatasets,
  unreadableDetails,
  unreadableTitle,
} from '../../text/unreadable-text.ts';

/** What could not be read, and what follows from it; each with its place and reason folded away. */
export function UnreadableNotice({ entries }: { readonly entries: readonly BlockingEntry[] }): ReactElement {
  return (
    <NoticeBar
      tone="danger"
      text={
        <>
          <StateMark state="unreadable" text={null} /> <b>{asStart(unreadableTitle(entries))}.</b>{' '}
          {databaseReasons(entries)} {entries.length === 1 ? 'It' : 'They'} may name any file
          {ofDatasets(entries)} that nothing else names, so such files are undecided.
        </>
      }
      details={unreadableDetails(entries)}
    />
  );
}
