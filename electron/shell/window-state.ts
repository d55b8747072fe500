import { z } from 'zod';

/** The smallest window in which everything can be reached, in pixels. */
export const SMALLEST = { width: 1024, height: 700 } as const;

const DEFAULT_SIZE = { width: 1440, height: 900 } as const;

/** A rectangle of the desktop, in its own pixels. */
export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const windowState = z.object({
  x: z.int(),
  y: z.int(),
  width: z.int(),
  height: z.int(),
  isMaximized: z.boolean(),
});

/** Where a window was: its place while not maximised, and whether it was. */
export type WindowState = Readonly<z.infer<typeof windowState>>;

/** Where a window is to be opened; without a place the system chooses one. */
export interface WindowPlace {
  readonly x?: number;
  readonly y?: number;
  readonly width: number;
  readonly height: number;
  readonly isMaximized: boolean;
}

/** So much of a window's top edge must lie on a screen for people to get hold of it. */
const GRIP = 100;

function canBeReached({ x, y, width }: Rectangle, screens: readonly Rectangle[]): boolean {
  return screens.some((screen) => {
    const shared = Math.min(x + width, screen.x + screen.width) - Math.max(x, screen.x);
    return shared >= GRIP && y >= screen.y && y < screen.y + screen.height - GRIP;
  });
}

/**
 * Where to open a window, by where the last one was: on a screen that is there, and no larger than it.
 *
 * @param saved what was remembered, whatever that is
 * @param screens the parts of the screens that windows may cover, the main one first
 */
export function placeWindow(saved: unknown, screens: readonly Rectangle[]): WindowPlace {
  const [main] = screens;
  const most = main ?? DEFAULT_SIZE;
  const parsed = windowState.safeParse(saved);
  if (!parsed.success || !canBeReached(parsed.data, screens)) {
    return {
      width: Math.max(SMALLEST.width, Math.min(DEFAULT_SIZE.width, most.width)),
      height: Math.max(SMALLEST.height, Math.min(DEFAULT_SIZE.height, most.height)),
      isMaximized: parsed.success && parsed.data.isMaximized,
    };
  }
  const { x, y, width, height, isMaximized } = parsed.data;
  return {
    x,
    y,
    width: Math.max(SMALLEST.width, width),
    height: Math.max(SMALLEST.height, height),
    isMaximized,
  };
}
