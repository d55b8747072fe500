/**
 * The window on a big workspace: window.ts [--records 100000]
 * From an index that is there: the first useful content, scrolling frame by frame, sorting, filtering, and memory; each
 * beside the same on a small workspace, which is what the window costs by itself.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium, type Browser, type Page } from '@playwright/test';
import { findChromium } from '../support/chromium.ts';
import { heap } from './page-heap.ts';
import { formatMilliseconds } from './report.ts';
import { NOTCH, scroll } from './scroll.ts';
import { serve } from '../support/serve.ts';
import { benchWorkspace } from './workspaces.ts';

/** Records of the workspace beside. */
const SMALL = 5000;

const SETTLE_MS = 1500;

const SETTLED = /^Last scan/;

/** From the navigation until the figures of the overview are on the screen, in the page's own time. */
const FIRST_CONTENT = `window.firstContent = new Promise((resolve) => {
  const watch = new MutationObserver(() => {
    if (!/On disk.{0,12}[1-9]/s.test(document.querySelector('main')?.textContent ?? '')) return;
    watch.disconnect();
    requestAnimationFrame(() => setTimeout(() => resolve(performance.now())));
  });
  watch.observe(document, { subtree: true, childList: true, characterData: true });
})`;

/** The text of the first row of the view's list, with how many rows there are. */
const FIRST_ROW = `(() => {
  const row = document.querySelector('main [role=rowgroup]:last-child [role=row]')?.textContent ?? '';
  return row === '' ? '' : row + ' ' + document.querySelector('main [aria-rowcount]')?.getAttribute('aria-rowcount');
})()`;

async function go(page: Page, view: string): Promise<void> {
  await page.evaluate(`location.hash = location.hash.replace(/^(#\\/w\\/[^/]+)\\/.*$/, '$1/${view}')`);
  while (!(await page.evaluate<boolean>(`(${FIRST_ROW}).length > 5`))) await page.waitForTimeout(20);
}

/** From an action until the list shows something else, in the page's own time. */
async function untilChanged(page: Page, act: () => Promise<void>): Promise<number> {
  // What comes behind the rows, the ways to them, is not to be taken for other rows.
  await page.waitForTimeout(SETTLE_MS);
  await page.evaluate(`window.bench = (() => {
    const before = ${FIRST_ROW};
    const start = { at: 0 };
    addEventListener('pointerdown', () => { start.at = performance.now(); }, { once: true, capture: true });
    addEventListener('input', () => { start.at = performance.now(); }, { capture: true });
    return new Promise((resolve) => {
      const look = () => {
        const now = ${FIRST_ROW};
        if (start.at > 0 && now !== before && now !== '' && !now.startsWith('…')) resolve(performance.now() - start.at);
        else requestAnimationFrame(look);
      };
      look();
    });
  })(); undefined`);
  await act();
  return await page.evaluate<number>('window.bench');
}

async function measure(browser: Browser, name: string, folder: string, filter: string): Promise<void> {
  const cache = mkdtempSync(join(tmpdir(), 'stemma-bench-'));
  const open = async (): Promise<{ page: Page; stop: () => Promise<void>; first: number }> => {
    const { url, stop } = await serve(folder, cache);
    const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
    await page.addInitScript(FIRST_CONTENT);
    // Not the start of a browser, but of a page in one that is running.
    await page.goto('about:blank');
    await page.waitForTimeout(SETTLE_MS);
    await page.goto(url);
    return { page, stop, first: await page.evaluate<number>('window.firstContent') };
  };
  const once = await open();
  await once.page.getByText(SETTLED).first().waitFor({ timeout: 120_000 });
  await once.page.close();
  await once.stop();
  const { page, stop, first } = await open();
  await page.getByText(SETTLED).first().waitFor({ timeout: 120_000 });
  console.log(name);
  console.log(`  first content        ${formatMilliseconds(first)}`);
  await go(page, 'artifacts');
  await page.waitForTimeout(1000);
  console.log(`  turn the wheel       ${await scroll(page, NOTCH)}`);
  console.log(`  scroll artifacts     ${await scroll(page)}`);
  await go(page, 'overview');
  await go(page, 'artifacts');
  for (const head of ['Size', 'Pipeline']) {
    const time = await untilChanged(page, () => page.getByRole('columnheader', { name: head }).click());
    console.log(`  sort by ${head.padEnd(13)}${formatMilliseconds(time)}`);
  }
  const typed = await untilChanged(page, async () => {
    await page.getByRole('textbox', { name: 'Filter all views' }).fill(filter);
  });
  console.log(`  filter ${filter.padEnd(14)}${formatMilliseconds(typed)} (150 of it wait for another key)`);
  await page.getByRole('textbox', { name: 'Filter all views' }).fill('');
  await go(page, 'chains');
  const list = page.locator('main [role=treegrid]');
  await list.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('*');
  await page.waitForTimeout(2500);
  console.log(`  scroll chains        ${await scroll(page)}`);
  console.log(`  heap                 ${await heap(page)}`);
  await page.close();
  await stop();
  rmSync(cache, { recursive: true, force: true });
}

const { values } = parseArgs({ options: { records: { type: 'string', default: '100000' } } });
const executablePath = findChromium();
if (executablePath === null) throw new Error('No Chromium was found');
const browser = await chromium.launch({
  executablePath,
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
for (const records of [SMALL, Number(values.records)]) {
  await measure(browser, `${records} records`, benchWorkspace({ records }).folder, 'PLS');
}
await browser.close();
