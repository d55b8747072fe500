import type { ReactElement } from 'react';
import { PlanDialog } from '../cleaning/plan-dialog.tsx';
import { UndoDialog } from '../cleaning/undo-dialog.tsx';
import { UnfinishedDialog } from '../cleaning/unfinished-dialog.tsx';
import { WorkDialog } from '../cleaning/work-dialog.tsx';
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
      <UnfinishedDialog />
    </>
  );
}
