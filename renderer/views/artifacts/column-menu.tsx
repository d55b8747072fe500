import { Menu, MenuItem } from '@blueprintjs/core';
import { ListColumnsIcon } from '@blueprintjs/icons';
import type { ReactElement } from 'react';
import type { RecordQuery } from '../../../shared/api/records/record-filter.ts';
import { formatCount } from '../../../shared/text/format-number.ts';
import { DropDown } from '../../kit/drop-down.tsx';
import { useGo, usePlace } from '../../state/route/use-place.ts';
import { ARTIFACT_COLUMNS, writeColumns, type ArtifactColumn } from './columns.tsx';
import { toggled } from './facet-choice.ts';
import { isColumnName, parameterId, parameterOf } from './parameter-columns.ts';
import { useFacets } from './use-facets.ts';

/** Chooses the columns of the table. */
export function ColumnMenu({
  shown,
  filter,
}: {
  readonly shown: readonly ArtifactColumn[];
  /** Which records are listed: their parameters can be columns. */
  readonly filter: RecordQuery;
}): ReactElement {
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
          <ParameterChoices ids={ids} filter={filter} />
          <MenuItem
            roleStructure="listoption"
            text="Usual columns"
            onClick={() => go({ own: { cols: null } }, 'replace')}
          />
        </Menu>
      }
    >
      <button type="button" className="button quiet optional" aria-haspopup="menu" title="Columns">
        <ListColumnsIcon size={14} />
        <span className="label">Columns</span>
      </button>
    </DropDown>
  );
}

/** The parameters of the operators that are listed, and those that are columns already. */
function ParameterChoices({
  ids,
  filter,
}: {
  readonly ids: readonly string[];
  readonly filter: RecordQuery;
}): ReactElement {
  const { go } = usePlace();
  const facets = useFacets(filter);
  const listed = facets?.parameters.filter(({ name }) => isColumnName(name)) ?? [];
  const others = ids
    .flatMap((id) => parameterOf(id) ?? [])
    .filter((name) => listed.every((one) => one.name !== name));
  const names = [...listed, ...others.map((name) => ({ name, records: 0 }))];
  return (
    <>
      {names.map(({ name, records }) => (
        <MenuItem
          key={name}
          roleStructure="listoption"
          selected={ids.includes(parameterId(name))}
          text={name}
          label={formatCount(records)}
          shouldDismissPopover={false}
          onClick={() => go({ own: { cols: writeColumns(toggled(ids, parameterId(name))) } }, 'replace')}
        />
      ))}
    </>
  );
}
