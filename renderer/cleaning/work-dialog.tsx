import { Dialog, DialogBody, DialogFooter } from '@blueprintjs/core';
import type { ReactElement } from 'react';
import { Button } from '../parts/button.tsx';
import { useDelayed } from '../parts/use-delayed.ts';
import { progressShare, progressText, workTitle } from './plan-text.ts';
import { useCleaning } from './use-cleaning.ts';

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
              <p role="status">
                {work.isStopping ? 'Stopping after the current file' : progressText(work.progress)}
              </p>
              <progress
                aria-label={workTitle(work.kind)}
                max={1}
                {...(share === null ? {} : { value: share })}
              />
              <p className="dim">Stops after the current file; what moved can be undone.</p>
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
