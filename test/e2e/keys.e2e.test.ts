import type { Locator, Page } from '@playwright/test';
import { expect, it } from 'vitest';
import { copyFixture } from '../support/fixtures.ts';
import { goToCleanUp, moveOrphans, noticeOf, ORPHANS, presentOrphans, trashOf } from './cleaning.ts';
import { handsOf } from './hands.ts';
import { describeInHosts, expectPage, goToView, scanned } from './hosts.ts';

/** Everything that is said to a screen reader, and where the window is. */
async function said(page: Page): Promise<{ readonly texts: readonly string[]; readonly at: string }> {
  const texts = await page.locator('[role=status], [aria-live], [role=alert]').allInnerTexts();
  // How long ago something was grows by itself, and a region that is empty says nothing.
  return { texts: texts.filter((text) => text !== '' && !text.startsWith('Last scan')), at: page.url() };
}

/** Comes and goes after whatever keys that were pressed before have set off, and gives the focus back. */
async function afterAll(page: Page): Promise<void> {
  await page.keyboard.press('Control+k');
  const box = page.getByRole('combobox', { name: 'Search or run' });
  await expectPage(box).toBeFocused();
  await page.keyboard.press('Escape');
  await expectPage(box).toBeHidden();
}

/** Expects that keys do nothing and say nothing where they have nothing to do it with. */
async function expectQuiet(page: Page, keys: readonly string[], list: Locator | null): Promise<void> {
  await list?.focus();
  const before = await said(page);
  for (const key of keys) {
    await page.keyboard.press(key);
    await afterAll(page);
    expect(await said(page), key).toEqual(before);
    await expectPage(page.getByRole('dialog')).toHaveCount(0);
    await expectPage(page.getByRole('complementary', { name: 'Inspector' })).toHaveCount(0);
    if (list !== null) await expectPage(list).toBeFocused();
  }
}

describeInHosts(
  'a key',
  (open) => {
    it('does nothing and says nothing where nothing is selected and nothing was moved', async () => {
      const folder = copyFixture('orphans');
      const page = await open(folder);
      await scanned(page);
      const all = ['Control+i', 'Delete', 'Control+z'];
      const listIn = (name: string): Locator =>
        page.getByRole('grid', { name }).or(page.getByRole('treegrid', { name }));
      await listIn('Sizes').getByRole('row').nth(1).waitFor();
      // What was said before is no longer shown.
      await expectPage(page.locator('.toast')).toBeEmpty();
      await expectQuiet(page, all, listIn('Sizes'));
      for (const [view, name] of [
        ['Chains', 'Chains by run'],
        ['Artifacts', 'Artifacts'],
        ['Clean up', 'Orphans'],
      ] as const) {
        await goToView(page, view);
        await expectPage(listIn(name).getByRole('row').nth(1)).toContainText(/\w/);
        await expectQuiet(page, all, listIn(name));
      }
      // A row that is only stood on is not selected: what would be moved is what was picked.
      await listIn('Orphans').focus();
      await page.keyboard.press('ArrowDown');
      await expectQuiet(page, all, listIn('Orphans'));
      await page.getByRole('link', { name: /^Pipelines/ }).click();
      await expectPage(listIn('Pipelines').getByRole('row').nth(1)).toContainText(/\w/);
      await expectQuiet(page, all, listIn('Pipelines'));
      await goToView(page, 'Trash');
      await page.getByRole('heading', { name: 'The trash is empty' }).waitFor();
      await expectQuiet(page, [...all, 'r'], null);
      expect(presentOrphans(folder)).toHaveLength(ORPHANS.length);
    });

    it('puts back what it stands on in the trash, and asks before it undoes what was moved last', async () => {
      const folder = copyFixture('orphans');
      const page = await open(folder);
      await scanned(page);
      const hands = handsOf(page, 'by keyboard alone');
      await goToCleanUp(page, hands);
      await moveOrphans(page, hands);
      expect(presentOrphans(folder)).toEqual([]);
      await goToView(page, 'Trash');
      const trash = trashOf(page);
      await trash.getByRole('row').nth(1).waitFor();
      // No row is stood on.
      await expectQuiet(page, ['Control+i', 'Delete', 'r'], trash);
      expect(presentOrphans(folder)).toEqual([]);
      await page.keyboard.press('Control+z');
      const question = page.getByRole('dialog', { name: 'Undo the last move?' });
      await question.waitFor();
      await page.keyboard.press('Escape');
      await expectPage(question).toBeHidden();
      await expectPage(trash).toBeFocused();
      expect(presentOrphans(folder)).toEqual([]);
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('r');
      await expectPage(noticeOf(page, /^Put back/)).toBeVisible();
      expect(presentOrphans(folder)).toHaveLength(ORPHANS.length);
      // Nothing is left to undo.
      await page.getByRole('heading', { name: 'The trash is empty' }).waitFor();
      await expectQuiet(page, ['Control+z', 'r'], null);
    });

    it('shows and hides the inspector of what is selected, and does neither once it is not', async () => {
      const page = await open(copyFixture('corn'));
      await scanned(page);
      await goToView(page, 'Artifacts');
      const list = page.getByRole('grid', { name: 'Artifacts' });
      await expectPage(list.getByRole('row').nth(1)).toContainText(/\w/);
      await list.focus();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      const inspector = page.getByRole('complementary', { name: 'Inspector' });
      await inspector.waitFor();
      await page.keyboard.press('Control+i');
      await expectPage(inspector).toBeHidden();
      await page.keyboard.press('Control+i');
      await inspector.waitFor();
      await page.keyboard.press('Escape');
      await expectPage(inspector).toBeHidden();
      await expectQuiet(page, ['Control+i', 'Control+i'], list);
      await expectPage(page.getByRole('button', { name: 'Inspector: nothing is selected' })).toBeVisible();
    });

    it.each(['Enter', 'ArrowDown'])(
      'leads with %s from the filter into what each view lists',
      async (key) => {
        const page = await open(copyFixture('branches-stacking'));
        await scanned(page);
        for (const [view, role, name] of [
          ['Overview', 'treegrid', 'Sizes'],
          ['Chains', 'treegrid', 'Chains by run'],
          ['Artifacts', 'grid', 'Artifacts'],
        ] as const) {
          // The overview is where it begins.
          if (view !== 'Overview') await goToView(page, view);
          const list = page.getByRole(role, { name });
          await expectPage(list.getByRole('row').nth(1)).toContainText(/\w/);
          await page.keyboard.press('/');
          await expectPage(page.getByRole('textbox', { name: 'Filter all views' })).toBeFocused();
          await page.keyboard.press(key);
          await expectPage(list).toBeFocused();
          // The next key is the list's.
          await page.keyboard.press('End');
          await expectPage(list.locator('.grid-row.active')).toHaveAttribute(
            'aria-rowindex',
            (await list.getAttribute('aria-rowcount')) ?? '',
          );
        }
      },
    );
  },
  { browserFirst: true },
);
