import { ClipboardIcon } from '@blueprintjs/icons';
import type { ReactElement } from 'react';
import { copyToClipboard } from '../parts/copy-to-clipboard.ts';

/** Copies a text; `what` says which. */
export function CopyButton({ what, text }: { readonly what: string; readonly text: string }): ReactElement {
  return (
    <button
      type="button"
      className="icon-link"
      aria-label={`Copy ${what}`}
      title={`Copy ${what}`}
      onClick={() => copyToClipboard(text, what)}
    >
      <ClipboardIcon size={12} />
    </button>
  );
}
