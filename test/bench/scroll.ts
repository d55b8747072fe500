import type { Page } from '@playwright/test';
import { formatMilliseconds } from './report.ts';
import { traceFrames, type FrameTimes } from './trace.ts';

const WHEELS = 80;

/** A screenful with each turn, as when the bar is dragged: every frame shows other rows. */
const SCREENFUL = 700;

/** A wheel that is turned fast. */
export const NOTCH = 240;

const BETWEEN_WHEELS_MS = 30;

/** The frames of a page while something is done in it. */
export async function framesOf(page: Page, act: () => Promise<void>): Promise<FrameTimes> {
  const session = await page.context().newCDPSession(page);
  const frames = await traceFrames(session, act);
  await session.detach();
  return frames;
}

/** The longest frames and the longest task, for people. */
export function framesText({ script, scriptWork, all, longestTask, busiestTask }: FrameTimes): string {
  const worst = (times: readonly number[]): string => formatMilliseconds(Math.max(0, ...times));
  const over = (times: readonly number[]): number => times.filter((time) => time > 16).length;
  return `script ${worst(script)} at worst in ${script.length} frames (${over(script)} above 16 ms), ${worst(scriptWork)} of the processor (${over(scriptWork)}), all work ${worst(all)}, longest task ${formatMilliseconds(longestTask)}, ${formatMilliseconds(busiestTask)} of the processor`;
}

/**
 * Scrolls the list of the view by the wheel.
 *
 * @param pixels by how much with each turn
 */
export async function scroll(page: Page, pixels = SCREENFUL): Promise<string> {
  const box = await page.locator('main [role=grid], main [role=treegrid]').first().boundingBox();
  if (box === null) throw new Error('There is no list');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  const frames = await framesOf(page, async () => {
    for (let turn = 0; turn < WHEELS; turn += 1) {
      await page.mouse.wheel(0, pixels);
      await page.waitForTimeout(BETWEEN_WHEELS_MS);
    }
  });
  return framesText(frames);
}
