import { Dialog, DialogBody, DialogFooter } from '@blueprintjs/core';
import { useState, type ReactElement } from 'react';
import type { CleanKinds } from '../../shared/api/clean-lists.ts';
import { failureOf, isLostCall } from '../../shared/api/failure.ts';
import { escapeForTerminal } from '../../shared/text/escape-for-terminal.ts';
import { formatCount } from '../../shared/text/format-number.ts';
import { useConnections } from '../connection/use-connections.ts';
import { Button } from '../parts/button.tsx';
import { NoticeBar } from '../parts/notice-bar.tsx';
import { StateMark } from '../parts/state-mark.tsx';
import { failureText } from '../problems/failure-text.ts';
import { usePlace } from '../route/use-place.ts';
import { plural } from '../text/plural.ts';
import { useWorkspace } from '../workspace/use-workspace.ts';

type Blocking = CleanKinds['blocking'][number];

/** A folder that can't be listed can't be counted as empty. */
function isManifest({ code }: Blocking): boolean {
  return code !== 'UNLISTABLE';
}

/** What is in the way of every clean-up of stored files: manifests and folders that can't be read. */
export function BlockedNotice({
  kinds: { blocking, undecided, counted_empty },
}: {
  readonly kinds: CleanKinds;
}): ReactElement | null {
  const { go } = usePlace();
  const [deciding, setDeciding] = useState<Blocking | null>(null);
  const manifests = blocking.filter((entry) => isManifest(entry)).length;
  const folders = blocking.length - manifests;
  const what = [
    ...(manifests > 0 ? [plural(manifests, 'manifest')] : []),
    ...(folders > 0 ? [plural(folders, 'folder')] : []),
  ].join(' and ');
  const [first] = blocking;
  return (
    <>
      {first !== undefined && (
        <NoticeBar
          tone="danger"
          text={
            <>
              <StateMark state="unreadable" text={null} />{' '}
              <b>Orphans can’t be told while {what} can’t be read.</b>{' '}
              {undecided.files === 1
                ? 'It may name this file, so it can’t be moved.'
                : `${blocking.length === 1 ? 'It' : 'They'} may name any of these ${formatCount(undecided.files)} files, so none of them can be moved.`}
              <br />
              <span className="mono wrap">{escapeForTerminal(first.path)}</span>
              {first.line !== null && `, line ${first.line}, column ${first.column ?? 1}`}
              {blocking.length > 1 && (
                <span className="dim"> and {formatCount(blocking.length - 1)} more</span>
              )}
            </>
          }
          actions={
            isManifest(first) ? (
              <>
                <Button
                  text="Show the manifest"
                  onClick={() =>
                    go({ selection: { kind: 'pipeline', manifest: first.path }, tab: 'manifest' })
                  }
                />
                <Button quiet text="Count it as empty…" onClick={() => setDeciding(first)} />
              </>
            ) : null
          }
        />
      )}
      {counted_empty.length > 0 && (
        <NoticeBar tone="plain" text={<CountedEmpty manifests={counted_empty} />} />
      )}
      {deciding !== null && <CountEmptyDialog entry={deciding} onClose={() => setDeciding(null)} />}
    </>
  );
}

function CountedEmpty({ manifests }: { readonly manifests: readonly string[] }): ReactElement {
  const { coreClient } = useConnections();
  const { info, rescan } = useWorkspace();
  const takeBack = (manifest: string): void => {
    coreClient.clean.uncountEmpty({ workspace: info.id, manifest }).then(rescan, (error: unknown) => {
      if (failureOf(error) === null && !isLostCall(error)) throw error;
      rescan();
    });
  };
  return (
    <>
      <b>{plural(manifests.length, 'manifest')} that can’t be read counted as empty</b>, as you said, until it
      changes:
      <ul className="refused-list">
        {manifests.map((manifest) => (
          <li key={manifest}>
            <span className="mono wrap">{escapeForTerminal(manifest)}</span>{' '}
            <button type="button" className="link" onClick={() => takeBack(manifest)}>
              Take that back
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Asks for the id of the pipeline before its manifest counts as empty. */
function CountEmptyDialog({
  entry: { path },
  onClose,
}: {
  readonly entry: Blocking;
  readonly onClose: () => void;
}): ReactElement {
  const { coreClient } = useConnections();
  const { info, rescan } = useWorkspace();
  const [typed, setTyped] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const name = path.split('/').at(-2) ?? path;
  const decide = (): void => {
    coreClient.clean.countEmpty({ workspace: info.id, manifest: path, typed }).then(
      () => {
        onClose();
        rescan();
      },
      (error: unknown) => {
        const failure = failureOf(error);
        if (failure === null && !isLostCall(error)) throw error;
        setProblem(failure === null ? 'Stemma’s reader stopped. Try again.' : failureText(failure).advice);
      },
    );
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title="Count this manifest as empty?"
      className="work-dialog"
      transitionDuration={0}
    >
      <DialogBody>
        <div className="pad">
          <p className="mono wrap">{escapeForTerminal(path)}</p>
          <p>
            Files that only this manifest names can then be moved as orphans. If it is mended later, they are
            missing until you undo. This holds until the manifest changes.
          </p>
          <label className="plan-consent">
            <span>
              Type <b>{escapeForTerminal(name)}</b> to go on
            </span>
            <input
              type="text"
              className="text-box"
              autoFocus
              value={typed}
              autoComplete="off"
              spellCheck={false}
              onChange={({ target }) => setTyped(target.value)}
            />
          </label>
          {problem !== null && <p role="alert">{escapeForTerminal(problem)}</p>}
        </div>
      </DialogBody>
      <DialogFooter
        actions={
          <>
            <Button text="Cancel" onClick={onClose} />
            <Button
              text="Count it as empty"
              refusal={typed === name ? null : `First type ${name}`}
              onClick={decide}
            />
          </>
        }
      />
    </Dialog>
  );
}
