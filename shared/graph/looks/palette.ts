/** Colours of a drawing in one theme; those of the window. */
export interface Palette {
  readonly ground: string;
  readonly frame: string;
  readonly text: string;
  readonly quiet: string;
  readonly hairline: string;
  readonly line: string;
  readonly accent: string;
  readonly danger: string;
  readonly warn: string;
  readonly transformer: string;
  readonly model: string;
  readonly metaModel: string;
  readonly splitter: string;
  readonly encoder: string;
}

/** The two themes. */
export type Theme = 'light' | 'dark';

const LIGHT: Palette = {
  ground: '#ffffff',
  frame: '#f5f6f8',
  text: '#171a1f',
  quiet: '#48515d',
  hairline: '#e0e3e8',
  line: '#868f9c',
  accent: '#1c5cc9',
  danger: '#b3261e',
  warn: '#8a5300',
  transformer: '#0b7a75',
  model: '#5549b8',
  metaModel: '#a3267f',
  splitter: '#5b6675',
  encoder: '#56761a',
};

const DARK: Palette = {
  ground: '#16181c',
  frame: '#1d2025',
  text: '#e7e9ec',
  quiet: '#b4bbc5',
  hairline: '#2d3239',
  line: '#6f7884',
  accent: '#76a7ff',
  danger: '#ff9088',
  warn: '#f0b95f',
  transformer: '#43bdb4',
  model: '#a49cf5',
  metaModel: '#e786c6',
  splitter: '#9ba6b4',
  encoder: '#a6c65c',
};

/** The colours of a theme. */
export function paletteOf(theme: Theme): Palette {
  return theme === 'light' ? LIGHT : DARK;
}
