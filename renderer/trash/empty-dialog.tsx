import { Dialog, DialogBody, DialogFooter } from '@blueprintjs/core';
import { useState, type ReactElement } from 'react';
import type { TrashBatch } from '../../shared/api/trash-parts.ts';
import { formatBytes } from '../../shared/text/format-number.ts';
import { useCleaning } from '../cleaning/use-cleaning.ts';
import { Button } from '../parts/button.tsx';
import { plural } from '../text/plural.ts';

const DAYS = 30;
const DAY_MS = 86_400_000;

function sums(batches: readonly TrashBatch[]): { files: number; bytes: number; frees: number } {
  return batches.reduce(
    (sum, { files, bytes, frees_bytes, wanted }) => ({
      files: sum.files + files - wanted,
      bytes: sum.bytes + bytes,
      frees: sum.frees + frees_bytes,
    }),
    { files: 0, bytes: 0, frees: 0 },
  );
}

/** Asks before files are deleted for good: the one thing that can't be undone. */
export function EmptyDialog({
  batches,
  onClose,
}: {
  readonly batches: readonly TrashBatch[];
  readonly onClose: () => void;
}): ReactElement {
  const { empty } = useCleaning();
  const [isOldOnly, setOldOnly] = useState(false);
  const before = Date.now() - DAYS * DAY_MS;
  const old = batches.filter(({ time }) => time !== null && Date.parse(time) < before);
  const { files, frees } = sums(isOldOnly ? old : batches);
  const wanted = (isOldOnly ? old : batches).reduce((sum, batch) => sum + batch.wanted, 0);
  const what = plural(files, 'file');
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={`Delete ${what} for good?`}
      className="work-dialog"
      transitionDuration={0}
    >
      <DialogBody>
        <div className="pad">
          <p>
            This frees <b>{formatBytes(frees)}</b>. It can’t be undone.
          </p>
          <p className="dim">
            Each file is checked once more: one that a manifest names by now stays in the trash
            {wanted > 0 && `, as ${plural(wanted, 'file')} will`}.
          </p>
          <label className="plan-consent">
            <input
              type="checkbox"
              className="check"
              checked={isOldOnly}
              onChange={() => setOldOnly(!isOldOnly)}
            />
            Only batches older than {DAYS} days ({plural(old.length, 'batch', 'batches')},{' '}
            {formatBytes(sums(old).bytes)})
          </label>
        </div>
      </DialogBody>
      <DialogFooter
        actions={
          <>
            <Button text="Cancel" autoFocus onClick={onClose} />
            <Button
              danger
              text={`Delete ${what} for good`}
              refusal={files === 0 ? 'There is nothing to delete' : null}
              onClick={() => {
                onClose();
                empty(isOldOnly ? { older_than_days: DAYS } : {});
              }}
            />
          </>
        }
      />
    </Dialog>
  );
}
