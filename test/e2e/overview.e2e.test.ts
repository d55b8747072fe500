import type { Page } from '@playwright/test';
import { expect, it } from 'vitest';
import { copyFixture, expectedFacts } from '../support/fixtures.ts';
import { formatBytes } from '../../shared/text/format-number.ts';
import { describeInHosts, expectPage, scanned, type OpenWindow } from './hosts.ts';

async function openOverview(open: OpenWindow): Promise<Page> {
  const page = await open(copyFixture('several-datasets'));
  await scanned(page);
  await page.getByRole('treegrid', { name: 'Sizes' }).waitFor();
  return page;
}

/** Where the map is zoomed into; empty for everything. */
async function zoomed(page: Page): Promise<string> {
  const crumbs = await page.getByRole('navigation', { name: 'Shown on the map' }).allInnerTexts();
  return crumbs.join('').replaceAll(/\s+/g, ' ');
}

describeInHosts(
  'the overview',
  (open, host) => {
    it('leads into the map by a click, and back by Backspace', async () => {
      const page = await openOverview(open);
      await page.getByRole('img', { name: /^Sizes by dataset/ }).click({ position: { x: 40, y: 60 } });
      await expect.poll(() => zoomed(page)).toMatch(/^Everything ›/);
      const once = await zoomed(page);
      await page.getByRole('img', { name: /^Sizes by dataset/ }).click({ position: { x: 40, y: 60 } });
      await expect.poll(async () => (await zoomed(page)).split('›').length).toBe(3);
      await page.keyboard.press('Backspace');
      await expect.poll(() => zoomed(page)).toBe(once);
      await page.getByRole('button', { name: 'Everything' }).click();
      await expect.poll(() => zoomed(page)).toBe('');
    });

    it('says in its table what the map shows, and zooms from there by keyboard alone', async () => {
      const page = await openOverview(open);
      const table = page.getByRole('treegrid', { name: 'Sizes' });
      // The top bar, the way to the views, the view.
      for (let pane = 0; pane < 3; pane += 1) await page.keyboard.press('F6');
      await expectPage(table).toBeFocused();
      const sizes = Object.entries(expectedFacts('several-datasets').folders).map(
        ([folder, { bytes }]): [string, number] => [folder.replace(/^binaries\//, ''), bytes ?? 0],
      );
      for (const [dataset, bytes] of sizes) {
        const row = table.getByRole('row', { name: new RegExp(`^${dataset} ${formatBytes(bytes)} `) });
        await expectPage(row).toHaveAttribute('aria-level', '1');
      }
      const [largest = ''] = sizes.toSorted(([, one], [, other]) => other - one)[0] ?? [];
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await expect.poll(() => zoomed(page)).toContain(largest);
      await page.keyboard.press('Backspace');
      await expect.poll(() => zoomed(page)).toBe('');
    });

    it('leads from its figures to the records that they count, and from a pipeline to all about it', async () => {
      const page = await openOverview(open);
      await page
        .getByRole('region', { name: /^Biggest pipelines/ })
        .getByRole('link')
        .first()
        .click();
      await page.getByRole('complementary').getByRole('tab', { name: 'Summary' }).waitFor();
      expect(new URL(page.url()).hash).toContain('sel=p');
      // It is shown in its graph, and Back leads here again.
      expect(new URL(page.url()).hash).toContain('/graph?');
      await page.goBack();
      await page.getByRole('group', { name: 'On disk', exact: true }).getByRole('link').click();
      // All that lies on the disk, the biggest file first, whether anything names it or not.
      const files = page.getByRole('grid', { name: 'Files' });
      const [largest] = Object.entries(expectedFacts('several-datasets').files).toSorted(
        ([, one], [, other]) => other.size - one.size,
      );
      if (largest === undefined) throw new Error('The fixture has no file');
      await expectPage(files.getByRole('row').nth(1)).toContainText(formatBytes(largest[1].size));
      expect(new URL(page.url()).hash).toContain('show=files');
      await page.goBack();
      // A leaf of the sizes leads to its files.
      const sizes = page.getByRole('treegrid', { name: 'Sizes' });
      await sizes.getByRole('row').filter({ hasText: 'PLSRegression' }).first().click();
      await files.waitFor();
      await expectPage(page.getByText('class: PLSRegression')).toBeVisible();
      await files.getByRole('row').nth(1).click();
      await expectPage(page.getByRole('complementary').getByRole('tab', { name: /^Records/ })).toBeVisible();
    });

    // The desktop app has its code beside it, and nothing there can be held up.
    it.skipIf(host === 'desktop')(
      'keeps the place of its pictures, with words, until their code is there',
      async () => {
        const page = await openOverview(open);
        const map = page.getByRole('region', { name: 'Map of sizes' });
        const growth = page.getByRole('region', { name: /^Growth/ });
        const before = [await map.boundingBox(), await growth.boundingBox()];
        let goOn = (): void => undefined;
        const held = new Promise<void>((resolve) => {
          goOn = resolve;
        });
        await page.route('**/overview-pictures-*.js', async (route) => {
          await held;
          await route.continue();
        });
        await page.reload();
        await expectPage(map.getByText('Adding up what is stored…')).toBeVisible();
        await expectPage(page.getByRole('region', { name: /^What the bytes are used for/ })).toBeVisible();
        expect(await map.boundingBox()).toEqual(before[0]);
        goOn();
        await expectPage(growth).toBeVisible();
        await page.getByRole('treegrid', { name: 'Sizes' }).waitFor();
        expect([await map.boundingBox(), await growth.boundingBox()]).toEqual(before);
      },
    );

    it('divides the bytes of one dataset in another way, and keeps that in the address', async () => {
      const page = await openOverview(open);
      await page.getByRole('radio', { name: 'Pipeline' }).click();
      const table = page.getByRole('treegrid', { name: 'Sizes' });
      await table.getByText('used by several pipelines').waitFor();
      await page.reload();
      await table.getByText('used by several pipelines').waitFor();
      expect(await page.getByRole('radio', { name: 'Pipeline' }).getAttribute('aria-checked')).toBe('true');
    });
  },
  { browserFirst: true },
);
