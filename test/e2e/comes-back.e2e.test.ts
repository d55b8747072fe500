import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from '@playwright/test';
import { expect, it } from 'vitest';
import { copyFixture } from '../support/fixtures.ts';
import { goToCleanUp, moveOf, noticeOf, ORPHANS, presentOrphans, reviewOrphans } from './cleaning.ts';
import { handsOf } from './hands.ts';
import { describeInHosts, expectPage, scanned } from './hosts.ts';

/** Rows of the fixture `branches-stacking` by run, with their head, where all of them are open. */
const ALL_OPEN = '421';

/** An element as far as scrolling goes; tests know nothing of the DOM. */
interface Scrolled {
  scrollTop: number;
}

const scrollOf = (list: Locator): Promise<number> =>
  list.evaluate((element) => (element as unknown as Scrolled).scrollTop);
const scrollTo = (list: Locator, top: number): Promise<void> =>
  list.evaluate((element, to) => {
    (element as unknown as Scrolled).scrollTop = to;
  }, top);

describeInHosts(
  'a view comes back as it was left',
  (open) => {
    it('a tree with its open rows and where it was scrolled to, by Back and by the navigation', async () => {
      const page = await open(copyFixture('branches-stacking'));
      await scanned(page);
      const hands = handsOf(page, 'by mouse');
      await hands.goTo('Chains');
      const tree = page.getByRole('treegrid', { name: 'Chains by run' });
      await tree.getByRole('row').nth(2).waitFor();
      await page.getByRole('button', { name: 'Open all' }).click();
      // They come pipeline by pipeline.
      await expectPage(tree).toHaveAttribute('aria-rowcount', ALL_OPEN);
      await scrollTo(tree, 1300);
      await expect.poll(() => scrollOf(tree)).toBe(1300);
      await hands.goTo('Trash');
      await tree.waitFor({ state: 'detached' });
      await page.goBack();
      await expectPage(tree).toHaveAttribute('aria-rowcount', ALL_OPEN);
      await expect.poll(() => scrollOf(tree)).toBe(1300);
      await hands.goTo('Artifacts');
      await tree.waitFor({ state: 'detached' });
      await hands.goTo('Chains');
      await expectPage(tree).toHaveAttribute('aria-rowcount', ALL_OPEN);
      await expect.poll(() => scrollOf(tree)).toBe(1300);
    });

    it('a page that was loaded anew in the middle of a move comes back to it, and to its result with Undo', async () => {
      const folder = copyFixture('orphans');
      for (let count = 0; count < 3000; count += 1) {
        const digits = count.toString(16).padStart(12, '0');
        writeFileSync(join(folder, `binaries/wheat/model_Ridge_${digits}.joblib`), digits);
      }
      const page = await open(folder);
      const hands = handsOf(page, 'by mouse');
      await goToCleanUp(page, hands);
      await reviewOrphans(page, hands);
      // The browser asks first, as it should.
      // It may be gone by itself where the page is.
      page.on('dialog', (dialog) => void dialog.accept().catch(() => undefined));
      await moveOf(page).click();
      await page.getByRole('dialog', { name: 'Moving to the trash' }).waitFor();
      await page.reload();
      await expectPage(noticeOf(page, /^Moved /)).toBeVisible({ timeout: 60_000 });
      expect(presentOrphans(folder)).toEqual([]);
      await page.getByRole('button', { name: 'Undo' }).click();
      await expectPage(noticeOf(page, /^Put back/)).toBeVisible({ timeout: 60_000 });
      expect(presentOrphans(folder)).toHaveLength(ORPHANS.length);
    });

    it.each(['a click', 'Enter'] as const)(
      'the overview keeps its place when the inspector opens beside it by %s, and when it closes',
      async (way) => {
        const page = await open(copyFixture('branches-stacking'));
        await scanned(page);
        await page.getByRole('radio', { name: 'Pipeline' }).click();
        const sizes = page.getByRole('treegrid', { name: 'Sizes' });
        const row = sizes.getByRole('row').filter({ hasText: '0024_augment' });
        await row.waitFor();
        const top = async (): Promise<number> => (await row.boundingBox())?.y ?? Number.NaN;
        const before = await top();
        if (way === 'a click') await row.click();
        else {
          await sizes.focus();
          while ((await row.getAttribute('class'))?.includes('active') !== true)
            await page.keyboard.press('ArrowDown');
          await page.keyboard.press('Enter');
        }
        await page.getByRole('complementary').getByRole('tab', { name: 'Summary' }).waitFor();
        await expect.poll(async () => Math.abs((await top()) - before)).toBeLessThan(3);
        await page.keyboard.press('Escape');
        await page.getByRole('complementary').waitFor({ state: 'detached' });
        await expect.poll(async () => Math.abs((await top()) - before)).toBeLessThan(3);
      },
    );

    it('the overview keeps its map where it is when an area of it is inspected', async () => {
      const page = await open(copyFixture('branches-stacking'));
      await scanned(page);
      await page.getByRole('radio', { name: 'Pipeline' }).click();
      const map = page.getByRole('img', { name: /^Sizes by pipeline/ });
      await map.waitFor();
      const top = async (): Promise<number> => (await map.boundingBox())?.y ?? Number.NaN;
      const before = await top();
      // What several use comes first on the map; the last areas are pipelines.
      const { width = 0, height = 0 } = (await map.boundingBox()) ?? {};
      await map.click({ position: { x: width - 12, y: height - 12 } });
      await page.getByRole('complementary').getByRole('tab', { name: 'Summary' }).waitFor();
      await expect.poll(async () => Math.abs((await top()) - before)).toBeLessThan(3);
    });
  },
  { browserFirst: true },
);
