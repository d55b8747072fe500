import type { Locator, Page } from '@playwright/test';
import { expectPage } from './hosts.ts';

/** How something that lies over the window is opened. */
export interface Opening {
  readonly name: string;
  readonly open: () => Promise<void>;
}

/** How it is closed. */
export type Closing = Opening;

/** The ways of a button: a click, and both keys that press it. */
export function ofButton(page: Page, button: Locator): Opening[] {
  const byKey = (key: string): Opening => ({
    name: `by ${key} on its button`,
    open: async () => {
      await button.focus();
      await page.keyboard.press(key);
    },
  });
  return [{ name: 'by a click', open: () => button.click() }, byKey('Enter'), byKey('Space')];
}

/** A key of the window. */
export const byKeys = (page: Page, keys: string): Opening => ({
  name: `by ${keys}`,
  open: () => page.keyboard.press(keys),
});

export const byEscape = (page: Page): Closing => byKeys(page, 'Escape');

/** A click where nothing is that could take the focus: on what lies under a dialog, or away from a menu. */
export const besides = (page: Page): Closing => ({
  name: 'by a click beside it',
  open: async () => {
    // Words of the status bar, over which nothing opens.
    const box = await page.getByText(/^(?:Up to date|Last scan)/).boundingBox();
    if (box === null) throw new Error('There is no status bar');
    await page.mouse.click(box.x + 8, box.y + box.height / 2);
  },
});

/** What has the focus, in words. */
const focusedText = (page: Page): Promise<string> =>
  page.evaluate<string>(`(() => {
    const { activeElement: one } = document;
    return one.tagName + ' ' + (one.getAttribute('aria-label') ?? one.textContent ?? '').slice(0, 40);
  })()`);

/** Opens and closes something in each of some ways, so that it is opened again and again, and wants the focus back each time. */
export async function expectFocusBack(
  page: Page,
  what: Locator,
  { openings, closings, back }: { openings: readonly Opening[]; closings: readonly Closing[]; back: Locator },
): Promise<void> {
  for (const [opening, closing] of openings.flatMap((one) => closings.map((each) => [one, each] as const))) {
    await opening.open();
    await what.waitFor();
    await expectPage
      .poll(() => page.evaluate<boolean>(`document.activeElement.closest('.bp6-portal') !== null`), {
        message: `opened ${opening.name}, it takes the focus`,
      })
      .toBe(true);
    await closing.open();
    await what.waitFor({ state: 'hidden' });
    const where = async (): Promise<string> =>
      (await back.and(page.locator(':focus')).count()) > 0 ? 'back' : await focusedText(page);
    await expectPage.poll(where, { message: `opened ${opening.name}, closed ${closing.name}` }).toBe('back');
  }
}
