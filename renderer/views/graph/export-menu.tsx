import { Menu, MenuDivider, MenuItem } from '@blueprintjs/core';
import { DownloadIcon } from '@blueprintjs/icons';
import type { ReactElement } from 'react';
import { ExportItems } from '../../flows/export/export-items.tsx';
import type { Exported } from '../../flows/export/use-export.ts';
import { DropDown } from '../../kit/drop-down.tsx';

/** A form in which the picture, or what it shows, can be saved. */
export interface ExportForm {
  readonly text: string;
  readonly isPicture: boolean;
  readonly save: () => void;
}

/** What is taken out besides the picture. */
export interface GraphExport {
  readonly title: string;
  readonly what: Exported;
}

/** Saves the picture, or the graph that it shows, or takes out the pipelines that are in it. */
export function ExportMenu({
  forms,
  refusal,
  pipelines,
}: {
  readonly forms: readonly ExportForm[];
  /** Why nothing can be saved now. */
  readonly refusal: string | null;
  readonly pipelines: GraphExport;
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
          <MenuDivider />
          <ExportItems what={pipelines.what} lead={pipelines.title} />
        </Menu>
      }
    >
      <button
        type="button"
        className="button quiet icon-only"
        aria-label="Save the picture, the graph, or its pipelines"
        title="Save the picture, the graph, or its pipelines"
        aria-haspopup="menu"
      >
        <DownloadIcon size={14} />
      </button>
    </DropDown>
  );
}
