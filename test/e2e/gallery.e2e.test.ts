import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium, type Browser, type Page } from '@playwright/test';
import type { AxeResults, RunOptions } from 'axe-core';
import { afterAll, beforeAll, describe, it, type expect } from 'vitest';
import { startBuiltGallery, type BuiltGallery } from '../gallery/built-gallery.ts';
import { noteDrawn } from '../gallery/drawn-components.ts';
import { openGallery, type GalleryPage, type Listed, type Theme } from '../gallery/walk.ts';
import { findChromium } from '../support/chromium.ts';

const chromiumPath = findChromium();
if (chromiumPath === null) process.stderr.write('Skipped: no Chromium was found to walk the gallery.\n');

const SIZE = { width: 1280, height: 800 };
const SMALLEST = { width: 1024, height: 700 };

/** For machines that are busy. */
const PATIENCE_MS = 300_000;

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * What differs between the themes is colours alone: of the dark one only the rule about them is asked. No rule that is asked needs
 * styles or media that axe would fetch once more.
 */
const ASKED: Readonly<Record<Theme, RunOptions>> = {
  light: { resultTypes: ['violations'], preload: false },
  dark: { resultTypes: ['violations'], preload: false, runOnly: ['color-contrast'] },
};

/** What axe finds on a page into which it was put: a line for each rule and element. */
async function axeFindings(page: Page, theme: Theme, isBlank = false): Promise<string[]> {
  const rules = isBlank ? { rules: { 'page-has-heading-one': { enabled: false } } } : {};
  const options = JSON.stringify({ ...ASKED[theme], ...rules });
  const { violations } = await page.evaluate<AxeResults>(`axe.run(document, ${options})`);
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, target }) => `${id} (${help}): ${target.join(' ')} ${html.slice(0, 160)}`),
  );
}

/** What scrolls sideways, by its classes; only the text of a manifest, and of details, may. */
const SIDEWAYS = `[...document.querySelectorAll('*')]
  .filter((one) => one.scrollWidth > one.clientWidth + 1)
  .filter((one) => one === document.documentElement || /auto|scroll/.test(getComputedStyle(one).overflowX))
  .filter((one) => one.closest('[aria-label="Text of the manifest"], pre') === null)
  .map((one) => one.tagName + '.' + one.className)`;

const FOLLOWS_MS = 3000;
const POLL_MS = 20;

/** What scrolls sideways once all has come to rest: columns follow the size of a window a moment later. */
async function sideways(page: Page): Promise<string[]> {
  const deadline = performance.now() + FOLLOWS_MS;
  for (;;) {
    const found = await page.evaluate<string[]>(SIDEWAYS);
    if (found.length === 0 || performance.now() > deadline) return found;
    await page.waitForTimeout(POLL_MS);
  }
}

describe.skipIf(chromiumPath === null)('the gallery', { timeout: PATIENCE_MS }, () => {
  const bugs: string[] = [];
  let browser: Browser;
  let gallery: BuiltGallery;

  beforeAll(async () => {
    [browser, gallery] = await Promise.all([
      chromium.launch({
        executablePath: chromiumPath ?? '',
        args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
      }),
      startBuiltGallery((what, error) => void bugs.push(`${what}: ${String(error)}`)),
    ]);
  }, PATIENCE_MS);
  afterAll(async () => {
    await browser.close();
    await gallery.close();
    if (bugs.length > 0) throw new Error(bugs.join('\n'));
  });

  /** Expects of every exhibit that it comes to be, that the page complains of nothing, and what `look` does. */
  async function expectOfEach(
    { page, exhibits, show, complaints }: GalleryPage,
    local: typeof expect,
    look: (exhibit: Listed) => Promise<void>,
  ): Promise<void> {
    await page.evaluate(AXE);
    local(exhibits.length).toBeGreaterThan(0);
    for (const exhibit of exhibits) {
      const { name, isBug } = exhibit;
      const problem = await show(name).then(
        () => null,
        (error: unknown) => String(error),
      );
      local.soft(problem, `${name} comes to be`).toBeNull();
      if (problem === null) await look(exhibit);
      const told = complaints();
      if (!isBug) local.soft(told, `${name}, what the page complains of`).toEqual([]);
    }
  }

  // Both at once: there are two processors at least.
  describe.concurrent('shows each exhibit', () => {
    it('with nothing that axe finds, in the light theme, and so draws every component of the window', async ({
      expect: local,
    }) => {
      const shown = await openGallery(browser, gallery.url, 'light', SIZE);
      const undrawn = await noteDrawn(shown.page);
      await expectOfEach(shown, local, async ({ name, isBlank }) => {
        local.soft(await axeFindings(shown.page, 'light', isBlank), name).toEqual([]);
      });
      local.soft(await undrawn(), 'components that no exhibit draws').toEqual([]);
    });

    it('with readable colours in the dark theme, and nothing that scrolls sideways in the smallest window', async ({
      expect: local,
    }) => {
      const shown = await openGallery(browser, gallery.url, 'dark', SMALLEST);
      await expectOfEach(shown, local, async ({ name, isWide }) => {
        local.soft(await axeFindings(shown.page, 'dark'), `${name}, colours`).toEqual([]);
        if (isWide) return;
        local.soft(await sideways(shown.page), `${name}, sideways`).toEqual([]);
      });
    });
  });
});
