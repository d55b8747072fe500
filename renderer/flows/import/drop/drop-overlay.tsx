import { DisableIcon, ImportIcon } from '@blueprintjs/icons';
import type { ReactElement } from 'react';

/** What is said while files are over the window. */
export interface OverlayText {
  readonly title: string;
  readonly text: string;
}

/** Lies over the whole window while files are dragged over it, and takes no pointer: what is below hears of the drag. */
export function DropOverlay({
  title,
  text,
  isRefused,
}: OverlayText & { readonly isRefused: boolean }): ReactElement {
  return (
    <div className={isRefused ? 'drop-overlay refused' : 'drop-overlay'} role="status">
      {isRefused ? <DisableIcon size={22} /> : <ImportIcon size={22} />}
      <b>{title}</b>
      <span>{text}</span>
    </div>
  );
}
