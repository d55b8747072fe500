import { renameSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, it } from 'vitest';
import { formatCount } from '../../shared/text/format-number.ts';
import { copyFixture, expectedFacts } from '../support/fixtures.ts';
import { describeInHosts, expectPage, goToView, scanned } from './hosts.ts';
import { inAddress } from './in-address.ts';

/** The part of the window that has the focus. */
const focusedPane = (page: Page): Promise<string | null> =>
  page.evaluate(`(() => {
    const pane = document.activeElement?.closest('[data-pane]');
    return pane?.getAttribute('aria-label') ?? pane?.tagName.toLowerCase() ?? null;
  })()`);

const focusIsIn = async (page: Page, pane: string): Promise<void> => {
  await expectPage.poll(() => focusedPane(page)).toBe(pane);
};

describeInHosts(
  'the frame of the window',
  (open, host) => {
    it('is gone through by F6, and every view is reached by keys', async () => {
      const page = await open(copyFixture('several-datasets'));
      await scanned(page);
      await goToView(page, 'Artifacts');
      await page.getByRole('grid', { name: 'Artifacts' }).waitFor();
      await page.getByRole('link', { name: /Artifacts/ }).focus();
      const seen: (string | null)[] = [];
      for (let turn = 0; turn < 4; turn += 1) {
        seen.push(await focusedPane(page));
        await page.keyboard.press('F6');
      }
      expect(seen).toEqual(['Views', 'main', 'Status', 'Window']);
      await focusIsIn(page, 'Views');
      await page.keyboard.press('Shift+F6');
      await focusIsIn(page, 'Window');
      await goToView(page, 'Chains');
      await expectPage(page.getByRole('heading', { name: 'Chains', level: 1 })).toBeVisible();
      await page.keyboard.press('Alt+ArrowLeft');
      await expectPage(page.getByRole('heading', { name: 'Artifacts', level: 1 })).toBeVisible();
      await page.keyboard.press('Alt+ArrowRight');
      await expectPage(page.getByRole('heading', { name: 'Chains', level: 1 })).toBeVisible();
    });

    it('filters from the keyboard, and Esc clears', async () => {
      const page = await open(copyFixture('branches-stacking'));
      await scanned(page);
      await goToView(page, 'Artifacts');
      await page.getByRole('grid', { name: 'Artifacts' }).waitFor();
      await page.keyboard.press('/');
      await page.keyboard.type('Ridge');
      await expectPage.poll(() => inAddress(page, 'q')).toBe('Ridge');
      const records = page.getByRole('grid', { name: 'Artifacts' });
      const all = formatCount(expectedFacts('branches-stacking').records);
      await expectPage(records).not.toHaveAttribute('aria-rowcount', String(Number(all) + 1));
      await page.keyboard.press('Escape');
      await expectPage.poll(() => inAddress(page, 'q')).toBeNull();
      await expectPage(records).toHaveAttribute('aria-rowcount', String(Number(all) + 1));
    });

    it('scopes all numbers to a dataset, which a reload keeps', async () => {
      const page = await open(copyFixture('several-datasets'));
      await scanned(page);
      await page.getByRole('button', { name: /^Dataset: / }).click();
      const items = page.getByRole('menu', { name: 'Dataset' }).getByRole('menuitem');
      await items.first().waitFor();
      const name = ((await items.nth(1).innerText()).split('\n')[0] ?? '').trim();
      await items.nth(1).click();
      await expectPage.poll(() => inAddress(page, 'ds')).toBe(name);
      const count = page.getByRole('link', { name: /Artifacts/ });
      const all = String(expectedFacts('several-datasets').records);
      // While it is asked anew there is no number.
      await expectPage(count).toContainText(/\d/);
      await expectPage(count).not.toContainText(all);
      const narrowed = await count.innerText();
      await page.reload();
      await scanned(page);
      await expectPage(page.getByRole('button', { name: `Dataset: ${name}` })).toBeVisible();
      await expectPage.poll(() => count.innerText()).toBe(narrowed);
    });

    it('shows an inspector that can be made wider, by mouse and keys, and stays so', async () => {
      const page = await open(copyFixture('corn'));
      await scanned(page);
      await goToView(page, 'Artifacts');
      const grid = page.getByRole('grid', { name: 'Artifacts' });
      await grid.getByRole('row').nth(2).click();
      const inspector = page.getByRole('complementary', { name: 'Inspector' });
      await inspector.waitFor();
      const edge = page.getByRole('separator', { name: 'Width of the inspector' });
      const before = Number(await edge.getAttribute('aria-valuenow'));
      await edge.focus();
      await page.keyboard.press('ArrowLeft');
      await expectPage(edge).toHaveAttribute('aria-valuenow', String(before + 16));
      const box = await edge.boundingBox();
      if (box === null) throw new Error('The edge is not seen');
      await page.mouse.move(box.x + 4, box.y + 100);
      await page.mouse.down();
      await page.mouse.move(box.x - 46, box.y + 100, { steps: 4 });
      await page.mouse.up();
      await expectPage(edge).toHaveAttribute('aria-valuenow', String(before + 66));
      await page.reload();
      await expectPage(edge).toHaveAttribute('aria-valuenow', String(before + 66));
      await page.keyboard.press('Control+i');
      await expectPage(inspector).toBeHidden();
      await page.keyboard.press('Control+i');
      await inspector.waitFor();
      await page.keyboard.press('Escape');
      await expectPage(inspector).toBeHidden();
      await expectPage.poll(() => inAddress(page, 'sel')).toBeNull();
    });

    it('lists its keys, in a dialog that gives the focus back', async () => {
      const page = await open(copyFixture('corn'));
      await scanned(page);
      const opener = page.getByRole('button', { name: /^Keys/ });
      await opener.focus();
      await page.keyboard.press('Enter');
      const dialog = page.getByRole('dialog', { name: 'Keys' });
      await dialog.waitFor();
      await page.keyboard.press('Escape');
      await expectPage(dialog).toBeHidden();
      await expectPage(opener).toBeFocused();
    });

    it('shows nothing of a workspace whose folders can’t be read, and all of it when they can', async () => {
      const folder = copyFixture('corn');
      renameSync(join(folder, 'runs'), join(folder, 'elsewhere'));
      symlinkSync('nowhere', join(folder, 'runs'));
      const page = await open(folder);
      await page.getByRole('heading', { name: 'This workspace can’t be read' }).waitFor();
      expect(await page.getByRole('navigation', { name: 'Views' }).count()).toBe(0);
      renameSync(join(folder, 'elsewhere'), join(folder, 'runs-2'));
      renameSync(join(folder, 'runs'), join(folder, 'dangling'));
      renameSync(join(folder, 'runs-2'), join(folder, 'runs'));
      await page.getByRole('button', { name: 'Try again' }).click();
      await page.getByRole('heading', { name: 'Overview', level: 1 }).waitFor();
    });

    it('runs what was typed into the palette, however fast Enter comes after it', async () => {
      const page = await open(copyFixture('branches-stacking'));
      await scanned(page);
      const box = page.getByRole('combobox', { name: 'Search or run' });
      await page.keyboard.press('Control+k');
      await box.waitFor();
      await page.evaluate(`(() => {
      const box = document.activeElement;
      const type = (text) => {
        Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(box, text);
        box.dispatchEvent(new Event('input', { bubbles: true }));
      };
      type('Standard');
      type('Ridge');
      box.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
    })()`);
      await expectPage(box).toBeHidden();
      const inspector = page.getByRole('complementary', { name: 'Inspector' });
      await expectPage(inspector.getByRole('heading', { level: 2 })).toHaveText('Ridge');
      await goToView(page, 'Chains');
      await expectPage(page.getByRole('heading', { name: 'Chains', level: 1 })).toBeVisible();
    });

    it('gives the focus back to the list from the palette and the keys, as often as they are opened', async () => {
      const page = await open(copyFixture('corn'));
      await scanned(page);
      await goToView(page, 'Artifacts');
      const list = page.getByRole('grid', { name: 'Artifacts' });
      await list.getByRole('row').nth(2).waitFor();
      await list.focus();
      const box = page.getByRole('combobox', { name: 'Search or run' });
      for (let time = 0; time < 3; time += 1) {
        await page.keyboard.press('Control+k');
        await expectPage(box).toBeFocused();
        await page.keyboard.press('Escape');
        await page.keyboard.press('Control+k');
        await expectPage(box).toBeFocused();
        await page.keyboard.press('Escape');
        await expectPage(list).toBeFocused();
        await page.keyboard.press('?');
        await page.getByRole('dialog', { name: 'Keys' }).waitFor();
        await page.keyboard.press('Escape');
        await expectPage(list).toBeFocused();
      }
    });

    it.each(['Enter', 'ArrowDown'])(
      'leads with %s from the filter into the list that it leaves',
      async (key) => {
        const page = await open(copyFixture('corn'));
        await scanned(page);
        await goToView(page, 'Artifacts');
        const list = page.getByRole('grid', { name: 'Artifacts' });
        await list.getByRole('row').nth(2).waitFor();
        await page.keyboard.press('/');
        await page.keyboard.type('MinMaxScaler');
        await page.keyboard.press(key);
        await expectPage(list).toBeFocused();
        await expectPage.poll(() => inAddress(page, 'q')).toBe('MinMaxScaler');
      },
    );

    it('keeps the inspector hidden until something is selected, be it the same again', async () => {
      const page = await open(copyFixture('corn'));
      await scanned(page);
      await goToView(page, 'Artifacts');
      const row = page.getByRole('grid', { name: 'Artifacts' }).getByRole('row').nth(2);
      const inspector = page.getByRole('complementary', { name: 'Inspector' });
      // A row that is not loaded yet is nothing to be clicked.
      await row.getByRole('checkbox').waitFor();
      await row.click();
      await inspector.getByRole('button', { name: 'More' }).focus();
      await page.keyboard.press('Control+i');
      await expectPage(inspector).toBeHidden();
      await focusIsIn(page, 'main');
      await page.keyboard.press('/');
      await page.keyboard.type('corn');
      await expectPage.poll(() => inAddress(page, 'q')).toBe('corn');
      expect(await inspector.count()).toBe(0);
      await row.click();
      await expectPage(inspector).toBeVisible();
    });

    it('goes on by the keyboard from a row whose caret was clicked', async () => {
      const page = await open(copyFixture('branches-stacking'));
      await scanned(page);
      await goToView(page, 'Chains');
      const tree = page.getByRole('treegrid', { name: 'Chains by run' });
      const dataset = tree.getByRole('row').nth(2);
      await dataset.locator('.caret').click();
      await expectPage(dataset).toHaveAttribute('aria-expanded', 'true');
      await page.keyboard.press('ArrowLeft');
      await expectPage(dataset).toHaveAttribute('aria-expanded', 'false');
      await page.keyboard.press('ArrowUp');
      await expectPage(tree.getByRole('row').nth(1)).toHaveClass(/active/);
    });

    it('fits into the smallest window, without scrolling sideways', async () => {
      const page = await open(copyFixture('corn'), { width: 1024, height: 700 });
      await scanned(page);
      for (const view of ['Chains', 'Artifacts', 'Clean up', 'Trash', 'Overview'] as const) {
        await goToView(page, view);
        await page.getByRole('heading', { level: 1 }).waitFor();
        const { scrollWidth, clientWidth } = await page.evaluate<{
          scrollWidth: number;
          clientWidth: number;
        }>('(({ scrollWidth, clientWidth }) => ({ scrollWidth, clientWidth }))(document.documentElement)');
        expect(scrollWidth).toBe(clientWidth);
      }
    });

    it.runIf(host === 'browser')(
      'says that a workspace is read-only, and goes on without the notice',
      async () => {
        const page = await open(copyFixture('corn'), { readOnly: true });
        await scanned(page);
        await expectPage(page.getByText('This workspace is read-only')).toBeVisible();
        await expectPage(page.getByText('Read-only workspace')).toBeVisible();
        await page.getByRole('button', { name: 'Dismiss' }).click();
        await expectPage(page.getByText('This workspace is read-only')).toBeHidden();
      },
    );
  },
  { browserFirst: true },
);
