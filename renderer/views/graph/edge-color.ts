import { LINE_LOOKS, type LineKind } from '../../../shared/graph/looks/line-looks.ts';

/** Colours of lines as the window has them. */
const COLORS: ReadonlyMap<string, string> = new Map([
  ['line', '--line-strong'],
  ['metaModel', '--t-meta'],
  ['quiet', '--text-2'],
]);

/** The property that holds the colour of a kind of lines. */
export function edgeColor(kind: LineKind): string {
  return COLORS.get(LINE_LOOKS[kind].colour) ?? '--line-strong';
}
