/** The font of chain lines, as `base.css` and `parts.css` have it. */
const FONT = '500 12.5px "Inter Variable", system-ui, sans-serif';

const known = new Map<string, number>();
let context: OffscreenCanvasRenderingContext2D | null = null;

/** About how wide a text is in a table, in pixels. Kept, because the same classes come again and again. */
export function textWidth(text: string): number {
  const before = known.get(text);
  if (before !== undefined) return before;
  context ??= new OffscreenCanvas(1, 1).getContext('2d');
  if (context === null) throw new Error('This browser has no canvas');
  context.font = FONT;
  const { width } = context.measureText(text);
  known.set(text, width);
  return width;
}
