import { Dialog, DialogBody, DialogFooter } from '@blueprintjs/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState, type ReactElement } from 'react';
import { failureOf } from '../../../shared/api/failure.ts';
import { kindText } from '../../../shared/text/clean-words.ts';
import { escapeForTerminal } from '../../../shared/text/escape-for-terminal.ts';
import { formatBytes } from '../../../shared/text/format-number.ts';
import { useConnections } from '../../state/connection/use-connections.ts';
import { Button } from '../../kit/button.tsx';
import { failureText } from '../../kit/problems/failure-text.ts';
import { ProblemNote } from '../../kit/problems/problem-note.tsx';
import { plural } from '../../text/plural.ts';
import { localStamp } from '../../text/stamp.ts';
import { readOnlyRefusal } from '../../text/read-only-refusal.ts';
import { useWorkspace } from '../../state/workspace/use-workspace.ts';
import { lastMove } from './last-move.ts';
import { useCleaning } from './use-cleaning.ts';

/** Asks whether what was moved last is to go back. */
export function UndoDialog({
  isOpen,
  onClose,
}: {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}): ReactElement {
  const { coreQueries } = useConnections();
  const { info } = useWorkspace();
  const { restore } = useCleaning();
  const { data, error, isFetching } = useQuery(
    coreQueries.trash.list.queryOptions({ input: { workspace: info.id }, enabled: isOpen, staleTime: 0 }),
  );
  const failure = error === null ? null : failureOf(error);
  const last = data === undefined ? undefined : lastMove(data.batches);
  // With nothing to undo there is nothing to ask.
  const isNothing = isOpen && !isFetching && last === undefined && failure === null;
  // A list from before the last change may hold what is back by now: it is waited for, once.
  const [isKnown, setKnown] = useState(false);
  useEffect(() => {
    if (!isOpen) setKnown(false);
    else if (!isFetching) setKnown(true);
  }, [isOpen, isFetching]);
  useEffect(() => {
    if (isNothing) onClose();
  }, [isNothing, onClose]);
  return (
    <Dialog
      isOpen={isOpen && isKnown && !isNothing}
      onClose={onClose}
      title="Undo the last move?"
      className="work-dialog"
      transitionDuration={0}
    >
      <DialogBody>
        <div className="pad">
          {failure !== null && <ProblemNote problem={failureText(failure)} />}
          {failure === null && last !== undefined && (
            <p>
              {plural(last.files, 'file')} ({formatBytes(last.bytes)}) go back to where they were:{' '}
              {escapeForTerminal(kindText(last.kind, last.subject))}
              {last.time !== null && `, moved ${localStamp(last.time)}`}.
            </p>
          )}
        </div>
      </DialogBody>
      <DialogFooter
        actions={
          <>
            <Button text="Cancel" autoFocus onClick={onClose} />
            {failure === null && last !== undefined && (
              <Button
                text={`Put back ${plural(last.files, 'file')}`}
                refusal={readOnlyRefusal(info.readOnly)}
                onClick={() => {
                  onClose();
                  restore(last.id);
                }}
              />
            )}
          </>
        }
      />
    </Dialog>
  );
}
