import type { Locator, Page } from '@playwright/test';
import { expectPage, scanned } from './hosts.ts';
import { tabTo, type Hands, type Way } from './hands.ts';

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

/** A pipeline of the fixture `branches-stacking` with branches, folds and a stacking model. */
export const STACK = '0005_stack_br_681f12';

/** Opens the picture of a pipeline, from any view. */
export async function showPipeline(
  page: Page,
  hands: Hands,
  name: string = STACK,
  nodes: number | RegExp = 10,
): Promise<void> {
  await scanned(page);
  await hands.goTo('Graph');
  await hands.press(page.getByRole('button', { name: new RegExp(`^${name}`) }));
  await drawn(page, nodes);
}

/** Pixels of the canvas, kept in the page to be compared with. */
const PIXELS = `[...document.querySelectorAll('.graph-canvas canvas')].map((canvas) =>
  canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data)`;

/** Remembers what the canvas shows. */
export async function keepPixels(page: Page): Promise<void> {
  await page.evaluate(AFTER_FRAME);
  await page.evaluate(`window.keptPixels = ${PIXELS}; undefined`);
}

/** How many pixels of the canvas show something else than what was kept. */
export async function changedPixels(page: Page): Promise<number> {
  await page.evaluate(AFTER_FRAME);
  return await page.evaluate<number>(`${PIXELS}.reduce((sum, data, layer) => {
    const before = window.keptPixels[layer];
    for (let at = 0; at < data.length; at += 4) {
      const far = [0, 1, 2, 3].some((channel) => Math.abs(data[at + channel] - before[at + channel]) > 40);
      if (far) sum += 1;
    }
    return sum;
  }, 0)`);
}

/** The part of the small map that its frame says is seen, in pixels of the map; null where there is no map. */
export async function seenOnMap(
  page: Page,
): Promise<{ left: number; top: number; right: number; bottom: number } | null> {
  await page.evaluate(AFTER_FRAME);
  return await page.evaluate(`(() => {
    const canvas = document.querySelector('.graph-minimap canvas');
    if (canvas === null) return null;
    const probe = document.createElement('canvas').getContext('2d');
    probe.fillStyle = getComputedStyle(canvas).getPropertyValue('--accent');
    probe.fillRect(0, 0, 1, 1);
    const [red, green, blue] = probe.getImageData(0, 0, 1, 1).data;
    const { data, width } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    let [left, top, right, bottom] = [Infinity, Infinity, -1, -1];
    for (let at = 0; at < data.length; at += 4) {
      if (data[at] !== red || data[at + 1] !== green || data[at + 2] !== blue) continue;
      const [x, y] = [(at / 4) % width, Math.floor(at / 4 / width)];
      [left, top, right, bottom] = [Math.min(left, x), Math.min(top, y), Math.max(right, x), Math.max(bottom, y)];
    }
    return { left, top, right, bottom };
  })()`);
}

/** A worker of a page that is held up, as one that works on a picture of thousands of boxes. */
export interface HeldLayout {
  /** Workers that were ended in the middle of their work. */
  ended(): Promise<number>;
  /** Lets the work go on that is held, and all that comes. */
  goOn(): Promise<void>;
}

/** Holds up the next layout of a page, and those after it. Workers that the page has already are not held. */
export async function holdLayout(page: Page): Promise<HeldLayout> {
  await page.evaluate(`(() => {
    const post = Worker.prototype.postMessage;
    const end = Worker.prototype.terminate;
    const held = [];
    window.heldLayout = {
      ended: 0,
      goOn: () => {
        Worker.prototype.postMessage = post;
        for (const [worker, message] of held) post.call(worker, message);
      },
    };
    Worker.prototype.postMessage = function (message) { held.push([this, message]); };
    Worker.prototype.terminate = function () {
      window.heldLayout.ended += 1;
      held.splice(0, held.length, ...held.filter(([worker]) => worker !== this));
      end.call(this);
    };
  })()`);
  return {
    ended: () => page.evaluate<number>('window.heldLayout.ended'),
    goOn: () => page.evaluate<void>('window.heldLayout.goOn()'),
  };
}

/** Calls of a page in a browser that never reach who answers them. */
export interface HeldCalls {
  /** How many of those that were held were given up by the page since. */
  givenUp(): Promise<number>;
  /** How many are held. */
  held(): Promise<number>;
  /** Holds none any more: the page serves the specs that follow too. */
  letGo(): Promise<void>;
}

/** Holds up each call of a procedure from now on, as one that is worked on for long. */
export async function holdCalls(page: Page, path: string): Promise<HeldCalls> {
  await page.evaluate(`(() => {
    const send = WebSocket.prototype.send;
    const held = new Set();
    window.heldCalls = { held, givenUp: 0, letGo: () => { WebSocket.prototype.send = send; } };
    WebSocket.prototype.send = function (data) {
      const id = typeof data === 'string' ? /^\\{"i":"?([^",]+)/.exec(data)?.[1] : undefined;
      if (id !== undefined && held.has(id)) window.heldCalls.givenUp += 1;
      else if (id !== undefined && data.includes(${JSON.stringify(path)})) held.add(id);
      else send.call(this, data);
    };
  })()`);
  return {
    givenUp: () => page.evaluate<number>('window.heldCalls.givenUp'),
    held: () => page.evaluate<number>('window.heldCalls.held.size'),
    letGo: () => page.evaluate<void>('window.heldCalls.letGo()'),
  };
}
