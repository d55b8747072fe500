import { CrossIcon, WarningSignIcon } from '@blueprintjs/icons';
import type { ReactElement } from 'react';

/** Something that a list is narrowed by, with a way to take it off. */
export function Chip({
  text,
  isWrong = false,
  onRemove,
}: {
  readonly text: string;
  /** Whether it says why something can't be understood. */
  readonly isWrong?: boolean;
  readonly onRemove: () => void;
}): ReactElement {
  return (
    <span className={isWrong ? 'chip wrong' : 'chip'}>
      {isWrong && <WarningSignIcon size={12} />}
      {text}
      <button
        type="button"
        className="take-off"
        aria-label={`Remove ${text}`}
        title="Remove"
        onClick={onRemove}
      >
        <CrossIcon size={12} />
      </button>
    </span>
  );
}
