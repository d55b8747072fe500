import { PopoverNext } from '@blueprintjs/core';
import type { ReactElement } from 'react';

/** A button with something that opens below it: a menu, or choices. */
export function DropDown({
  content,
  side = 'start',
  children,
}: {
  readonly content: ReactElement;
  /** At which edge of the button it begins. */
  readonly side?: 'start' | 'end';
  /** The button. */
  readonly children: ReactElement;
}): ReactElement {
  return (
    <PopoverNext
      arrow={false}
      animation="minimal"
      placement={side === 'start' ? 'bottom-start' : 'bottom-end'}
      content={content}
    >
      {children}
    </PopoverNext>
  );
}
