import { Dialog, DialogBody, DialogFooter } from '@blueprintjs/core';
import type { ReactElement } from 'react';
import { Button } from '../../kit/button.tsx';
import { useDelayed } from '../../kit/use-delayed.ts';
import { useCleaning } from './use-cleaning.ts';
import { progressShare, progressText, stopText, workAnnouncement, workTitle } from './progress-text.ts';

/** Work that is over sooner shows no dialog. */
const SILENT_MS = 300;

/** How far work is, and the way to stop it. */
export function WorkProgressDialog({
  title,
  work,
  onStop,
}: {
  readonly title: string;
  /** Null where there is none. */
  readonly work: {
    readonly text: string;
    /** What is read out; the same for a while, so that it is said once. */
    readonly announcement: string;
    /** From 0 to 1; null where nobody knows. */
    readonly share: number | null;
    readonly isStopping: boolean;
    /** What becomes of work that is stopped. */
    readonly fine: string;
  } | null;
  readonly onStop: () => void;
}): ReactElement {
  const isShown = useDelayed(work !== null, SILENT_MS);
  return (
    <Dialog
      isOpen={isShown && work !== null}
      title={title}
      className="work-dialog"
      transitionDuration={0}
      isCloseButtonShown={false}
      canEscapeKeyClose={false}
      canOutsideClickClose={false}
    >
      {work !== null && (
        <>
          <DialogBody>
            <div className="pad">
              <p>{work.text}</p>
              <p className="sr" role="status">
                {work.announcement}
              </p>
              <progress aria-label={title} max={1} {...(work.share === null ? {} : { value: work.share })} />
              <p className="dim">{work.fine}</p>
            </div>
          </DialogBody>
          <DialogFooter
            actions={
              <Button
                text="Cancel"
                autoFocus
                refusal={work.isStopping ? 'It stops after the current file' : null}
                onClick={onStop}
              />
            }
          />
        </>
      )}
    </Dialog>
  );
}

/** How far the work is that this window asked for, and the way to stop it. */
export function WorkDialog(): ReactElement {
  const { work, stop } = useCleaning();
  return (
    <WorkProgressDialog
      title={work === null ? '' : workTitle(work.kind)}
      work={
        work === null
          ? null
          : {
              text: work.isStopping ? 'Stopping after the current file' : progressText(work.progress),
              announcement: workAnnouncement(work),
              share: progressShare(work.progress),
              isStopping: work.isStopping,
              fine: stopText(work),
            }
      }
      onStop={stop}
    />
  );
}
