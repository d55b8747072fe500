import { Dialog, DialogBody, DialogFooter } from '@blueprintjs/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState, type ReactElement } from 'react';
import { kindText } from '../../../shared/text/clean-words.ts';
import { escapeForTerminal } from '../../../shared/text/escape-for-terminal.ts';
import { formatBytes } from '../../../shared/text/format-number.ts';
import { useConnections } from '../../state/connection/use-connections.ts';
import { Button } from '../../kit/button.tsx';
import { plural } from '../../text/plural.ts';
import { localStamp } from '../../text/stamp.ts';
import { useWorkspace } from '../../state/workspace/use-workspace.ts';
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
  const { data, isFetching } = useQuery(
    coreQueries.trash.list.queryOptions({ input: { workspace: info.id }, enabled: isOpen, staleTime: 0 }),
  );
  const last = data?.batches.find(({ files, state }) => files > 0 && state !== 'interrupted');
  // With nothing to undo there is nothing to ask.
  const isNothing = isOpen && !isFetching && last === undefined;
  // A list from before the last change may hold what is back by now: it is waited for, once.
  const [isKnown, setKnown] = useState(false);
  useEffect(() => {
    if (!isOpen) setKnown(false);
    else if (!isFetching) setKnown(true);
  }, [isOpen, isFetching]);
  useEffect(() => {
    if (isNothing) onClose();
  }, [isNothing, onClose]);
  const refusal =
    info.readOnly === null
      ? last === undefined
        ? 'There is nothing to undo'
        : null
      : `This workspace is read-only: ${info.readOnly}`;
  return (
    <Dialog
      isOpen={isOpen && isKnown && last !== undefined}
      onClose={onClose}
      title="Undo the last move?"
      className="work-dialog"
      transitionDuration={0}
    >
      <DialogBody>
        <div className="pad">
          {last === undefined ? (
            <p>There is nothing in the trash.</p>
          ) : (
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
            <Button
              text={last === undefined ? 'Put back' : `Put back ${plural(last.files, 'file')}`}
              refusal={refusal}
              onClick={() => {
                onClose();
                if (last !== undefined) restore(last.id);
              }}
            />
          </>
        }
      />
    </Dialog>
  );
}
