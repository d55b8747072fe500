import { Dialog, DialogBody, DialogFooter } from '@blueprintjs/core';
import type { ReactElement } from 'react';
import { Button } from '../../kit/button.tsx';
import { useDelayed } from '../../kit/use-delayed.ts';
import { useCleaning } from './use-cleaning.ts';
import { progressShare, progressText, stopText, workAnnouncement, workTitle } from './progress-text.ts';

/** Work that is over sooner shows no dialog. */
const SILENT_MS = 300;

/** How far the work is that this window asked for, and the way to stop it. */
export function WorkDialog(): ReactElement {
  const { work, stop } = useCleaning();
  const isShown = useDelayed(work !== null, SILENT_MS);
  const share = progressShare(work?.progress ?? null);
  return (
    <Dialog
      isOpen={isShown && work !== null}
      title={work === null ? '' : workTitle(work.kind)}
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
              <p>{work.isStopping ? 'Stopping after the current file' : progressText(work.progress)}</p>
              <p className="sr" role="status">
                {workAnnouncement(work)}
              </p>
              <progress
                aria-label={workTitle(work.kind)}
                max={1}
                {...(share === null ? {} : { value: share })}
              />
              <p className="dim">{stopText(work)}</p>
            </div>
          </DialogBody>
          <DialogFooter
            actions={
              <Button
                text="Cancel"
                autoFocus
                refusal={work.isStopping ? 'It stops after the current file' : null}
                onClick={stop}
              />
            }
          />
        </>
      )}
    </Dialog>
  );
}
