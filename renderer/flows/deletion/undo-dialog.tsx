import { Dialog, DialogBody, DialogFooter } from '@blueprintjs/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { kindText } from '../../../shared/text/clean-words.ts';
import { escapeForTerminal } from '../../../shared/text/escape-for-terminal.ts';
import { formatBytes } from '../../../shared/text/format-number.ts';
import { useConnections } from '../../state/connection/use-connections.ts';
import { Button } from '../../kit/button.tsx';
import { plural } from '../../text/plural.ts';
import { localStamp } from '../../text/stamp.ts';
import { useWorkspace } from '../../state/workspace/use-workspace.ts';
import { useCleaning } from './use-cleaning.ts';
import { lastMove } from './use-undo-question.ts';

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
  const batches = useQuery(
    coreQueries.trash.list.queryOptions({ input: { workspace: info.id }, enabled: isOpen }),
  ).data?.batches;
  const last = lastMove(batches);
  const refusal =
    info.readOnly === null
      ? last === undefined
        ? 'There is nothing to undo'
        : null
      : `This workspace is read-only: ${info.readOnly}`;
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title="Undo the last move?"
      className="work-dialog"
      transitionDuration={0}
    >
      <DialogBody>
        <div className="pad">
          {last === undefined ? (
            <p>{batches === undefined ? '…' : 'There is nothing in the trash.'}</p>
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
