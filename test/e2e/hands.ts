import type { Locator, Page } from '@playwright/test';
import { isSoak } from '../support/scale.ts';
import { expectPage, goToView, rescan } from './hosts.ts';

/** The two ways in which everything has to be possible. */
export const WAYS = ['by mouse', 'by keyboard alone'] as const;

/** See {@link WAYS}. */
export type Way = (typeof WAYS)[number];

/** One way in each host, for what does not depend on the host. */
export function oneWay(host: 'desktop' | 'browser'): readonly Way[] {
  return host === 'desktop' ? ['by mouse'] : ['by keyboard alone'];
}

/** Both ways in each host in the soak; one in each in `npm test`, which is to take minutes. */
export function waysIn(host: 'desktop' | 'browser'): readonly Way[] {
  return isSoak ? WAYS : oneWay(host);
}

/** What a user does in a window, by mouse or by keyboard alone. */
export interface Hands {
  /** A button, a link. */
  press(target: Locator): Promise<void>;
  /** A button that says that it can't be used now. */
  pressRefused(target: Locator): Promise<void>;
  /** A box to check that stands alone. */
  check(box: Locator): Promise<void>;
  /** Types into a box for text, in place of what is there. */
  fill(box: Locator, text: string): Promise<void>;
  showTab(tab: Locator): Promise<void>;
  /** A click on a row, or Enter. */
  openRow(list: Locator, text: string | RegExp): Promise<void>;
  /** The box of a row. */
  pickRow(list: Locator, text: string | RegExp): Promise<void>;
  pickAll(list: Locator): Promise<void>;
  /** Opens a row of a tree, without doing more. */
  unfold(tree: Locator, text: string | RegExp): Promise<void>;
  goTo(view: 'Chains' | 'Graph' | 'Artifacts' | 'Clean up' | 'Trash' | 'Import'): Promise<void>;
  rescan(): Promise<void>;
}

/** More stops than a window has. */
const STOPS = 80;

/**
 * How many times Tab has to be pressed, backwards where negative, from what has the focus to an element: one look instead of
 * one after each key. Null where that can't be told from the page, in which this runs.
 */
const TABS_TO = `(target) => {
  const scope = target.closest('[role=dialog], [role=alertdialog]') ?? document;
  const stops = [...scope.querySelectorAll('a[href], button, input, select, textarea, [tabindex]')].filter(
    (one) => one.tabIndex >= 0 && !one.matches(':disabled') && one.checkVisibility(),
  );
  const to = stops.indexOf(target);
  const from = stops.indexOf(document.activeElement);
  return to === -1 || from === -1 ? null : to - from;
}`;

const hasFocus = async (page: Page, target: Locator): Promise<boolean> =>
  (await target.and(page.locator(':focus')).count()) > 0;

/** Goes on by Tab until something has the focus. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  const tabs = ((await target.evaluate(TABS_TO)) as number | null) ?? 0;
  for (let turn = 0; turn < Math.abs(tabs); turn += 1)
    await page.keyboard.press(tabs > 0 ? 'Tab' : 'Shift+Tab');
  // What came or went meanwhile moved the stops: go on, looking at each.
  for (let turn = 0; turn < STOPS; turn += 1) {
    if (await hasFocus(page, target)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never came to ${String(target)}`);
}

/** Rows that are gone through before a row counts as missing. */
const ROWS = 200;

/** Goes down a list until a row with this text is the active one. */
export async function downTo(page: Page, list: Locator, text: string | RegExp): Promise<void> {
  const row = rowOf(list, text);
  await row.waitFor();
  await tabTo(page, list);
  await page.keyboard.press('Home');
  const active = list.locator('[role=row].active');
  await active.waitFor();
  const from = Number(await active.getAttribute('aria-rowindex'));
  const to = Number(await row.getAttribute('aria-rowindex'));
  for (let at = from; at < to; at += 1) await page.keyboard.press('ArrowDown');
  for (let turn = 0; turn < ROWS; turn += 1) {
    await active.waitFor();
    if ((await active.filter({ hasText: text }).count()) > 0) return;
    const before = await list.getAttribute('aria-activedescendant');
    await page.keyboard.press('ArrowDown');
    await expectPage(list).not.toHaveAttribute('aria-activedescendant', before ?? '');
  }
  throw new Error(`There is no row with ${String(text)}`);
}

const rowOf = (list: Locator, text: string | RegExp): Locator =>
  list.getByRole('row').filter({ hasText: text }).first();

function mouse(page: Page): Hands {
  return {
    press: (target) => target.click(),
    pressRefused: (target) => target.click({ force: true }),
    check: (box) => box.click(),
    fill: async (box, text) => {
      await box.click({ clickCount: 3 });
      await page.keyboard.type(text);
    },
    showTab: (tab) => tab.click(),
    openRow: (list, text) => rowOf(list, text).click(),
    pickRow: (list, text) => rowOf(list, text).getByRole('checkbox').click(),
    pickAll: (list) => list.getByRole('checkbox', { name: 'Check all rows' }).click(),
    unfold: (tree, text) => rowOf(tree, text).locator('.caret').click(),
    goTo: (view) =>
      page
        .getByRole('navigation', { name: 'Views' })
        .getByRole('link', { name: new RegExp(`^${view}`) })
        .click(),
    rescan: async () => {
      await page.getByRole('button', { name: /^Search or run/ }).click();
      await page.getByRole('combobox', { name: 'Search or run' }).fill('> scan');
      await page.getByRole('option', { name: /^Scan the workspace again/ }).click();
    },
  };
}

function keyboard(page: Page): Hands {
  const pressNow = async (target: Locator, key = 'Enter'): Promise<void> => {
    await tabTo(page, target);
    await page.keyboard.press(key);
  };
  // As a click waits: what is not known yet refuses for a moment.
  const press: typeof pressNow = async (target, key) => {
    await expectPage(target).toBeEnabled();
    await pressNow(target, key);
  };
  return {
    press,
    pressRefused: pressNow,
    check: (box) => press(box, 'Space'),
    fill: async (box, text) => {
      await press(box, 'Control+a');
      await page.keyboard.type(text);
    },
    showTab: async (tab) => {
      const tabs = tab.locator('xpath=ancestor::*[@role="tablist"]');
      await tabTo(page, tabs.getByRole('tab', { selected: true }));
      for (let turn = 0; turn < STOPS; turn += 1) {
        if ((await tab.getAttribute('aria-selected')) === 'true') return;
        await page.keyboard.press('ArrowRight');
      }
      throw new Error('The arrow keys never came to the tab');
    },
    openRow: async (list, text) => {
      await downTo(page, list, text);
      await page.keyboard.press('Enter');
    },
    pickRow: async (list, text) => {
      await downTo(page, list, text);
      await page.keyboard.press('Space');
    },
    pickAll: async (list) => {
      await tabTo(page, list);
      await page.keyboard.press('Control+a');
    },
    unfold: async (tree, text) => {
      await downTo(page, tree, text);
      await page.keyboard.press('ArrowRight');
    },
    goTo: (view) => goToView(page, view),
    rescan: () => rescan(page),
  };
}

/** The hands of a user in a window. */
export function handsOf(page: Page, way: Way): Hands {
  return way === 'by mouse' ? mouse(page) : keyboard(page);
}
