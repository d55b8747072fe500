import { useState, type ReactElement } from 'react';
import type { CleanKinds } from '../../shared/api/clean-lists.ts';
import { escapeForTerminal } from '../../shared/text/escape-for-terminal.ts';
import { formatCount } from '../../shared/text/format-number.ts';
import { placeOf, unreadableTitle } from '../overview/unreadable-text.ts';
import { Button } from '../parts/button.tsx';
import { NoticeBar } from '../parts/notice-bar.tsx';
import { StateMark } from '../parts/state-mark.tsx';
import { usePlace } from '../route/use-place.ts';
import { blockedText } from './blocked-text.ts';
import { CountedEmpty } from './counted-empty.tsx';
import { CountEmptyDialog } from './count-empty-dialog.tsx';

type Blocking = CleanKinds['blocking'][number];

/** More are not listed: who has so many has one reason for them. */
const LISTED = 100;

/** A folder that can't be listed can't be counted as empty. */
function isManifest({ code }: Blocking): boolean {
  return code !== 'UNLISTABLE';
}

/** What is in the way of every clean-up of stored files: manifests and folders that can't be read. */
export function BlockedNotice({
  kinds: { blocking, undecided, counted_empty },
}: {
  readonly kinds: CleanKinds;
}): ReactElement {
  const { go } = usePlace();
  const [deciding, setDeciding] = useState<string | null>(null);
  const show = (manifest: string): void => go({ selection: { kind: 'pipeline', manifest }, tab: 'manifest' });
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
              {blockedText(blocking.length, undecided.files)}
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
                          {' · '}
                          <button type="button" className="link" onClick={() => setDeciding(entry.path)}>
                            Count it as empty…
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
            </>
          }
          actions={
            others.length === 0 && isManifest(first) ? (
              <>
                <Button text="Show the manifest" onClick={() => show(first.path)} />
                <Button quiet text="Count it as empty…" onClick={() => setDeciding(first.path)} />
              </>
            ) : null
          }
        />
      )}
      {counted_empty.length > 0 && <CountedEmpty manifests={counted_empty} />}
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
    </>
  );
}
