import { middleTruncate } from '../../text/middle-truncate.ts';
import type { PlacedBox, PlacedLane } from '../drawing.ts';
import { MARK_WORDS, type NodeType, typeOfArtifact } from '../looks/node-looks.ts';
import type { Palette } from '../looks/palette.ts';
import { BOX_HEIGHT, ROW_HEIGHT } from '../model/graph-model.ts';
import { hasMark, type SceneBox } from '../scene/scene.ts';
import { element, xmlText } from './markup.ts';
import { doubled, stateBorder, stateColour } from './svg-states.ts';

/** Signs that find room in a box: of its name, of the line below, of a row. Nothing here can measure text. */
const TITLE_SIGNS = 18;
const DETAIL_SIGNS = 26;
const ROW_SIGNS = 14;

/** What a sign of a frame's name takes at most, about, in CSS pixels. */
const FRAME_LETTER = 8;

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

/** The border of a box by itself, for boxes and legend; what is concluded is dashed. */
export function plainBorder(isInferred: boolean, own: string): Record<string, string | number> {
  return { stroke: own, 'stroke-width': 1.2, ...(isInferred ? { 'stroke-dasharray': '4 3' } : {}) };
}

function rowsMarkup({ rows }: SceneBox, { x, y, width }: PlacedBox, palette: Palette): string {
  return rows
    .map(({ title, detail, isAmiss }, at) => {
      const top = y + BOX_HEIGHT + at * ROW_HEIGHT;
      const fill = isAmiss ? palette.danger : palette.quiet;
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

function outsideMarkup({ outside }: SceneBox, { x, y, width }: PlacedBox, palette: Palette): string {
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

/** A box with what it says; pointing at it tells all of it. */
export function boxMarkup(box: SceneBox, place: PlacedBox, palette: Palette): string {
  const { state, isInferred, isInCycle } = box;
  const { x, y, width, height } = place;
  const type = typeOfArtifact(box.type);
  const title = middleTruncate(box.title, TITLE_SIGNS);
  const detail = middleTruncate(box.detail, DETAIL_SIGNS);
  const own = type === 'none' ? palette.line : palette[type];
  const look = state === null ? plainBorder(isInferred, own) : stateBorder(state, palette);
  const outline = { x, y, width, height, rx: 6, ...look };
  const isQuiet = isInferred || box.kind === 'ghost' || box.kind === 'file';
  const left = x + (hasMark(box) ? 27 : 12);
  const below = [...(isInCycle ? [MARK_WORDS.cycle] : []), ...(isInferred ? [MARK_WORDS.inferred] : [])];
  const told = [box.name, box.detail, ...box.words].filter((text) => text !== '');
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
      (hasMark(box) ? typeSign(type, x + 15, y + 15, palette) : '') +
      label(left, y + 19, title, isQuiet ? palette.quiet : palette.text, {
        'font-size': 12.5,
        ...fitted(title, TITLE_ROOM),
      }) +
      label(left, y + 34, detail, state === null ? palette.quiet : stateColour(state, palette), {
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

/** A frame, named at its top. */
export function laneMarkup({ x, y, width, height }: PlacedLane, name: string, palette: Palette): string {
  const text = middleTruncate(name, Math.floor((width - 20) / FRAME_LETTER));
  return (
    element('rect', { x, y, width, height, rx: 6, fill: palette.frame, stroke: palette.hairline }) +
    label(x + 10, y + 14, text, palette.quiet, { 'font-size': 10 })
  );
}
