import type { ReactElement } from 'react';
import { progressShare, progressText } from '../deletion/progress-text.ts';
import { WorkProgressDialog } from '../deletion/work-dialog.tsx';
import { useExport } from './use-export.ts';

/** How far an export is that this window asked for, and the way to give it up. */
export function ExportWorkDialog(): ReactElement {
  const { work, cancel } = useExport();
  return (
    <WorkProgressDialog
      title="Exporting"
      work={
        work === null
          ? null
          : {
              text: progressText(work.progress),
              announcement: 'Exporting',
              share: progressShare(work.progress),
              isStopping: false,
              fine: 'Nothing is left of an export that is cancelled.',
            }
      }
      onStop={cancel}
    />
  );
}
