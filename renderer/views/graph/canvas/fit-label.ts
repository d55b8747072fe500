/** Text of a box, pixels high; its font is that of the page. */
export const LABEL_SIZE = 11.2;

/** What a box has before and behind its words, pixels. */
const MARGINS = 28 + 1;

const widths = new Map<string, number>();
let context: OffscreenCanvasRenderingContext2D | null = null;

function widthOf(text: string): number {
  const known = widths.get(text);
  if (known !== undefined) return known;
  context ??= new OffscreenCanvas(1, 1).getContext('2d');
  if (context === null) throw new Error('This browser has no canvas');
  context.font = `${LABEL_SIZE}px "Inter Variable", sans-serif`;
  const { width } = context.measureText(text);
  widths.set(text, width);
  return width;
}

/** The text as far as there is room, with `…` behind it where it is cut. */
function cut(text: string, room: number): string {
  if (widthOf(text) <= room) return text;
  const signs = Array.from(text);
  let [low, high] = [0, signs.length];
  while (low < high) {
    const half = Math.ceil((low + high) / 2);
    if (widthOf(`${signs.slice(0, half).join('')}…`) <= room) low = half;
    else high = half - 1;
  }
  return `${signs.slice(0, low).join('')}…`;
}

/** What a box or a row says. */
interface Words {
  readonly title: string;
  readonly detail: string;
}

/** The words of a row, in one line. */
export function fitRow({ title, detail }: Words, width: number): string {
  return cut(`${title}  ${detail}`, width - MARGINS);
}

/** The words of a box that is so wide, its lines apart by line feeds. */
export function fitLabel({ title, detail }: Words, width: number): string {
  const room = width - MARGINS;
  return detail === '' ? cut(title, room) : `${cut(title, room)}\n${cut(detail, room)}`;
}
