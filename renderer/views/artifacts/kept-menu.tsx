import { CaretDownIcon, CrossIcon } from '@blueprintjs/icons';
import { useState, type ReactElement } from 'react';
import { IconButton } from '../../kit/button.tsx';
import { DropDown } from '../../kit/drop-down.tsx';
import {
  filterOf,
  keepFilters,
  keptFilters,
  LONGEST_NAME,
  withFilter,
  type KeptFilter,
} from '../../state/kept-filters.ts';
import type { PlaceChange } from '../../state/route/place.ts';
import { usePlace } from '../../state/route/use-place.ts';
import { EXACT } from './exact-choice.ts';
import { FACETS } from './facet-choice.ts';

const NAMES = [...FACETS, ...EXACT];

/** All facets as a filter has them: those that it has not are taken off. */
function placeOf({ dataset, text, own }: KeptFilter): PlaceChange {
  return { dataset, text, own: Object.fromEntries(NAMES.map((name) => [name, own[name] ?? null])) };
}

/** Filters with names: to keep the one that is set, and to set one that was kept. */
export function KeptMenu(): ReactElement {
  return (
    <DropDown side="end" content={<KeptChoices />}>
      <button type="button" className="button quiet" aria-haspopup="dialog">
        Kept
        <CaretDownIcon size={12} />
      </button>
    </DropDown>
  );
}

function KeptChoices(): ReactElement {
  const { workspace, place, go } = usePlace();
  const [filters, setFilters] = useState(() => keptFilters(workspace));
  const [name, setName] = useState('');
  const set = (next: readonly KeptFilter[]): void => {
    keepFilters(workspace, next);
    setFilters(next);
  };
  const now = filterOf(place, name.trim(), NAMES);
  const isNarrowed = now.text !== '' || now.dataset !== null || Object.keys(now.own).length > 0;
  return (
    <div className="kept-filters">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (now.name === '' || !isNarrowed) return;
          set(withFilter(filters, now));
          setName('');
        }}
      >
        <input
          className="text-box"
          value={name}
          maxLength={LONGEST_NAME}
          spellCheck={false}
          aria-label="Name of the filter"
          placeholder={isNarrowed ? 'Name of this filter' : 'Nothing is filtered'}
          disabled={!isNarrowed}
          onChange={({ target }) => setName(target.value)}
        />
        <button type="submit" className="button" disabled={!isNarrowed || now.name === ''}>
          Keep
        </button>
      </form>
      {filters.length === 0 ? (
        <p className="dim">No filter is kept in this workspace.</p>
      ) : (
        <ul aria-label="Kept filters">
          {filters.map((filter) => (
            <li key={filter.name}>
              <button type="button" className="link trunc" onClick={() => go(placeOf(filter))}>
                {filter.name}
              </button>
              <IconButton
                label={`Forget ${filter.name}`}
                icon={<CrossIcon size={12} />}
                onClick={() => set(filters.filter((one) => one !== filter))}
              />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
