import { Menu, MenuItem } from '@blueprintjs/core';
import { ListColumnsIcon } from '@blueprintjs/icons';
import type { ReactElement } from 'react';
import { DropDown } from '../../kit/drop-down.tsx';
import { useGo } from '../../state/route/use-place.ts';
import { ARTIFACT_COLUMNS, writeColumns, type ArtifactColumn } from './columns.tsx';
import { toggled } from './facet-choice.ts';

/** Chooses the columns of the table. */
export function ColumnMenu({ shown }: { readonly shown: readonly ArtifactColumn[] }): ReactElement {
  const go = useGo();
  const ids = shown.map(({ id }) => id);
  return (
    <DropDown
      side="end"
      content={
        <Menu aria-label="Columns" className="long-menu" role="listbox">
          {ARTIFACT_COLUMNS.map(({ id, name }) => (
            <MenuItem
              key={id}
              roleStructure="listoption"
              selected={ids.includes(id)}
              text={name}
              shouldDismissPopover={false}
              onClick={() => go({ own: { cols: writeColumns(toggled(ids, id)) } }, 'replace')}
            />
          ))}
          <MenuItem
            roleStructure="listoption"
            text="Usual columns"
            onClick={() => go({ own: { cols: null } }, 'replace')}
          />
        </Menu>
      }
    >
      <button type="button" className="button quiet" aria-haspopup="menu">
        <ListColumnsIcon size={14} />
        Columns
      </button>
    </DropDown>
  );
}
