import { Menu, MenuItem } from '@blueprintjs/core';
import { CaretDownIcon } from '@blueprintjs/icons';
import type { ReactElement } from 'react';
import type { RecordQuery } from '../../../shared/api/records/record-filter.ts';
import { DropDown } from '../../kit/drop-down.tsx';
import { usePlace } from '../../state/route/use-place.ts';
import {
  FACET_NAMES,
  facetOptions,
  FACETS,
  optionCount,
  toggled,
  writeFacet,
  type FacetChoices,
  type FacetName,
} from './facet-choice.ts';
import { useFacets } from './use-facets.ts';

/** The menus by which the table is narrowed, with how many records each choice leaves. */
export function FacetMenus({
  chosen,
  filter,
}: {
  readonly chosen: FacetChoices;
  readonly filter: RecordQuery;
}): ReactElement {
  return (
    <>
      {FACETS.map((facet) => (
        <DropDown
          key={facet}
          side="end"
          content={<FacetMenu facet={facet} chosen={chosen[facet]} filter={filter} />}
        >
          <button
            type="button"
            className={chosen[facet].length > 0 ? 'button quiet on' : 'button quiet'}
            aria-haspopup="menu"
          >
            {FACET_NAMES[facet]}
            {chosen[facet].length > 0 && ` · ${chosen[facet].length}`}
            <CaretDownIcon size={12} />
          </button>
        </DropDown>
      ))}
    </>
  );
}

function FacetMenu({
  facet,
  chosen,
  filter,
}: {
  readonly facet: FacetName;
  readonly chosen: readonly string[];
  readonly filter: RecordQuery;
}): ReactElement {
  const { go } = usePlace();
  const facets = useFacets(filter);
  const options = facets === undefined ? [] : facetOptions(facet, facets);
  return (
    <Menu aria-label={FACET_NAMES[facet]} className="long-menu" role="listbox">
      {options.length === 0 && <MenuItem text={facets === undefined ? '…' : 'No record matches'} disabled />}
      {options.map((option) => (
        <MenuItem
          key={option.value}
          roleStructure="listoption"
          selected={chosen.includes(option.value)}
          text={option.text}
          label={optionCount(option)}
          shouldDismissPopover={false}
          onClick={() => go({ own: { [facet]: writeFacet(toggled(chosen, option.value)) } }, 'replace')}
        />
      ))}
    </Menu>
  );
}
