import { middleTruncate } from '../../text/middle-truncate.ts';
import type { PlacedBox, PlacedLane } from '../drawing.ts';
import type { BoxDress } from '../looks/dress.ts';
import { MARK_WORDS, nodeType, type NodeType, toneOf } from '../looks/node-looks.ts';
import type { Palette } from '../looks/palette.ts';
import { BOX_HEIGHT, type DrawnBox, ROW_HEIGHT } from '../model/graph-model.ts';
import type { NodeMark } from '../model/node-text.ts';
import { element, xmlText } from './markup.ts';
import { doubled, stateBorder, stateColour } from './svg-states.ts';

/** Signs that find room in a box: of its name, of the line below, of a row. Nothing here can measure text. */
const TITLE_SIGNS = 18;
const DETAIL_SIGNS = 26;
const ROW_SIGNS = 14;

/** How wide these may get, in CSS pixels, and from how many signs on that is made sure of, whatever font is there. */
const TITLE_ROOM = { signs: 15, width: 124 };
const DETAIL_ROOM = { signs: 20, width: 127 };

function fitted(text: string, { signs, width }: typeof TITLE_ROOM): Record<string, string | number> {
  return Array.from(text).length <= signs ? {} : { textLength: width, lengthAdjust: 'spacingAndGlyphs' };
}

/** A text at its baseline. */
export function label(
  x: number,
  y: number,
  text: string,
  fill: string,
  more: Readonly<Record<string, string | number>> = {},
): string {
  return element('text', { x, y, fill, ...more }, xmlText(text));
}

/** The sign of a type, some ten pixels wide. */
export function typeSign(type: NodeType, x: number, y: number, palette: Palette): string {
  switch (type) {
    case 'transformer':
      return element('rect', { x: x - 4.5, y: y - 4.5, width: 9, height: 9, fill: palette.transformer });
    case 'model':
      return element('circle', { cx: x, cy: y, r: 5, fill: palette.model });
    case 'metaModel':
      return (
        element('circle', {
          cx: x,
          cy: y,
          r: 4.5,
          fill: 'none',
          stroke: palette.metaModel,
          'stroke-width': 2,
        }) + element('circle', { cx: x, cy: y, r: 1.8, fill: palette.metaModel })
      );
    case 'splitter':
      return element('path', { d: `M${x} ${y - 6}l6 6l-6 6l-6 -6z`, fill: palette.splitter });
    case 'encoder':
      return element('path', { d: `M${x} ${y - 5}l5.5 9.5h-11z`, fill: palette.encoder });
    case 'none':
      return element('circle', {
        cx: x,
        cy: y,
        r: 4,
        fill: 'none',
        stroke: palette.line,
        'stroke-width': 1.2,
      });
  }
}

/** The border of a box by its marks, for boxes and legend. */
export function border(
  marks: readonly NodeMark[],
  own: string,
  palette: Palette,
): Record<string, string | number> {
  const tone = toneOf(marks);
  const isSure = tone === 'plain' && !marks.includes('inferred');
  return {
    stroke: tone === 'danger' ? palette.danger : tone === 'warn' ? palette.warn : own,
    'stroke-width': tone === 'plain' ? 1.2 : 1.6,
    ...(isSure ? {} : { 'stroke-dasharray': '4 3' }),
  };
}

function rowsMarkup({ rows }: DrawnBox, { x, y, width }: PlacedBox, palette: Palette): string {
  return rows
    .map(({ title, detail, record }, at) => {
      const top = y + BOX_HEIGHT + at * ROW_HEIGHT;
      const fill = record.state === 'present' ? palette.quiet : palette.danger;
      return (
        element('path', { d: `M${x} ${top}h${width}`, stroke: palette.hairline }) +
        label(x + 12, top + 14, middleTruncate(title, ROW_SIGNS), palette.text, { 'font-size': 11 }) +
        label(x + width - 10, top + 14, middleTruncate(detail, ROW_SIGNS), fill, {
          'font-size': 11,
          'text-anchor': 'end',
        })
      );
    })
    .join('');
}

