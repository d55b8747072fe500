import { Dialog, DialogBody, DialogFooter } from '@blueprintjs/core';
import type { ReactElement } from 'react';
import { Button } from '../../../kit/button.tsx';
import { useDelayed } from '../../../kit/use-delayed.ts';
import { sendingText } from './drop-text.ts';
import { useDropping } from './use-dropping.ts';

/** What is over sooner shows no dialog, in milliseconds. */
const SILENT_MS = 300;

/** How much was sent of what a preview needs, and the way to give it up. */
export function SendingDialog(): ReactElement {
  const { isTaking, progress, cancel } = useDropping();
  const isShown = useDelayed(isTaking, SILENT_MS);
  const total = progress?.total_bytes ?? 0;
  const share = total === 0 ? null : (progress?.bytes ?? 0) / total;
  return (
    <Dialog
      isOpen={isShown}
      title="Looking at what was dropped"
      className="work-dialog"
      transitionDuration={0}
      isCloseButtonShown={false}
      canEscapeKeyClose={false}
      canOutsideClickClose={false}
    >
      <DialogBody>
        <div className="pad">
          <p>{progress === null ? 'Listing its files' : sendingText(progress)}</p>
          <progress aria-label="Sending" max={1} {...(share === null ? {} : { value: share })} />
          <p className="dim">
            Manifests and archives go first. Stored files are sent once you import what needs them.
          </p>
        </div>
      </DialogBody>
      <DialogFooter actions={<Button text="Cancel" autoFocus onClick={cancel} />} />
    </Dialog>
  );
}
