import type { Page } from '@playwright/test';

/** Cells that pictures are compared by. */
const CELLS = { across: 80, down: 40 };

/**
 * What lies between two heights of a picture as cells with something drawn in them, or nothing, from the first to the last that is
 * drawn: the same for pictures of any size.
 */
const CELLS_OF = `async (source, top, bottom) => {
  const image = new Image();
  image.src = source;
  await image.decode();
  const [width, height] = [image.naturalWidth, (bottom ?? image.naturalHeight) - top];
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width, height });
  const drawing = canvas.getContext('2d');
  drawing.fillStyle = 'white';
  drawing.fillRect(0, 0, width, height);
  drawing.drawImage(image, 0, -top);
  const { data } = drawing.getImageData(0, 0, width, height);
  const marks = [];
  for (let at = 0; at < width * height; at += 1) {
    // Tinted grounds are paler than lines and letters.
    if (data[4 * at] + data[4 * at + 1] + data[4 * at + 2] < 700) marks.push([at % width, Math.floor(at / width)]);
  }
  const end = (axis, pick) => marks.reduce((most, mark) => pick(most, mark[axis]), marks[0][axis]);
  const [left, right, high, low] = [end(0, Math.min), end(0, Math.max), end(1, Math.min), end(1, Math.max)];
  const cells = new Set();
  for (const [x, y] of marks) {
    const across = Math.floor(((x - left) / (right - left + 1)) * ${CELLS.across});
    const down = Math.floor(((y - high) / (low - high + 1)) * ${CELLS.down});
    cells.add(down * ${CELLS.across} + across);
  }
  return { cells: [...cells], shape: (right - left) / (low - high) };
}`;

/** The part of some cells that are beside others, or are the same: fonts and rounding move a line over the edge of one. */
function nearPart(cells: readonly number[], others: readonly number[]): number {
  const near = new Set(
    others.flatMap((cell) =>
      [-1, 0, 1].flatMap((down) => [-1, 0, 1].map((across) => cell + down * CELLS.across + across)),
    ),
  );
  return cells.filter((cell) => near.has(cell)).length / cells.length;
}

/** How alike two pictures of a graph are: the smaller part of what one of them draws that the other does; and their shapes. */
export async function likeness(
  page: Page,
  svg: string,
  png: Buffer,
): Promise<{ readonly shared: number; readonly shapes: readonly [svg: number, png: number] }> {
  // The graph begins below the title, and the legend below the graph.
  const [head = 0, foot] = Array.from(svg.matchAll(/<g transform="translate\(0 (\d+)\)"/g), ([, y]) =>
    Number(y),
  );
  const cellsOf = async (
    source: string,
    top: number,
    bottom: number | null,
  ): Promise<{ readonly cells: number[]; readonly shape: number }> =>
    await page.evaluate(`(${CELLS_OF})(${JSON.stringify(source)}, ${top}, ${bottom})`);
  const one = await cellsOf(`data:image/svg+xml,${encodeURIComponent(svg)}`, head, foot ?? null);
  const other = await cellsOf(`data:image/png;base64,${png.toString('base64')}`, 0, null);
  const shared = Math.min(nearPart(one.cells, other.cells), nearPart(other.cells, one.cells));
  return { shared, shapes: [one.shape, other.shape] };
}
