import { Dialog, DialogBody, DialogFooter } from '@blueprintjs/core';
import { useEffect, useState, type ReactElement } from 'react';
import type { TrashBatch } from '../../../shared/api/deletion/trash-parts.ts';
import { formatBytes } from '../../../shared/text/format-number.ts';
import { useCleaning } from '../../flows/deletion/use-cleaning.ts';
import { useNameToType } from '../../flows/deletion/use-name-to-type.ts';
import { Button } from '../../kit/button.tsx';
import { ConsentBox } from '../../flows/deletion/consent-box.tsx';
import { TypedNameWithoutManifests } from '../../flows/deletion/typed-name-without-manifests.tsx';
import { plural } from '../../text/plural.ts';

const DAYS = 30;
const DAY_MS = 86_400_000;

interface Sums {
  readonly files: number;
  readonly frees: number;
  /** Files that a manifest names again: they stay. */
  readonly wanted: number;
}

function sums(batches: readonly TrashBatch[]): Sums {
  return batches.reduce<Sums>(
    (sum, { files, frees_bytes, wanted }) => ({
      files: sum.files + files - wanted,
      frees: sum.frees + frees_bytes,
      wanted: sum.wanted + wanted,
    }),
    { files: 0, frees: 0, wanted: 0 },
  );
}

/** Asks before files are deleted for good: the one thing that can't be undone. */
export function EmptyDialog({
  isOpen,
  batches,
  onClose,
}: {
  readonly isOpen: boolean;
  readonly batches: readonly TrashBatch[];
  readonly onClose: () => void;
}): ReactElement {
  const { empty } = useCleaning();
  const [isOldOnly, setOldOnly] = useState(false);
  const [typed, setTyped] = useState('');
  const nameToType = useNameToType(isOpen);
  // Asked anew, it is about all of the trash again.
  useEffect(() => {
    if (isOpen) return;
    setOldOnly(false);
    setTyped('');
  }, [isOpen]);
  const before = Date.now() - DAYS * DAY_MS;
  const old = batches.filter(({ time }) => time !== null && Date.parse(time) < before);
  const { files, frees, wanted } = sums(isOldOnly ? old : batches);
  const what = plural(files, 'file');
  return (
    <Dialog
      isOpen={isOpen}
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
            {isOldOnly && ' So does what a newer batch could not be undone without.'}
          </p>
          <ConsentBox isGiven={isOldOnly} onChange={setOldOnly}>
            Only batches older than {DAYS} days ({plural(old.length, 'batch', 'batches')}, frees{' '}
            {formatBytes(sums(old).frees)})
          </ConsentBox>
          {nameToType !== null && (
            <TypedNameWithoutManifests
              name={nameToType}
              purpose="delete them anyway"
              typed={typed}
              onType={setTyped}
            />
          )}
        </div>
      </DialogBody>
      <DialogFooter
        actions={
          <>
            <Button text="Cancel" autoFocus onClick={onClose} />
            <Button
              danger
              text={`Delete ${what} for good`}
              refusal={
                files === 0
                  ? 'There is nothing to delete'
                  : nameToType !== null && typed !== nameToType
                    ? `First type ${nameToType}`
                    : null
              }
              onClick={() => {
                onClose();
                empty({
                  ...(isOldOnly ? { older_than_days: DAYS } : {}),
                  ...(nameToType === null ? {} : { confirm_empty: typed }),
                });
              }}
            />
          </>
        }
      />
    </Dialog>
  );
}
