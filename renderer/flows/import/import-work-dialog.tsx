import type { ReactElement } from 'react';
import { WorkProgressDialog } from '../deletion/work-dialog.tsx';
import { progressShare, progressText } from '../deletion/progress-text.ts';
import { workText } from '../../text/work-text.ts';
import { sendingText } from './drop/drop-text.ts';
import { useImports, type ImportWork } from './use-imports.ts';

function shareOf(work: ImportWork): number | null {
  if (work.kind === 'import') return progressShare(work.progress);
  const { progress } = work;
  return progress === null || progress.total_bytes === 0 ? null : progress.bytes / progress.total_bytes;
}

function textOf(work: ImportWork): string {
  if (work.isStopping) return 'Stopping after the current file';
  if (work.kind === 'import') return progressText(work.progress);
  return work.progress === null ? 'Listing the files that are missing here' : sendingText(work.progress);
}

/** The same text for all of a quarter, so that it is said once. */
function announcementOf(work: ImportWork): string {
  if (work.isStopping) return 'Stopping after the current file';
  const quarter = Math.floor((shareOf(work) ?? 0) * 4);
  const title = workText('import');
  return quarter === 0 ? title : `${title}, ${quarter * 25} percent done`;
}

/** How far an import is that this window asked for, and the way to stop it. */
export function ImportWorkDialog(): ReactElement {
  const { work, stop } = useImports();
  const title = workText('import');
  return (
    <WorkProgressDialog
      title={title}
      work={
        work === null
          ? null
          : {
              text: textOf(work),
              announcement: announcementOf(work),
              share: shareOf(work),
              isStopping: work.isStopping,
              fine:
                work.kind === 'import'
                  ? 'Stops after the current file; what was imported by then can be undone.'
                  : 'Nothing is imported before all of them are there.',
            }
      }
      onStop={stop}
    />
  );
}
