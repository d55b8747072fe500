import type { ReadableIndex } from '../index/database.ts';
import { layoutAt, READ_LAYOUTS } from './layouts.ts';
import type { Scope, Scopes } from './rules.ts';

/** The scope of what may be about the one and the other. */
function both(one: Scope, other: Scope): Scope {
  if (one === null || other === null) return null;
  return {
    datasets: [...new Set([...one.datasets, ...other.datasets])],
    runs: [...new Set([...one.runs, ...other.runs])],
  };
}

/**
 * What may be named by what can't be read: of a source its own layout tells, of a place all do, because each might have something
 * there.
 */
export function scopesOf(index: ReadableIndex): Scopes {
  const scopes = new Map(READ_LAYOUTS.map((layout) => [layout, layout.rules.scopes(index)]));
  return {
    ofPath: (path) =>
      [...scopes.values()].map((each) => each.ofPath(path)).reduce<Scope>(both, { datasets: [], runs: [] }),
    ofManifest: (path, named) => scopes.get(layoutAt(path))?.ofManifest(path, named) ?? null,
  };
}
