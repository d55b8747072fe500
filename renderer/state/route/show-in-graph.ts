import type { PlaceChange } from './place.ts';
import type { Selection } from './selection.ts';

/** The place that shows something in the graph of its pipeline; a file in that of the first pipeline that uses it. */
export function inGraph(selection: Selection): PlaceChange {
  switch (selection.kind) {
    case 'record':
      return { view: 'graph', selection, own: {} };
    case 'pipeline':
      return { view: 'graph', selection, own: { p: selection.manifest } };
    case 'file':
      return { view: 'graph', selection, own: { files: 'on' } };
  }
}
