import { Dialog } from '@blueprintjs/core';
import type { ReactElement } from 'react';
import type { Opening } from '../start/use-opening.ts';

/** One box for everything: what there is, and what can be done. */
export function Palette({
  isOpen,
  onClose,
}: {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onKeys: () => void;
  readonly opening: Opening;
}): ReactElement {
  return <Dialog isOpen={isOpen} onClose={onClose} title="Search or run" />;
}
