import type { Locator, Page } from '@playwright/test';
import { expectPage } from './hosts.ts';
import { tabTo, type Way } from './hands.ts';

/** The picture as the keyboard has it: a tree beside it. */
export const treeOf = (page: Page): Locator => page.getByRole('tree', { name: /^Graph/ });

/** An item of that tree. */
export const itemOf = (page: Page, name: string | RegExp): Locator =>
  treeOf(page).getByRole('treeitem', { name }).first();

/** What the picture says of what is lit. */
export const infoOf = (page: Page): Locator => page.locator('.graph-info');

/** Pixels from one place to the next where the pointer looks: a box of 0.7 of its size is larger. */
const STEP = { x: 80, y: 26 };

/** What becomes of a picture after the pointer was moved, before one looks. */
const AFTER_FRAME = 'new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))';

/**
 * Moves the pointer over the picture until it lights a box of this name; returns where. Who looks at a canvas sees its boxes, and a spec
 * can only feel for them.
 */
export async function pointAt(page: Page, name: string): Promise<{ x: number; y: number }> {
  const box = await page.locator('.graph-stage').boundingBox();
  if (box === null) throw new Error('There is no picture');
  const info = infoOf(page).filter({ hasText: name });
  const rows = Array.from(
    { length: Math.floor(box.height / STEP.y) },
    (_, at) => box.y + (at + 0.5) * STEP.y,
  );
  // Pictures stand in the middle.
  const middle = box.y + box.height / 2;
  for (const y of rows.toSorted((one, other) => Math.abs(one - middle) - Math.abs(other - middle))) {
    for (let x = box.x + STEP.x / 2; x < box.x + box.width; x += STEP.x) {
      await page.mouse.move(x, y);
      await page.evaluate(AFTER_FRAME);
      if ((await info.count()) > 0) return { x, y };
    }
  }
  throw new Error(`The pointer never came to ${name}`);
}

/** What a user does with a picture, by mouse or by keyboard alone. */
export interface GraphHands {
  /** A click on a box, or Enter. */
  press(name: string, modifier?: 'Shift'): Promise<void>;
  /** A double click, or the key that does the same. */
  open(name: string): Promise<void>;
}

/** Goes on from item to item until one of this name is the active one. */
export async function keysTo(page: Page, name: string | RegExp): Promise<void> {
  const tree = treeOf(page);
  const id = (await itemOf(page, name).getAttribute('id')) ?? '';
  await tabTo(page, tree);
  await page.keyboard.press('Home');
  const count = await tree.getByRole('treeitem').count();
  for (let turn = 0; turn < count; turn += 1) {
    if ((await tree.getAttribute('aria-activedescendant')) === id) return;
    await page.keyboard.press('PageDown');
    await page.evaluate(AFTER_FRAME);
  }
  await expectPage(tree).toHaveAttribute('aria-activedescendant', id);
}

/** The hands of a user on a picture. */
export function graphHands(page: Page, way: Way): GraphHands {
  if (way === 'by mouse') {
    return {
      press: async (name, modifier) => {
        const { x, y } = await pointAt(page, name);
        if (modifier !== undefined) await page.keyboard.down(modifier);
        await page.mouse.click(x, y);
        if (modifier !== undefined) await page.keyboard.up(modifier);
      },
      open: async (name) => {
        const { x, y } = await pointAt(page, name);
        await page.mouse.dblclick(x, y);
      },
    };
  }
  return {
    press: async (name, modifier) => {
      await keysTo(page, new RegExp(`^${name},`));
      await page.keyboard.press(modifier === undefined ? 'Enter' : `${modifier}+Enter`);
    },
    open: async (name) => {
      await keysTo(page, new RegExp(`^${name},`));
      await page.keyboard.press('f');
    },
  };
}

/** Waits until a picture of so many nodes is there. */
export async function drawn(page: Page, nodes: number | RegExp): Promise<void> {
  await expectPage(page.locator('.graph-zoom')).toContainText(
    typeof nodes === 'number' ? `${nodes} nodes` : nodes,
  );
}
