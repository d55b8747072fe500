/** What a pipeline is that the classic engine fitted again on all data, by its name (nirs4all 0.8.4 to 1.4). */
export interface RefitName {
  /** `refit` of a plain pipeline; of a stacking one `base` models, each a pipeline of its own, and the `meta` model. */
  readonly role: 'refit' | 'base' | 'meta';
  /** What stands before: the name of the pipeline that was fitted again, or what those of one stacking have in common. */
  readonly of: string;
}

/** Reads `<name>_refit`, `<name>_refit_base_<number>` and `<name>_refit_meta`; null for every other name. */
export function refitName(name: string): RefitName | null {
  const found = /^(?<of>.*)_refit(?<part>_base_\d+|_meta)?$/s.exec(name)?.groups;
  if (found === undefined) return null;
  const { of = '', part } = found;
  if (part === undefined) return { role: 'refit', of };
  return { role: part === '_meta' ? 'meta' : 'base', of };
}

/** What the dataset of a stacking model that was fitted again is called: that of its base models has no such end. */
export const META_DATASET = '_meta';
