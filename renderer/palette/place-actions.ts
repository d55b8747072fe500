import type { PlaceChange } from '../state/route/place.ts';
import type { Action } from './action.ts';

const cleanUp = (cat: string): PlaceChange => ({ view: 'clean-up', own: { cat } });

/** Parts of views that answer what is asked most, by the names of their views, with other words that people ask by. */
const PLACES: readonly (Pick<Action, 'text'> & { readonly also: string; readonly to: PlaceChange })[] = [
  {
    text: 'Show all stored files, the largest first',
    also: 'biggest file size space on disk',
    to: { view: 'artifacts', own: { show: 'files', fsort: '-size' } },
  },
  {
    text: 'Show which classes have the most records',
    also: 'most used often operator preprocessing transformer model',
    to: { view: 'overview', own: { by: 'type-class', sort: '-records' } },
  },
  {
    text: 'Show records whose file is missing',
    also: 'lost broken',
    to: { view: 'artifacts', own: { show: null, state: 'missing' } },
  },
  {
    text: 'Show orphans',
    also: 'unused files that nothing needs clean up free space',
    to: cleanUp('orphans'),
  },
  { text: 'Show recent files', also: 'young copied grace period', to: cleanUp('recent') },
  { text: 'Show failed runs', also: 'pipelines that failed', to: cleanUp('failed') },
  { text: 'Show what deleting pipelines would free', also: 'lost lose delete', to: cleanUp('pipelines') },
  { text: 'Show what deleting a dataset would free', also: 'lost lose delete', to: cleanUp('dataset') },
];

/** Goes to a part of a view. */
export function placeActions(go: (to: PlaceChange) => void): readonly Action[] {
  return PLACES.map(({ text, also, to }) => ({
    id: `place ${text}`,
    text,
    also,
    keys: null,
    refusal: null,
    run: () => go(to),
  }));
}
