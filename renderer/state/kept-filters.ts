import { keepText, keptText } from '../kit/page-storage.ts';
import type { OwnChoices, Place } from './route/place.ts';

/** A filter with the name that the user gave it: what Artifacts are narrowed by. */
export interface KeptFilter {
  readonly name: string;
  readonly dataset: string | null;
  readonly text: string;
  /** Facets, as the address has them. */
  readonly own: OwnChoices;
}

/** As many are kept of each workspace. */
const MOST = 30;

/** Signs of a name. */
export const LONGEST_NAME = 60;

/** Reads what was kept; what is no filter is left out. */
export function readFilters(kept: string | null): readonly KeptFilter[] {
  if (kept === null || kept === '') return [];
  return kept.split('\n').flatMap((line): KeptFilter[] => {
    const parts = new URLSearchParams(line);
    const name = parts.get('name');
    const own = [...parts].flatMap(([key, value]) => (key.startsWith('own.') ? [[key.slice(4), value]] : []));
    if (name === null || name.trim() === '') return [];
    const facets = Object.fromEntries(own) as OwnChoices;
    return [{ name, dataset: parts.get('dataset'), text: parts.get('text') ?? '', own: facets }];
  });
}

/** The text that {@link readFilters} reads. */
export function writeFilters(filters: readonly KeptFilter[]): string {
  return filters
    .map(({ name, dataset, text, own }) => {
      const parts = new URLSearchParams({ name, text });
      if (dataset !== null) parts.set('dataset', dataset);
      for (const [key, value] of Object.entries(own)) parts.set(`own.${key}`, value);
      return parts.toString();
    })
    .join('\n');
}

/** The filters with one more, which takes the place of one of its name. */
export function withFilter(filters: readonly KeptFilter[], filter: KeptFilter): readonly KeptFilter[] {
  return [filter, ...filters.filter(({ name }) => name !== filter.name)].slice(0, MOST);
}

/** The filter of a place under a name. @param names of the facets that belong to it */
export function filterOf(place: Place, name: string, names: readonly string[]): KeptFilter {
  const own = Object.fromEntries(Object.entries(place.own).filter(([key]) => names.includes(key)));
  return { name, dataset: place.dataset, text: place.text.trim(), own };
}

/** The filters that are kept for a workspace, the newest first. */
export function keptFilters(workspace: string): readonly KeptFilter[] {
  return readFilters(keptText(`filters.${workspace}`));
}

/** Keeps the filters of a workspace. */
export function keepFilters(workspace: string, filters: readonly KeptFilter[]): void {
  keepText(`filters.${workspace}`, writeFilters(filters));
}
