/**
 * Cleaning up in the window with many orphans: window-cleaning.ts [--files 10000]
 * What the page's main thread does while the list is scrolled, all is selected, the plan is opened and scrolled, and all
 * moves, is shown in the trash and goes back.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium, type Page } from '@playwright/test';
import { findChromium } from '../support/chromium.ts';
import { serve } from '../support/serve.ts';
import { makeOrphans } from './orphans.ts';
import { framesOf, framesText, scroll } from './scroll.ts';

/** After each step the page may still be at what follows from it, in milliseconds. */
const SETTLE_MS = 800;

const PATIENT = { timeout: 120_000 };

async function openCleanUp(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page
    .getByText(/^Last scan/)
    .first()
    .waitFor(PATIENT);
}

/** Does something until something else is seen, and prints what the main thread did for it. */
async function step(page: Page, name: string, act: () => Promise<void>): Promise<void> {
  const frames = await framesOf(page, async () => {
    await act();
    await page.waitForTimeout(SETTLE_MS);
  });
  console.log(`${name.padEnd(16)} ${framesText(frames)}`);
}

async function measure(page: Page): Promise<void> {
  const orphans = page.getByRole('grid', { name: 'Orphans' });
  const dialog = page.getByRole('dialog');
  await step(page, 'open the view', async () => {
    await page
      .getByRole('navigation', { name: 'Views' })
      .getByRole('link', { name: /^Clean up/ })
      .click();
    await orphans.getByRole('row').nth(1).waitFor(PATIENT);
  });
  console.log(`${'scroll'.padEnd(16)} ${await scroll(page)}`);
  await orphans.focus();
  await step(page, 'to the end', async () => page.keyboard.press('End'));
  await step(page, 'select all', async () => {
    await orphans.getByRole('checkbox', { name: 'Check all rows' }).click();
    await page.getByText(/ selected/).waitFor();
  });
  await step(page, 'open the plan', async () => {
    await page.getByRole('button', { name: 'Review plan…' }).click();
    await dialog.getByRole('row').nth(1).waitFor(PATIENT);
  });
  await step(page, 'scroll the plan', async () => {
    for (const key of ['PageDown', 'PageDown', 'PageDown', 'End', 'PageUp', 'PageUp', 'Home']) {
      await page.keyboard.press(key);
      await page.waitForTimeout(100);
    }
  });
  await step(page, 'move', async () => {
    await dialog.getByRole('button', { name: /^Move .* to the trash$/ }).click();
    await page.getByText(/^Moved /).waitFor(PATIENT);
  });
  await step(page, 'open the trash', async () => {
    await page
      .getByRole('navigation', { name: 'Views' })
      .getByRole('link', { name: /^Trash/ })
      .click();
    await page.getByRole('treegrid', { name: 'Trash' }).getByRole('row').nth(1).waitFor(PATIENT);
    await page.getByRole('treegrid', { name: 'Trash' }).getByRole('row').nth(1).click();
    await page.getByRole('treegrid', { name: 'Trash' }).getByRole('row').nth(3).waitFor(PATIENT);
  });
  console.log(`${'scroll the trash'.padEnd(16)} ${await scroll(page)}`);
  await step(page, 'undo', async () => {
    await page.getByRole('button', { name: 'Undo', exact: true }).click();
    await page.getByText(/^Put back /).waitFor(PATIENT);
  });
}

const { values } = parseArgs({ options: { files: { type: 'string', default: '10000' } } });
const executablePath = findChromium();
if (executablePath === null) throw new Error('No Chromium was found');
const folder = mkdtempSync(join(tmpdir(), 'stemma-bench-clean-'));
const workspace = join(folder, 'workspace');
makeOrphans(workspace, Number(values.files));
const browser = await chromium.launch({
  executablePath,
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
const { url, stop } = await serve(workspace, join(folder, 'cache'));
const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
await openCleanUp(page, url);
await measure(page);
await browser.close();
await stop();
rmSync(folder, { recursive: true, force: true });
