import { useState, type ReactElement } from 'react';
import type { Notice } from '../../../shared/api/workspace/workspace.ts';
import { ConnectionNotices } from '../../state/connection/connection-notices.tsx';
import { Button } from '../../kit/button.tsx';
import { NoticeBar } from '../../kit/notice-bar.tsx';
import { StateMark } from '../../kit/state-mark.tsx';
import { CopyDetails } from '../../kit/problems/copy-details.tsx';
import { failureText } from '../../kit/problems/failure-text.ts';
import { ProblemNote } from '../../kit/problems/problem-note.tsx';
import type { Scan } from '../../state/scan/use-scan.ts';
import type { Opening } from '../../state/opening/use-opening.ts';
import { noticeDetails, noticeText } from './notice-text.ts';

/** What the user should know, above the view: of the connection, of a folder that was not opened, of scan and index. */
export function Notices({
  readOnly,
  notices,
  scan,
  opening,
  underWay,
}: {
  /** Why nothing can be changed in the workspace; null where it can. */
  readonly readOnly: string | null;
  readonly notices: readonly Notice[];
  readonly scan: Scan;
  readonly opening: Opening;
  /** See {@link ConnectionNotices}. */
  readonly underWay: string | null;
}): ReactElement {
  const [dismissed, setDismissed] = useState<ReadonlySet<string>>(new Set());
  const keyOf = (notice: Notice): string => `${notice.code} ${notice.at}`;
  const [isReadOnlyKnown, setReadOnlyKnown] = useState(false);
  const again = <Button quiet text="Scan again" onClick={scan.start} />;
  const isTold = notices.some(({ code }) => code === 'SCAN_FAILED' || code === 'STOPPED');
  return (
    <>
      <ConnectionNotices underWay={underWay} />
      {readOnly !== null && !isReadOnlyKnown && (
        <NoticeBar
          tone="plain"
          text={
            <>
              <StateMark state="unreadable" text={null} /> <b>This workspace is read-only</b> ({readOnly}).
              You can look and export lists; nothing can be moved.
            </>
          }
          onDismiss={() => setReadOnlyKnown(true)}
        />
      )}
      {opening.failure !== null && (
        <NoticeBar
          tone="warn"
          text={<ProblemNote problem={failureText(opening.failure)} onChild={opening.openChild} />}
          onDismiss={opening.dismiss}
        />
      )}
      {scan.state.kind === 'failed' && !isTold && (
        <NoticeBar
          tone="warn"
          text={`The scan ended early: ${scan.state.reason}. What was found before is still shown.`}
          actions={again}
        />
      )}
      {notices
        .filter((notice) => !dismissed.has(keyOf(notice)))
        .map((notice) => (
          <NoticeBar
            key={keyOf(notice)}
            tone={notice.code === 'SCAN_FAILED' || notice.code === 'STOPPED' ? 'warn' : 'plain'}
            text={noticeText(notice)}
            details={noticeDetails(notice)}
            actions={
              <>
                {(notice.code === 'SCAN_FAILED' || notice.code === 'STOPPED') && again}
                {notice.code === 'STOPPED' && <CopyDetails details={notice.reason} />}
              </>
            }
            onDismiss={() => setDismissed((known) => new Set(known).add(keyOf(notice)))}
          />
        ))}
    </>
  );
}
