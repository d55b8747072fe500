import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../../build/paths.mjs';
import { BACKED, FILL, STRIPE, cellLook } from '../../renderer/views/overview/cell-look.ts';
import { sizeKind } from '../../shared/api/workspace/sizes.ts';
import { usage } from '../../shared/api/workspace/overview.ts';
import { contrast, distance, over, rgbOf, type Rgb } from '../support/colors.ts';

const styles = (...path: readonly string[]): string => readFileSync(join(root, 'renderer', ...path), 'utf8');

/** The colours of a theme by the properties that hold them; the dark one leaves some as they are in the light one. */
function themes(): readonly (readonly [name: string, color: (property: string) => Rgb])[] {
  const [light = '', dark = ''] = styles('styles', 'tokens.css').split('.bp6-dark {');
  const colors = (css: string): (readonly [string, string])[] =>
    [...css.matchAll(/(--[\w-]+): (#[\da-f]{6});/g)].map(([, name = '', hex = '']) => [name, hex] as const);
  return [
    ['light', colors(light)] as const,
    ['dark', [...colors(light), ...colors(dark.split('@media')[0] ?? '')]] as const,
  ].map(([name, known]) => {
    const byName = new Map(known);
    return [name, (property: string) => rgbOf(byName.get(property) ?? expect.fail(property))] as const;
  });
}

/** The property that holds the colour of a part of the bar. What rows alone keep is drawn by its border, with nothing inside. */
function swatch(part: string): string {
  const [, rule = ''] =
    new RegExp(`\\.use-swatch\\.${part} \\{([^}]*)\\}`).exec(styles('views', 'overview', 'usage.css')) ?? [];
  if (part === 'kept') return '--bg';
  return /var\((--[\w-]+)\)/.exec(rule)?.[1] ?? expect.fail(part);
}

/** Exclusive and shared bytes have one colour, solid and hatched: both are used. */
const PARTS = Object.keys(usage.shape).filter((part) => part !== 'several_pipelines');

/** States of files on the map; the others are types and pipelines, which bear a shape or are all alike. */
const STATES = sizeKind.options.filter((kind) => PARTS.includes(kind));

function pairs<Item>(items: readonly Item[]): (readonly [Item, Item])[] {
  return items.flatMap((one, at) => items.slice(at + 1).map((other) => [one, other] as const));
}

describe.each(themes())('the colours of states in the %s theme', (_name, color) => {
  const bg = color('--bg');

  it('are far apart in the bar and its legend, each from each', () => {
    expect(PARTS.length).toBeGreaterThan(6);
    for (const [one, other] of pairs(PARTS)) {
      expect(distance(color(swatch(one)), color(swatch(other))), `${one}, ${other}`).toBeGreaterThan(11);
    }
  });

  it('are the same on the map, and far enough apart as they are drawn there, from what is used as well', () => {
    for (const state of STATES) expect(cellLook({ kind: state, type: null }).color).toBe(swatch(state));
    const drawn = (property: string): Rgb => over(color(property), FILL, bg);
    const looks = [...STATES, 'pipeline' as const].map((kind) => cellLook({ kind, type: null }).color);
    for (const [one, other] of pairs(looks)) {
      expect(distance(drawn(one), drawn(other)), `${one}, ${other}`).toBeGreaterThan(5);
    }
    for (const state of STATES) {
      for (const type of ['transformer', 'model', 'meta_model', 'encoder']) {
        const one = cellLook({ kind: state, type: null }).color;
        const other = cellLook({ kind: 'class', type }).color;
        expect(distance(drawn(one), drawn(other)), `${state}, ${type}`).toBeGreaterThan(4);
      }
    }
  });

  it('stand out from what is behind them', () => {
    for (const part of PARTS.filter((one) => one !== 'kept'))
      expect(contrast(color(swatch(part)), bg), part).toBeGreaterThan(2.4);
  });

  it('let words be read on every area of the map', () => {
    const types = ['transformer', 'model', 'meta_model', 'splitter', 'encoder', null];
    for (const kind of sizeKind.options) {
      for (const type of types) {
        const { color: property, isHatched } = cellLook({ kind, type });
        const area = over(color(property), FILL, bg);
        const behind = isHatched ? over(bg, BACKED, over(color(property), STRIPE, area)) : area;
        expect(contrast(color('--text'), behind), `${kind} ${type}`).toBeGreaterThan(5.5);
      }
    }
  });
});
