import { paletteOf, type Theme } from '../looks/palette.ts';
import { frameName, type Scene } from '../scene/scene.ts';
import { element, xmlText } from './markup.ts';
import { boxMarkup, label, laneMarkup } from './svg-boxes.ts';
import { legendMarkup } from './svg-legend.ts';
import { lineMarkup } from './svg-lines.ts';

/** How a picture looks, and what it says that it is. */
export interface SvgOptions {
  readonly theme: Theme;
  /** Written above it: the pipeline, or what else was asked for. */
  readonly title: string;
}

const HEAD = 40;
const FOOT = 20;
const LEAST_WIDTH = 480;

/** Writes a picture as SVG: whole, text as text, with a legend. It needs no font that isn't there, no script, nothing from elsewhere. */
export function writeSvg(scene: Scene, { theme, title }: SvgOptions): string {
  const { boxes, lines, geometry } = scene;
  const palette = paletteOf(theme);
  const width = Math.max(LEAST_WIDTH, Math.ceil(geometry.width));
  const placed = new Map(geometry.boxes.map((box) => [box.id, box]));
  const routed = new Map(geometry.lines.map((line) => [line.id, line]));
  const legend = legendMarkup(scene, palette, { x: 24, y: 0, width: width - 48 });
  const height = Math.ceil(HEAD + geometry.height + legend.height + FOOT);
  const parts = [
    element('title', {}, xmlText(title)),
    element('rect', { width, height, fill: palette.ground }),
    label(24, 27, title, palette.text, { 'font-size': 15, 'font-weight': 600 }),
    element(
      'g',
      { transform: `translate(0 ${HEAD})` },
      [
        ...geometry.lanes.map((lane, at) => laneMarkup(lane, frameName(scene, at), palette)),
        ...lines.map((line) => {
          const route = routed.get(line.id);
          return route === undefined ? '' : lineMarkup(line, route, palette);
        }),
        ...boxes.map((box) => {
          const place = placed.get(box.id);
          return place === undefined ? '' : boxMarkup(box, place, palette);
        }),
      ].join('\n'),
    ),
    element('g', { transform: `translate(0 ${HEAD + Math.ceil(geometry.height)})` }, legend.markup),
  ];
  const attributes = {
    xmlns: 'http://www.w3.org/2000/svg',
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
    role: 'img',
    'font-family': 'Inter, system-ui, sans-serif',
  };
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element('svg', attributes, `\n${parts.join('\n')}\n`)}\n`;
}
