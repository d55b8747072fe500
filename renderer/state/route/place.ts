import { readSelection, writeSelection, type Selection } from './selection.ts';
import type { View } from './views.ts';

/** Where one is in a workspace: all of the window that the address holds. */
export interface Place {
  readonly view: View;
  /** The dataset that all views and numbers are of; empty for what names none, null for all. */
  readonly dataset: string | null;
  /** Words of the filter; empty for none. */
  readonly text: string;
  readonly selection: Selection | null;
  /** The tab of the inspector; null for its first. */
  readonly tab: string | null;
  /** Choices of the view itself, by names of its own. */
  readonly own: Readonly<Record<string, string>>;
}

/** The first sight of a workspace. */
export const FIRST_PLACE: Place = {
  view: 'overview',
  dataset: null,
  text: '',
  selection: null,
  tab: null,
  own: {},
};

/** Choices of a view, by names of its own. */
export type OwnChoices = Place['own'];

/**
 * What is to change. A choice of the view that is null goes. Another view comes with none of the old one's choices but
 * its own, as they were when it was last shown; where some are given it shows what they say, and only looks as before.
 */
export interface PlaceChange {
  readonly view?: View;
  readonly dataset?: string | null;
  readonly text?: string;
  readonly selection?: Selection | null;
  readonly tab?: string | null;
  readonly own?: Readonly<Record<string, string | null>>;
}

/** Choices of how a view looks; all others say what it shows. */
const LOOKS: ReadonlySet<string> = new Set(['by', 'sort', 'fsort', 'cols']);

function looksOf(own: OwnChoices): OwnChoices {
  return Object.fromEntries(Object.entries(own).filter(([name]) => LOOKS.has(name)));
}

/** The place after a change; `last` are the choices of a view when it was last shown. */
export function changedPlace(
  place: Place,
  change: PlaceChange,
  last: (view: View) => OwnChoices = () => ({}),
): Place {
  const isOther = change.view !== undefined && change.view !== place.view;
  const before = isOther ? last(change.view) : place.own;
  const kept = isOther && change.own !== undefined ? looksOf(before) : before;
  const own = Object.entries({ ...kept, ...change.own }).filter(
    (entry): entry is [string, string] => entry[1] !== null,
  );
  return {
    view: change.view ?? place.view,
    dataset: change.dataset === undefined ? place.dataset : change.dataset,
    text: change.text ?? place.text,
    selection: change.selection === undefined ? place.selection : change.selection,
    tab: change.tab === undefined ? place.tab : change.tab,
    own: Object.fromEntries(own),
  };
}

/** Names that the address keeps for all views. */
const COMMON: ReadonlySet<string> = new Set(['ds', 'q', 'sel', 'tab']);

/** Reads a place from a view and the part of an address behind `?`. */
export function readPlace(view: View, query: string): Place {
  const all = new URLSearchParams(query);
  const selected = all.get('sel');
  return {
    view,
    dataset: all.get('ds'),
    text: all.get('q') ?? '',
    selection: selected === null ? null : readSelection(selected),
    tab: all.get('tab'),
    own: Object.fromEntries([...all].filter(([name]) => !COMMON.has(name))),
  };
}

/** The part of an address behind the view, with its `?`; empty where there is nothing to say. */
export function writePlace({ dataset, text, selection, tab, own }: Place): string {
  const all = new URLSearchParams();
  if (dataset !== null) all.set('ds', dataset);
  if (text !== '') all.set('q', text);
  if (selection !== null) all.set('sel', writeSelection(selection));
  if (tab !== null) all.set('tab', tab);
  for (const [name, value] of Object.entries(own)) if (!COMMON.has(name)) all.set(name, value);
  const query = all.toString();
  return query === '' ? '' : `?${query}`;
}