function outsideMarkup({ outside }: DrawnBox, { x, y, width }: PlacedBox, palette: Palette): string {
  const small = { 'font-size': 10 };
  const needs = outside.needs === 0 ? '' : label(x + 2, y - 3, `← +${outside.needs}`, palette.quiet, small);
  const neededBy =
    outside.neededBy === 0
      ? ''
      : label(x + width - 2, y - 3, `+${outside.neededBy} →`, palette.quiet, {
          ...small,
          'text-anchor': 'end',
        });
  return needs + neededBy;
}

/** Marks that stand beside what was asked; the border and the second line say what was asked. */
function unsaid(marks: readonly NodeMark[]): readonly NodeMark[] {
  return marks.filter((mark) => mark === 'inferred');
}

/** A box with what it says; pointing at it tells all of it. */
export function boxMarkup(
  plain: DrawnBox,
  place: PlacedBox,
  palette: Palette,
  dress: BoxDress | null,
): string {
  const box = dress === null ? plain : { ...plain, detail: dress.detail, marks: unsaid(plain.marks) };
  const state = dress?.state ?? null;
  const { x, y, width, height } = place;
  const type = nodeType(box.node);
  const title = middleTruncate(box.title, TITLE_SIGNS);
  const detail = middleTruncate(box.detail, DETAIL_SIGNS);
  const own = type === 'none' ? palette.line : palette[type];
  const look = state === null ? border(box.marks, own, palette) : stateBorder(state, palette);
  const outline = { x, y, width, height, rx: 6, ...look };
  const isQuiet = box.marks.includes('inferred') || box.node.kind !== 'operator';
  const below = box.marks
    .filter((mark) => mark === 'inferred' || mark === 'cycle')
    .map((mark) => MARK_WORDS[mark]);
  const told = [box.node.label, box.detail, ...box.marks.map((mark) => MARK_WORDS[mark])].filter(
    (text) => text !== '',
  );
  return element(
    'g',
    {},
    element('title', {}, xmlText(told.join(', '))) +
      (box.isStack
        ? element('rect', {
            ...outline,
            x: x + 4,
            y: y + 4,
            fill: palette.ground,
            'stroke-width': 1.2,
          })
        : '') +
      element('rect', { ...outline, fill: palette.ground }) +
      (state?.tone === 'changed' ? doubled({ x, y, width, height }, palette) : '') +
      (state?.tone === 'warn'
        ? element('rect', { x, y, width, height, rx: 6, fill: palette.warn, 'fill-opacity': 0.14 })
        : type === 'none'
          ? ''
          : element('rect', { x, y, width, height, rx: 6, fill: own, 'fill-opacity': 0.08 })) +
      typeSign(type, x + 15, y + 15, palette) +
      label(x + 27, y + 19, title, isQuiet ? palette.quiet : palette.text, {
        'font-size': 12.5,
        ...fitted(title, TITLE_ROOM),
      }) +
      label(x + 27, y + 34, detail, state === null ? toneColour(box, palette) : stateColour(state, palette), {
        'font-size': 11,
        ...fitted(detail, DETAIL_ROOM),
      }) +
      rowsMarkup(box, place, palette) +
      outsideMarkup(box, place, palette) +
      (below.length === 0
        ? ''
        : label(x + 12, y + height + (box.isStack ? 14 : 11), below.join(', '), palette.quiet, {
            'font-size': 10,
          })),
  );
}

function toneColour({ marks }: DrawnBox, palette: Palette): string {
  const tone = toneOf(marks.filter((mark) => mark !== 'cycle'));
  return tone === 'plain' ? palette.quiet : palette[tone];
}

/** The frame of a branch, named at its top. */
export function laneMarkup({ path, x, y, width, height }: PlacedLane, palette: Palette): string {
  return (
    element('rect', { x, y, width, height, rx: 6, fill: palette.frame, stroke: palette.hairline }) +
    label(x + 10, y + 14, `branch ${path.join('.')}`, palette.quiet, { 'font-size': 10 })
  );
}
