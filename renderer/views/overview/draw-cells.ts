import { formatBytes } from '../../../shared/text/format-number.ts';
import { isRing, typeShape } from '../../kit/type-mark.tsx';
import type { ElementSize } from '../../kit/use-size.ts';
import { cellLabel, fittedText } from './cell-label.ts';
import { BACKED, FILL, STRIPE, cellLook } from './cell-look.ts';
import { FRAME_HEAD, type SizeCell } from './size-layout.ts';
import { sizeName } from './size-name.ts';

/** The colours and the font of the page, as a canvas needs them. */
interface Ink {
  readonly color: (property: string) => string;
  readonly font: string;
}

/** Opacity of borders. */
const BORDER = 0.5;

/** Pixels from one stripe to the next. */
const PITCH = 6;

/** Pixels that an area must have for its name, and for its size below that. */
const NAMED = { width: 46, height: 19 };
const SIZED = 36;

/** Pixels that an area must have for its name in small letters: with thousands of records most areas are no larger. */
const SMALL = { width: 20, height: 12 };

/** An area this wide has room for the shape of its type. */
const SHAPED = 76;

function inkOf(canvas: HTMLCanvasElement): Ink {
  const style = getComputedStyle(canvas);
  return { color: (property) => style.getPropertyValue(property).trim(), font: style.fontFamily };
}

/** Widths of texts in the font that is set. */
function widthsIn(context: CanvasRenderingContext2D): (text: string) => number {
  return (text) => context.measureText(text).width;
}

function hatch(context: CanvasRenderingContext2D, { x, y, width, height }: SizeCell): void {
  context.save();
  context.beginPath();
  context.rect(x, y, width, height);
  context.clip();
  context.beginPath();
  // All stripes of the map lie on the same lines.
  const first = Math.floor((x + y) / PITCH) * PITCH;
  for (let at = first; at <= x + y + width + height; at += PITCH) {
    context.moveTo(at - y, y);
    context.lineTo(at - y - height, y + height);
  }
  context.stroke();
  context.restore();
}

function drawFrame(context: CanvasRenderingContext2D, ink: Ink, { node, x, y, width }: SizeCell): void {
  context.font = `600 11.5px ${ink.font}`;
  const name = fittedText(widthsIn(context), sizeName(node), width);
  context.fillStyle = ink.color('--text');
  context.fillText(name, x, y + 13);
  const used = context.measureText(name).width + 6;
  context.font = `400 11px ${ink.font}`;
  const size = formatBytes(node.bytes);
  if (used + context.measureText(size).width > width) return;
  context.fillStyle = ink.color('--text-2');
  context.fillText(size, x + used, y + 13);
}

function drawLeaf(context: CanvasRenderingContext2D, ink: Ink, cell: SizeCell): void {
  const { node, x, y, width, height } = cell;
  const look = cellLook(node);
  const color = ink.color(look.color);
  context.fillStyle = color;
  context.globalAlpha = FILL;
  context.fillRect(x, y, width, height);
  context.strokeStyle = color;
  if (look.isHatched) {
    context.globalAlpha = STRIPE;
    context.lineWidth = 2;
    hatch(context, cell);
  }
  context.globalAlpha = BORDER;
  context.lineWidth = 1;
  if (width > 2 && height > 2) context.strokeRect(x + 0.5, y + 0.5, width - 1, height - 1);
  context.globalAlpha = 1;
  if (width <= NAMED.width || height <= NAMED.height) {
    if (width > SMALL.width && height > SMALL.height) drawSmallName(context, ink, cell);
    return;
  }
  if (look.isHatched) backText(context, ink, cell);
  const hasShape = look.type !== null && width > SHAPED;
  if (hasShape) drawShape(context, color, look.type, x + width - 14, y + 5);
  context.font = `400 11.5px ${ink.font}`;
  context.fillStyle = ink.color('--text');
  context.fillText(cellLabel(widthsIn(context), node, width - (hasShape ? 22 : 9)), x + 5, y + 13);
  if (height <= SIZED) return;
  context.font = `400 11px ${ink.font}`;
  context.fillText(fittedText(widthsIn(context), formatBytes(node.bytes), width - 9), x + 5, y + 28);
}

/** The name alone, where there is no room for more. */
function drawSmallName(context: CanvasRenderingContext2D, ink: Ink, { node, x, y, width }: SizeCell): void {
  context.font = `400 9.5px ${ink.font}`;
  const label = cellLabel(widthsIn(context), node, width - 4);
  if (label === '') return;
  if (cellLook(node).isHatched) {
    context.globalAlpha = BACKED;
    context.fillStyle = ink.color('--bg');
    context.fillRect(x + 1, y + 1, width - 2, 11);
    context.globalAlpha = 1;
  }
  context.fillStyle = ink.color('--text');
  context.fillText(label, x + 2, y + 10);
}

/** Takes the stripes away from behind the words. */
function backText(
  context: CanvasRenderingContext2D,
  ink: Ink,
  { node, x, y, width, height }: SizeCell,
): void {
  context.font = `400 11.5px ${ink.font}`;
  const words = height > SIZED ? [sizeName(node), formatBytes(node.bytes)] : [sizeName(node)];
  const needed = Math.max(...words.map((word) => context.measureText(word).width));
  context.globalAlpha = BACKED;
  context.fillStyle = ink.color('--bg');
  context.fillRect(x + 2, y + 2, Math.min(width - 4, needed + 6), words.length * 15);
  context.globalAlpha = 1;
}

function shapeOf(type: string | null): Path2D {
  return new Path2D(typeShape(type));
}

/** The shape says the type to people who can't tell the colours apart. */
function drawShape(
  context: CanvasRenderingContext2D,
  color: string,
  type: string | null,
  x: number,
  y: number,
): void {
  context.save();
  context.translate(x, y);
  context.scale(0.75, 0.75);
  context.strokeStyle = color;
  context.fillStyle = color;
  context.lineWidth = 2.6;
  if (isRing(type)) context.stroke(shapeOf(type));
  else context.fill(shapeOf(type));
  context.restore();
}

/** Draws the map anew in the colours that the canvas has now, as sharp as the screen is. */
export function drawCells(
  canvas: HTMLCanvasElement,
  cells: readonly SizeCell[],
  { width, height }: ElementSize,
): void {
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('This browser has no canvas');
  const scale = window.devicePixelRatio;
  Object.assign(canvas, { width: Math.round(width * scale), height: Math.round(height * scale) });
  context.scale(scale, scale);
  const ink = inkOf(canvas);
  for (const cell of cells) {
    if (!cell.isFrame) drawLeaf(context, ink, cell);
    else if (cell.width > NAMED.width && cell.height > FRAME_HEAD) drawFrame(context, ink, cell);
  }
}
