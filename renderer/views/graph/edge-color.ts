import type { GraphEdge } from '../../../shared/api/graph/graph.ts';
import { LINE_LOOKS } from '../../../shared/graph/looks/line-looks.ts';

/** Colours of lines as the window has them. */
const COLORS: ReadonlyMap<string, string> = new Map([
  ['line', '--line-strong'],
  ['metaModel', '--t-meta'],
  ['quiet', '--text-2'],
]);

/** The property that holds the colour of a kind of edges. */
export function edgeColor(kind: GraphEdge['kind']): string {
  return COLORS.get(LINE_LOOKS[kind].colour) ?? '--line-strong';
}
