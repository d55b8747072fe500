import type { ReactElement } from 'react';
import { PlanDialog } from '../../flows/deletion/plan-dialog.tsx';
import { UndoDialog } from '../../flows/deletion/undo-dialog.tsx';
import { UnfinishedDialog } from '../../flows/deletion/unfinished-dialog.tsx';
import { WorkDialog } from '../../flows/deletion/work-dialog.tsx';
import { ExportWorkDialog } from '../../flows/export/export-work-dialog.tsx';
import { SendingDialog } from '../../flows/import/drop/sending-dialog.tsx';
import { ImportWorkDialog } from '../../flows/import/import-work-dialog.tsx';
import { KeysDialog } from '../keys/keys-dialog.tsx';

/** What the user can have opened over the window; the other dialogs open by themselves. */
export type OpenDialog = 'palette' | 'keys' | 'undo';

/** All dialogs of the window but the palette. */
export function Dialogs({
  dialog,
  onClose,
}: {
  readonly dialog: OpenDialog | null;
  readonly onClose: () => void;
}): ReactElement {
  return (
    <>
      <UndoDialog isOpen={dialog === 'undo'} onClose={onClose} />
      <KeysDialog isOpen={dialog === 'keys'} onClose={onClose} />
      <PlanDialog />
      <WorkDialog />
      <SendingDialog />
      <ImportWorkDialog />
      <ExportWorkDialog />
      <UnfinishedDialog />
    </>
  );
}
