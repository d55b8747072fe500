import { CrossIcon } from '@blueprintjs/icons';
import type { ReactElement } from 'react';

/** Something that a list is narrowed by, with a way to take it off. */
export function Chip({
  text,
  onRemove,
}: {
  readonly text: string;
  readonly onRemove: () => void;
}): ReactElement {
  return (
    <span className="chip">
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

/** The text of the filter of all views. */
export function TextChip({
  text,
  onRemove,
}: {
  readonly text: string;
  readonly onRemove: () => void;
}): ReactElement {
  return <Chip text={`contains “${text}”`} onRemove={onRemove} />;
}
