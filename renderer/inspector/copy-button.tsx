import { ClipboardIcon } from '@blueprintjs/icons';
import type { ReactElement } from 'react';
import { copyToClipboard } from '../kit/copy-to-clipboard.ts';
import { IconLink } from './icon-link.tsx';

/** Copies a text; `what` says which. */
export function CopyButton({ what, text }: { readonly what: string; readonly text: string }): ReactElement {
  return (
    <IconLink
      label={`Copy ${what}`}
      icon={<ClipboardIcon size={12} />}
      onClick={() => copyToClipboard(text, what)}
    />
  );
}
