import type { Locator, Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { copyFixture } from '../support/fixtures.ts';
import { describeInHosts, expectPage, goToView, scanned } from './hosts.ts';
import { inAddress } from './in-address.ts';

/** What the address says is selected. */
const selected = (page: Page): string => inAddress(page, 'sel') ?? 'nothing';

/** Opens the second row of a list, and goes on by arrow keys: the inspector follows, and the list keeps the focus. */
async function expectToFollow(page: Page, list: Locator): Promise<void> {
  // Rows are drawn before it is known what they hold, and till then there is nothing to open.
  await expectPage(list.getByRole('row').nth(2)).toContainText(/\w/);
  await list.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  expect(selected(page), 'keys open nothing by themselves').toBe('nothing');
  await page.keyboard.press('Enter');
  await expectPage.poll(() => selected(page)).not.toBe('nothing');
  const opened = selected(page);
  const length = await page.evaluate('history.length');
  await page.keyboard.press('ArrowUp');
  await expectPage.poll(() => selected(page)).not.toBe(opened);
  await expectPage(list.locator('.grid-row.current.active')).toHaveCount(1);
  await page.keyboard.press('ArrowDown');
  await expectPage.poll(() => selected(page)).toBe(opened);
  await expectPage(list).toBeFocused();
  expect(await page.evaluate('history.length')).toBe(length);
  await page.keyboard.press('Escape');
  await expectPage.poll(() => selected(page)).toBe('nothing');
}

describeInHosts(
  'the keyboard in a list',
  (open) => {
    it('updates an open inspector in all lists whose rows it can show', async () => {
      const page = await open(copyFixture('orphans'));
      await scanned(page);
      await goToView(page, 'Artifacts');
      await expectToFollow(page, page.getByRole('grid', { name: 'Artifacts' }));
      await page.getByRole('radio', { name: 'Files' }).click();
      await expectToFollow(page, page.getByRole('grid', { name: 'Files' }));
      await goToView(page, 'Clean up');
      await expectToFollow(page, page.getByRole('grid', { name: 'Orphans' }));
      await page.getByRole('link', { name: /^Pipelines/ }).click();
      await expectToFollow(page, page.getByRole('grid', { name: 'Pipelines' }));
      await goToView(page, 'Overview');
      await page.getByRole('radio', { name: 'Pipeline' }).click();
      const sizes = page.getByRole('treegrid', { name: 'Sizes' });
      // By name pipelines come before what several of them use, which is nothing to inspect.
      await sizes.getByRole('columnheader', { name: /^Name/ }).click();
      await expectPage(sizes.getByRole('row').nth(1)).toContainText('0001');
      await expectToFollow(page, sizes);
    });

    it('updates an open inspector in the trees of chains, and keeps what it shows where a row has nothing to inspect', async () => {
      const page = await open(copyFixture('branches-stacking'));
      await scanned(page);
      await goToView(page, 'Chains');
      const tree = page.getByRole('treegrid', { name: 'Chains by run' });
      await tree.getByRole('row').nth(2).waitFor();
      await page.getByRole('button', { name: 'Open all' }).click();
      await expectPage(tree.getByRole('row').filter({ hasText: 'fold 0' }).first()).toBeAttached();
      await tree.focus();
      await page.keyboard.press('Home');
      expect(selected(page), 'keys open nothing by themselves').toBe('nothing');
      // Dataset and run stand for nothing that the inspector shows; the first pipeline does.
      const active = tree.locator('.grid-row.active');
      while ((await active.getAttribute('aria-level')) !== '3') await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await expectPage.poll(() => selected(page)).not.toBe('nothing');
      const opened = selected(page);
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowDown');
      await expectPage.poll(() => selected(page)).not.toBe(opened);
      const length = await page.evaluate('history.length');
      await page.keyboard.press('Home');
      await expectPage(active).toHaveAttribute('aria-level', '1');
      // By the time that this comes and goes it would have been followed.
      await page.keyboard.press('Control+k');
      await page.getByRole('combobox', { name: 'Search or run' }).waitFor();
      await page.keyboard.press('Escape');
      await expectPage(tree).toBeFocused();
      expect(selected(page)).not.toBe('nothing');
      expect(await page.evaluate('history.length')).toBe(length);
    });

    it('asks for the row where a key that was held comes to rest, not for those on the way', async () => {
      const page = await open(copyFixture('branches-stacking'));
      await scanned(page);
      await goToView(page, 'Artifacts');
      const list = page.getByRole('grid', { name: 'Artifacts' });
      await list.getByRole('row').nth(1).click();
      await expectPage.poll(() => selected(page)).not.toBe('nothing');
      await page.evaluate(`{
        window.places = new Set();
        addEventListener('hashchange', () => window.places.add(location.hash));
      }`);
      for (let turn = 0; turn < 20; turn += 1) await page.keyboard.down('ArrowDown');
      await expectPage(list.locator('.grid-row.active')).toHaveAttribute('aria-rowindex', '22');
      await expectPage(list.locator('.grid-row.active')).toHaveClass(/current/);
      expect(await page.evaluate('window.places.size')).toBeLessThan(4);
      await page.goBack();
      await expectPage.poll(() => selected(page)).toBe('nothing');
    });

    it('leaves an inspector closed that was closed, and does nothing for Ctrl Z with an empty trash', async () => {
      const page = await open(copyFixture('branches-stacking'));
      await scanned(page);
      await goToView(page, 'Artifacts');
      const list = page.getByRole('grid', { name: 'Artifacts' });
      await list.getByRole('row').nth(1).click();
      const inspector = page.getByRole('complementary', { name: 'Inspector' });
      await inspector.waitFor();
      const opened = selected(page);
      await page.keyboard.press('Control+i');
      await expectPage(inspector).toBeHidden();
      await list.focus();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Control+z');
      // Both would have shown by the time that this comes and goes.
      await page.keyboard.press('Control+k');
      await page.getByRole('combobox', { name: 'Search or run' }).waitFor();
      await page.keyboard.press('Escape');
      await expectPage(list).toBeFocused();
      await expectPage(inspector).toBeHidden();
      await expectPage(page.getByRole('dialog')).toHaveCount(0);
      await expectPage(page.locator('.toast')).toBeEmpty();
      expect(selected(page)).toBe(opened);
    });

    it('saves the files that are shown, in the order in which they are', async () => {
      const page = await open(copyFixture('orphans'));
      await scanned(page);
      await goToView(page, 'Artifacts');
      await page.getByRole('radio', { name: 'Files' }).click();
      const list = page.getByRole('grid', { name: 'Files' });
      await list.getByRole('row').nth(2).waitFor();
      const rows = Number(await list.getAttribute('aria-rowcount')) - 1;
      const saved = page.waitForEvent('download');
      await page.getByRole('button', { name: 'Save the list as CSV…' }).click();
      const [head, ...lines] = readFileSync(await (await saved).path(), 'utf8')
        .trimEnd()
        .split('\r\n');
      expect(head).toBe('path,status,references,dataset,size_bytes,mtime,note,alias');
      expect(lines).toHaveLength(rows);
      const sizes = lines.map((line) => Number(line.split(',')[4]));
      expect(sizes).toEqual(sizes.toSorted((one, other) => other - one));
      expect(lines.some((line) => line.includes(',orphan,'))).toBe(true);
    });
  },
  { browserFirst: true },
);
