import { useState, type ReactElement } from 'react';
import type { CleanKinds } from '../../../shared/api/deletion/clean-lists.ts';
import { escapeForTerminal } from '../../../shared/text/escape-for-terminal.ts';
import { formatCount } from '../../../shared/text/format-number.ts';
import { placeOf, unreadableTitle } from '../../text/unreadable-text.ts';
import { Button } from '../../kit/button.tsx';
import { NoticeBar } from '../../kit/notice-bar.tsx';
import { StateMark } from '../../kit/state-mark.tsx';
import { usePlace } from '../../state/route/use-place.ts';
import { blockedText } from './blocked-text.ts';
import { CountedEmpty } from './counted-empty.tsx';
import { CountEmptyDialog } from './count-empty-dialog.tsx';
import { EmptiedNotice } from './emptied-notice.tsx';
import { unreadOf } from '../../../shared/domain/known-use.ts';
import { useDecision } from './use-decision.ts';

type Blocking = CleanKinds['blocking'][number];

/** More are not listed: that many have one common reason. */
const LISTED = 100;

/** Only a manifest has something to show. */
function isManifest({ decision, code }: Blocking): boolean {
  return decision === 'empty' && code !== 'ARCHIVE';
}

/** What can be looked past with one click: a folder, or an archive, whose bytes are what is decided about. */
function canLookPast({ decision, code }: Blocking): boolean {
  return decision === 'past' || (decision === 'empty' && code === 'ARCHIVE');
}

/** What is said with one click of a folder or archive that can't be looked into. */
function pastText({ code }: Blocking): string {
  return code === 'NO_MANIFEST' ? 'Count it as empty' : 'Look past it';
}

/** What is in the way of every clean-up of stored files: manifests and folders that can't be read. */
export function BlockedNotice({
  kinds: { blocking: all, undecided, counted_empty, counted_deleted },
}: {
  readonly kinds: CleanKinds;
}): ReactElement {
  const { go } = usePlace();
  const { problem, decide } = useDecision();
  const [deciding, setDeciding] = useState<string | null>(null);
  const show = (manifest: string): void => go({ selection: { kind: 'pipeline', manifest }, tab: 'manifest' });
  const blocking = unreadOf(all);
  const emptied = all.filter(({ decision }) => decision === 'deleted');
  const lookPast = (path: string): void =>
    decide((client, workspace) => client.clean.lookPast({ workspace, path }));
  const [first, ...others] = blocking;
  return (
    <>
      {first !== undefined && (
        <NoticeBar
          tone="danger"
          text={
            <>
              <StateMark state="unreadable" text={null} />{' '}
              <b>Orphans can’t be told while {unreadableTitle(blocking)}.</b>{' '}
              {blockedText(blocking, undecided.files)}
              {blocking.every(({ datasets }) => datasets !== null) && ' Orphans of other datasets are known.'}
              {others.length === 0 ? (
                <>
                  <br />
                  <Where entry={first} />
                </>
              ) : (
                <ul className="refused-list">
                  {blocking.slice(0, LISTED).map((entry) => (
                    <li key={entry.path}>
                      <Where entry={entry} />
                      {isManifest(entry) && (
                        <>
                          {' · '}
                          <button type="button" className="link" onClick={() => show(entry.path)}>
                            Show the manifest
                          </button>
                        </>
                      )}
                      {entry.decision === 'empty' && (
                        <>
                          {' · '}
                          <button type="button" className="link" onClick={() => setDeciding(entry.path)}>
                            Count it as empty…
                          </button>
                        </>
                      )}
                      {canLookPast(entry) && (
                        <>
                          {' · '}
                          <button type="button" className="link" onClick={() => lookPast(entry.path)}>
                            {pastText(entry)}
                          </button>
                        </>
                      )}
                    </li>
                  ))}
                  {blocking.length > LISTED && (
                    <li className="dim">and {formatCount(blocking.length - LISTED)} more</li>
                  )}
                </ul>
              )}
              {problem !== null && <p role="alert">{escapeForTerminal(problem)}</p>}
            </>
          }
          actions={
            others.length > 0 ? null : (
              <>
                {isManifest(first) && <Button text="Show the manifest" onClick={() => show(first.path)} />}
                {canLookPast(first) && <Button text={pastText(first)} onClick={() => lookPast(first.path)} />}
                {first.decision === 'empty' && (
                  <Button quiet text="Count it as empty…" onClick={() => setDeciding(first.path)} />
                )}
              </>
            )
          }
        />
      )}
      {emptied.length > 0 && <EmptiedNotice blocks={emptied} />}
      {(counted_empty.length > 0 || counted_deleted.length > 0) && (
        <CountedEmpty manifests={counted_empty} datasets={counted_deleted} />
      )}
      <CountEmptyDialog manifest={deciding} onClose={() => setDeciding(null)} />
    </>
  );
}

function Where({ entry }: { readonly entry: Blocking }): ReactElement {
  const place = placeOf(entry);
  return (
    <>
      <span className="mono wrap">{escapeForTerminal(entry.path)}</span>
      {place !== '' && `, ${place}`}
      {!isManifest(entry) && `: ${escapeForTerminal(entry.message)}`}
    </>
  );
}
