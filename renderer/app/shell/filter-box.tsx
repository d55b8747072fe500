import { CrossIcon, FilterIcon } from '@blueprintjs/icons';
import { useCallback, useEffect, useRef, useState, type ReactElement } from 'react';
import { usePlace } from '../../state/route/use-place.ts';
import { FILTER_ID, focusList } from '../../kit/panes.ts';

/** After the last key, in milliseconds, the filter takes effect. */
const PAUSE_MS = 150;

/** What a filter may ask for, where the mouse rests on it; all of it is in the README. */
const HELP = `Words and "quoted phrases" of chains, classes, names, pipelines, files, hashes and parameters
Short names: SNV, MSC, SG, PLS
Parameters: n_components = 10, n_components > 5, kernel != rbf
One place: class:PLS dataset:corn fold:0 step:3 type:model
Leave out: -KFold`;

/** The one filter of all lists. What is typed lands in the address after a short pause. */
export function FilterBox(): ReactElement {
  const { place, go } = usePlace();
  const [typed, setTyped] = useState(place.text);
  const written = useRef(place.text);
  useEffect(() => {
    // Changed from elsewhere: by Back, a chip or the palette.
    if (place.text !== written.current) setTyped(place.text);
    written.current = place.text;
  }, [place.text]);
  const take = useCallback(() => {
    if (typed === written.current) return;
    written.current = typed;
    go({ text: typed }, 'replace');
  }, [typed, go]);
  useEffect(() => {
    const timer = setTimeout(take, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [take]);
  const clear = (): void => {
    written.current = '';
    setTyped('');
    go({ text: '' }, 'replace');
  };
  return (
    <div className="filter" role="search">
      <FilterIcon size={14} />
      <input
        id={FILTER_ID}
        type="text"
        className="bare-input"
        value={typed}
        maxLength={1000}
        spellCheck={false}
        autoComplete="off"
        placeholder="Filter: KFold SNV, n_components > 5, class:PLS"
        title={HELP}
        aria-label="Filter all views"
        onChange={({ target }) => setTyped(target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' || event.key === 'ArrowDown') {
            event.preventDefault();
            take();
            focusList();
          } else if (event.key === 'Escape' && typed !== '') {
            event.stopPropagation();
            clear();
          }
        }}
      />
      {typed === '' ? (
        <kbd>/</kbd>
      ) : (
        <button
          type="button"
          className="take-off"
          aria-label="Clear filter"
          title="Clear filter"
          onClick={clear}
        >
          <CrossIcon size={14} />
        </button>
      )}
    </div>
  );
}
