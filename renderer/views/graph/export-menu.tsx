import { Menu, MenuDivider, MenuItem } from '@blueprintjs/core';
import { DownloadIcon } from '@blueprintjs/icons';
import type { ReactElement } from 'react';
import { DropDown } from '../../kit/drop-down.tsx';

/** A form in which the picture, or what it shows, can be saved. */
export interface ExportForm {
  readonly text: string;
  readonly isPicture: boolean;
  readonly save: () => void;
}

/** Saves the picture, or the graph that it shows. */
export function ExportMenu({
  forms,
  refusal,
}: {
  readonly forms: readonly ExportForm[];
  /** Why nothing can be saved now. */
  readonly refusal: string | null;
}): ReactElement {
  const items = (isPicture: boolean): ReactElement[] =>
    forms
      .filter((form) => form.isPicture === isPicture)
      .map(({ text, save }) => (
        <MenuItem
          key={text}
          text={text}
          {...(refusal === null ? {} : { disabled: true, title: refusal })}
          onClick={save}
        />
      ));
  return (
    <DropDown
      side="end"
      content={
        <Menu aria-label="Save">
          {refusal !== null && <li className="dim pad">{refusal}</li>}
          {items(true)}
          <MenuDivider />
          {items(false)}
        </Menu>
      }
    >
      <button
        type="button"
        className="button quiet icon-only"
        aria-label="Save the picture or the graph"
        title="Save the picture or the graph"
        aria-haspopup="menu"
      >
        <DownloadIcon size={14} />
      </button>
    </DropDown>
  );
}
