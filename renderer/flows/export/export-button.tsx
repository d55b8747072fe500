import { Menu } from '@blueprintjs/core';
import { ExportIcon } from '@blueprintjs/icons';
import type { ReactElement } from 'react';
import { DropDown } from '../../kit/drop-down.tsx';
import { ExportItems } from './export-items.tsx';
import type { Exported } from './use-export.ts';

/** Takes pipelines out: alone as a document, or with all that they need. */
export function ExportButton({
  what,
  text = 'Export…',
  isIcon = false,
}: {
  readonly what: Exported;
  readonly text?: string;
  /** In rows: the text is read out, and shown as a tooltip. */
  readonly isIcon?: boolean;
}): ReactElement {
  return (
    <DropDown
      side="end"
      content={
        <Menu aria-label={text}>
          <ExportItems what={what} />
        </Menu>
      }
    >
      {isIcon ? (
        <button
          type="button"
          className="button quiet icon-only"
          aria-haspopup="menu"
          aria-label={text}
          title={text}
        >
          <ExportIcon size={12} />
        </button>
      ) : (
        <button type="button" className="button quiet optional" aria-haspopup="menu" title={text}>
          <ExportIcon size={14} />
          <span className="label">{text}</span>
        </button>
      )}
    </DropDown>
  );
}
