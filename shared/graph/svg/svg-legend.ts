import type { BoxState, Dress } from '../looks/dress.ts';
import { LINE_LOOKS } from '../looks/line-looks.ts';
import { MARK_WORDS, nodeType, type NodeType, TYPE_WORDS } from '../looks/node-looks.ts';
import type { Palette } from '../looks/palette.ts';
import { EDGE_KINDS } from '../model/choices.ts';
import type { GraphModel } from '../model/graph-model.ts';
import type { NodeMark } from '../model/node-text.ts';
import { element } from './markup.ts';
import { border, label, typeSign } from './svg-boxes.ts';
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
const MARKS: readonly NodeMark[] = [
  'missing',
  'differs',
  'outside',
  'unresolved',
  'ambiguous',
  'inferred',
  'cycle',
];

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

function entriesOf({ boxes, lines }: GraphModel, dress: Dress, palette: Palette): Entry[] {
  const types = new Set(boxes.map(({ node }) => nodeType(node)));
  // Of what looks otherwise the border says something else.
  const marks = new Set(
    boxes.flatMap((box) =>
      dress.boxes.has(box.id) ? box.marks.filter((mark) => mark === 'inferred') : box.marks,
    ),
  );
  const states = new Map(
    Array.from(dress.boxes.values(), ({ state }) => state).flatMap((state) =>
      state === null ? [] : [[state.legend, state] as const],
    ),
  );
  const sides = new Set(dress.lines.values());
  const kinds = new Set(lines.map(({ kind }) => kind));
  const box = (look: Record<string, string | number>) => (x: number, y: number) =>
    element('rect', { x, y: y - 6, width: 20, height: 12, rx: 3, fill: 'none', ...look });
  const line = (look: Record<string, string | number>) => (x: number, y: number) =>
    element('path', { d: `M${x} ${y}h22`, ...look });
  const plain = { inferred: false, inCycle: false };
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
    ...MARKS.filter((mark) => marks.has(mark)).map((mark) => ({
      sign: box(border([mark], palette.line, palette)),
      words: MARK_WORDS[mark],
    })),
    ...Array.from(states, ([words, state]) => ({ sign: stateSign(state, palette), words })),
    ...SIDES.filter((side) => sides.has(side)).map((side) => ({
      sign: line(sideStroke(side, palette)),
      words: `line only ${side}`,
    })),
    ...EDGE_KINDS.filter((kind) => kinds.has(kind)).map((kind) => ({
      sign: line(stroke({ kind, ...plain }, palette)),
      words: LINE_LOOKS[kind].words,
    })),
    ...(lines.some(({ inferred }) => inferred)
      ? [{ sign: line({ stroke: palette.line, 'stroke-opacity': 0.65 }), words: 'open arrow: inferred' }]
      : []),
    ...(lines.some(({ inCycle }) => inCycle)
      ? [
          {
            sign: line(stroke({ kind: 'depends', inferred: false, inCycle: true }, palette)),
            words: 'part of a circle',
          },
        ]
      : []),
  ];
}

/** What signs and lines of a drawing mean, in rows of a width; with the height that it takes. */
export function legendMarkup(
  model: GraphModel,
  dress: Dress,
  palette: Palette,
  area: { readonly x: number; readonly y: number; readonly width: number },
): { readonly markup: string; readonly height: number } {
  let [x, y] = [area.x, area.y + ENTRY_HEIGHT / 2];
  const parts: string[] = [];
  for (const { sign, words } of entriesOf(model, dress, palette)) {
    const width = SIGN_WIDTH + words.length * LETTER_WIDTH + 14;
    if (x > area.x && x + width > area.x + area.width) [x, y] = [area.x, y + ENTRY_HEIGHT];
    parts.push(sign(x, y), label(x + SIGN_WIDTH, y + 4, words, palette.quiet, { 'font-size': 11 }));
    x += width;
  }
  return { markup: parts.join(''), height: y - area.y + ENTRY_HEIGHT / 2 };
}
