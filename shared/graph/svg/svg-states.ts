import type { Area } from '../drawing.ts';
import type { BoxState } from '../looks/box-state.ts';
import type { Palette } from '../looks/palette.ts';
import { element } from './markup.ts';

/** The colour in which a state is said. */
export function stateColour({ tone }: BoxState, palette: Palette): string {
  switch (tone) {
    case 'danger':
      return palette.danger;
    case 'warn':
    case 'left':
      return palette.warn;
    case 'right':
      return palette.accent;
    case 'changed':
      return palette.text;
    case 'muted':
      return palette.quiet;
  }
}

/** The border of a box in a state, for boxes and legend: each side of a comparison has dashes of its own. */
export function stateBorder(state: BoxState, palette: Palette): Record<string, string | number> {
  const dashes = state.tone === 'right' ? '2 2' : '4 3';
  return {
    stroke: stateColour(state, palette),
    'stroke-width': state.tone === 'changed' ? 4 : 2,
    ...(state.isDashed ? { 'stroke-dasharray': dashes } : {}),
  };
}

/** What makes the thick border of a changed box a double one. */
export function doubled({ x, y, width, height }: Area, palette: Palette): string {
  const inner = { fill: 'none', stroke: palette.ground, 'stroke-width': 1.6 };
  return element('rect', { x, y, width, height, rx: 6, ...inner });
}
