import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeWindow, SMALLEST } from '../../electron/shell/window-state.ts';
import { expectAlways, often } from '../support/property.ts';

const main = { x: 0, y: 0, width: 1920, height: 1040 };
const right = { x: 1920, y: 0, width: 2560, height: 1400 };
const saved = { x: 2400, y: 100, width: 1300, height: 900, isMaximized: false };

describe('where a window opens', () => {
  it('is where the last one was', () => {
    expect(placeWindow(saved, [main, right])).toEqual(saved);
  });

  it('is left to the system when that screen is gone, as large as fits', () => {
    expect(placeWindow(saved, [main])).toEqual({ width: 1440, height: 900, isMaximized: false });
    expect(placeWindow(saved, [{ x: 0, y: 0, width: 1280, height: 720 }])).toEqual({
      width: 1280,
      height: 720,
      isMaximized: false,
    });
  });

  it('keeps a window maximised whose screen is gone', () => {
    expect(placeWindow({ ...saved, isMaximized: true }, [main]).isMaximized).toBe(true);
  });

  it.each([
    ['above the screen', { ...saved, x: 0, y: -40 }],
    ['below its lower edge', { ...saved, x: 0, y: 1030 }],
    ['left of it but for a sliver', { ...saved, x: -1250, y: 0 }],
  ])('is not %s, where no one could get hold of it', (_name, state) => {
    expect(placeWindow(state, [main])).not.toHaveProperty('x');
  });

  it.each([
    undefined,
    null,
    'text',
    {},
    { ...saved, x: 1.5 },
    { ...saved, width: null },
    { ...saved, x: Infinity },
  ])('is the default for %j', (state) => {
    expect(placeWindow(state, [main])).toEqual({ width: 1440, height: 900, isMaximized: false });
  });

  it('can be reached and is large enough, whatever was saved and whatever screens there are', () => {
    const int = fc.integer({ min: -10_000, max: 10_000 });
    const size = fc.integer({ min: 1, max: 5000 });
    const state = fc.record({ x: int, y: int, width: size, height: size, isMaximized: fc.boolean() });
    const screen = fc.record({ x: int, y: int, width: size, height: size });
    expectAlways(
      fc.property(state, fc.array(screen, { maxLength: 3 }), (was, screens) => {
        const { x, y, width, height } = placeWindow(was, screens);
        expect(width).toBeGreaterThanOrEqual(SMALLEST.width);
        expect(height).toBeGreaterThanOrEqual(SMALLEST.height);
        if (x === undefined || y === undefined) return;
        expect(
          screens.some((s) => x + width > s.x && x < s.x + s.width && y >= s.y && y < s.y + s.height),
        ).toBe(true);
      }),
      often(300, 5000),
    );
  });
});
