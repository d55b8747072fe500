import type { BoxState } from '../looks/box-state.ts';
import { LINE_KINDS, LINE_LOOKS } from '../looks/line-looks.ts';
import { MARK_WORDS, type NodeType, TYPE_WORDS, typeOfArtifact } from '../looks/node-looks.ts';
import type { Palette } from '../looks/palette.ts';
import type { Scene } from '../scene/scene.ts';
import { element } from './markup.ts';
import { label, plainBorder, typeSign } from './svg-boxes.ts';
import { sideStroke, stroke } from './svg-lines.ts';
import { doubled, stateBorder } from './svg-states.ts';

/** An entry of a legend: its sign at a place, and its words. */
interface Entry {
  readonly sign: (x: number, y: number) => string;
  readonly words: string;
}

const ENTRY_HEIGHT = 20;
const SIGN_WIDTH = 30;
/** Nothing here can measure text: what a sign of the legend takes at most, about. */
const LETTER_WIDTH = 6.4;

const TYPES = Object.keys(TYPE_WORDS) as Exclude<NodeType, 'none'>[];
const SIDES = ['left', 'right'] as const;

/** The sign of a state: a box with its border. */
function stateSign(state: BoxState, palette: Palette): Entry['sign'] {
  return (x, y) => {
    const area = { x, y: y - 6, width: 20, height: 12 };
    return (
      element('rect', { ...area, rx: 3, fill: 'none', ...stateBorder(state, palette) }) +
      (state.tone === 'changed' ? doubled(area, palette) : '')
    );
  };
}

function entriesOf({ boxes, lines }: Pick<Scene, 'boxes' | 'lines'>, palette: Palette): Entry[] {
  const types = new Set(boxes.map(({ type }) => typeOfArtifact(type)));
  const states = new Map(
    boxes.flatMap(({ state }) => (state === null ? [] : [[state.legend, state] as const])),
  );
  const sides = new Set(lines.map(({ side }) => side));
  const kinds = new Set(lines.map(({ kind }) => kind));
  const box = (look: Record<string, string | number>) => (x: number, y: number) =>
    element('rect', { x, y: y - 6, width: 20, height: 12, rx: 3, fill: 'none', ...look });
  const line = (look: Record<string, string | number>) => (x: number, y: number) =>
    element('path', { d: `M${x} ${y}h22`, ...look });
  const plain = { isInferred: false, isInCycle: false };
  return [
    ...TYPES.filter((type) => types.has(type)).map((type) => ({
      sign: (x: number, y: number) => typeSign(type, x + 8, y, palette),
      words: TYPE_WORDS[type],
    })),
    ...(boxes.some(({ isStack }) => isStack)
      ? [
          {
            sign: (x: number, y: number) =>
              box({ stroke: palette.line })(x + 3, y + 2) +
              box({ stroke: palette.line, fill: palette.ground })(x, y - 1),
            words: 'folds together',
          },
        ]
      : []),
    ...(boxes.some(({ isInferred }) => isInferred)
      ? [{ sign: box(plainBorder(true, palette.line)), words: MARK_WORDS.inferred }]
      : []),
    ...Array.from(states, ([words, state]) => ({ sign: stateSign(state, palette), words })),
    ...SIDES.filter((side) => sides.has(side)).map((side) => ({
      sign: line(sideStroke(side, palette)),
      words: `line only ${side}`,
    })),
    ...LINE_KINDS.filter((kind) => kinds.has(kind)).map((kind) => ({
      sign: line(stroke({ kind, ...plain }, palette)),
      words: LINE_LOOKS[kind].words,
    })),
    ...(lines.some(({ isInferred }) => isInferred)
      ? [{ sign: line({ stroke: palette.line, 'stroke-opacity': 0.65 }), words: 'open arrow: inferred' }]
      : []),
    ...(lines.some(({ isInCycle }) => isInCycle)
      ? [
          {
            sign: line(stroke({ kind: 'depends', isInferred: false, isInCycle: true }, palette)),
            words: 'part of a circle',
          },
        ]
      : []),
  ];
}

/** What signs and lines of a drawing mean, in rows of a width; with the height that it takes. */
export function legendMarkup(
  picture: Pick<Scene, 'boxes' | 'lines'>,
  palette: Palette,
  area: { readonly x: number; readonly y: number; readonly width: number },
): { readonly markup: string; readonly height: number } {
  let [x, y] = [area.x, area.y + ENTRY_HEIGHT / 2];
  const parts: string[] = [];
  for (const { sign, words } of entriesOf(picture, palette)) {
    const width = SIGN_WIDTH + words.length * LETTER_WIDTH + 14;
    if (x > area.x && x + width > area.x + area.width) [x, y] = [area.x, y + ENTRY_HEIGHT];
    parts.push(sign(x, y), label(x + SIGN_WIDTH, y + 4, words, palette.quiet, { 'font-size': 11 }));
    x += width;
  }
  return { markup: parts.join(''), height: y - area.y + ENTRY_HEIGHT / 2 };
}
