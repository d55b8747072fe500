import type { Facets } from '../../../shared/api/records/facets.ts';
import type { RecordQuery } from '../../../shared/api/records/record-filter.ts';
import { formatBytes, formatCount } from '../../../shared/text/format-number.ts';
import { typeLabel } from '../../kit/type-mark.tsx';

/** What the table can be narrowed by, beside the filter of all views. */
export const FACETS = ['type', 'state', 'fold', 'size'] as const;

/** See {@link FACETS}. */
export type FacetName = (typeof FACETS)[number];

/** What a facet is called. */
export const FACET_NAMES: Readonly<Record<FacetName, string>> = {
  type: 'Type',
  state: 'State',
  fold: 'Fold',
  size: 'Size',
};

/** The values that are chosen of each facet, as the address has them. */
export type FacetChoices = Readonly<Record<FacetName, readonly string[]>>;

/** A value of a facet that can be chosen. */
export interface FacetOption {
  readonly value: string;
  readonly text: string;
  readonly records: number;
}

/** Where the last class of sizes begins, in bytes. */
const LAST_SIZE_CLASS = 1e10;

const STATES = ['present', 'missing', 'differs', 'outside', 'unknown'] as const;

function valuesOf(text: string | undefined): readonly string[] {
  return text === undefined || text === '' ? [] : text.split(',');
}

function isCount(text: string): boolean {
  return /^\d{1,15}$/.test(text);
}

/** Reads the facets out of the choices that a view keeps in the address; what can't be a value is left out. */
export function readFacets(own: Readonly<Record<string, string>>): FacetChoices {
  return {
    type: valuesOf(own['type']),
    state: valuesOf(own['state']).filter((value) => STATES.some((state) => state === value)),
    fold: valuesOf(own['fold']).filter((value) => value === 'all' || isCount(value)),
    size: valuesOf(own['size']).filter((value) => isCount(value)),
  };
}

/** The values of a facet for the address; null where none is chosen. */
export function writeFacet(values: readonly string[]): string | null {
  return values.length === 0 ? null : values.join(',');
}

/** The values with one more, or one less. */
export function toggled(values: readonly string[], value: string): readonly string[] {
  return values.includes(value) ? values.filter((one) => one !== value) : [...values, value];
}

/** The conditions of the question that the chosen facets stand for. */
export function facetConditions({ type, state, fold, size }: FacetChoices): RecordQuery {
  return {
    ...(type.length === 0 ? {} : { types: type }),
    ...(state.length === 0 ? {} : { states: STATES.filter((one) => state.includes(one)) }),
    ...(fold.length === 0 ? {} : { folds: fold.map((one) => (one === 'all' ? 'all' : Number(one))) }),
    ...(size.length === 0 ? {} : { sizes: size.map(Number) }),
  };
}

/** Where the class of sizes ends that begins here: at the next power of ten from 1 kB on; the last one has no end. */
export function sizeClassEnd(begins: number): number | null {
  if (begins >= LAST_SIZE_CLASS) return null;
  return begins === 0 ? 1000 : begins * 10;
}

/** What people read as a value of a facet. */
export function facetText(facet: FacetName, value: string): string {
  switch (facet) {
    case 'type':
      return typeLabel(value === 'unknown' ? null : value);
    case 'state':
      return value === 'present' ? 'ok' : value;
    case 'fold':
      return value === 'all' ? 'all folds' : `fold ${value}`;
    case 'size': {
      const below = sizeClassEnd(Number(value));
      return below === null
        ? `from ${formatBytes(Number(value))}`
        : `${formatBytes(Number(value))} – ${formatBytes(below)}`;
    }
  }
}

/** The values of a facet with how many records each would leave. */
export function facetOptions(facet: FacetName, facets: Facets): readonly FacetOption[] {
  switch (facet) {
    case 'type':
      return facets.types.map(({ value, records }) => ({ value, text: facetText(facet, value), records }));
    case 'state':
      return facets.states.map(({ value, records }) => ({ value, text: facetText(facet, value), records }));
    case 'fold':
      return facets.folds.map(({ value, records }) => {
        const text = String(value);
        return { value: text, text: facetText(facet, text), records };
      });
    case 'size':
      return facets.sizes.map(({ value, records }) => {
        const text = String(value);
        return { value: text, text: facetText(facet, text), records };
      });
  }
}

/** A count for the right side of a menu. */
export function optionCount({ records }: FacetOption): string {
  return formatCount(records);
}
