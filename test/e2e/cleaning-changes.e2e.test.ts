import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, it } from 'vitest';
import { copyFixture } from '../support/fixtures.ts';
import {
  goToCleanUp,
  listOf,
  moveOf,
  moveOrphans,
  nameInLibrary,
  noticeOf,
  ORPHANS,
  planOf,
  presentOrphans,
  restoreBatch,
  reviewOrphans,
  trashOf,
  wheatOrphan,
} from './cleaning.ts';
import { handsOf, oneWay, waysIn } from './hands.ts';
import { describeInHosts, expectPage } from './hosts.ts';

const PLAN_IS_OLD_MS = 6 * 60_000;

describeInHosts(
  'what changes while one cleans up',
  (open, host) => {
    it.each(waysIn(host))(
      'between plan and move: a file that a manifest names by now stays, %s',
      async (way) => {
        const folder = copyFixture('orphans');
        const page = await open(folder);
        const hands = handsOf(page, way);
        await goToCleanUp(page, hands);
        await reviewOrphans(page, hands);
        const path = wheatOrphan();
        const bytes = readFileSync(join(folder, path));
        nameInLibrary(folder, path);
        await hands.press(moveOf(page));
        await noticeOf(page, new RegExp(`^Moved ${ORPHANS.length - 1} files`)).waitFor();
        await expectPage(noticeOf(page, /1 file stayed: a manifest names it/)).toBeVisible();
        await hands.press(page.getByRole('button', { name: 'Show the 1 file' }));
        await expectPage(page.getByRole('main')).toContainText(path);
        expect(presentOrphans(folder)).toEqual([path]);
        expect(readFileSync(join(folder, path)).equals(bytes)).toBe(true);
      },
    );

    it.each(oneWay(host))('before the move: an old plan is looked at again, %s', async (way) => {
      const folder = copyFixture('orphans');
      const page = await open(folder);
      const hands = handsOf(page, way);
      await goToCleanUp(page, hands);
      await reviewOrphans(page, hands);
      rmSync(join(folder, wheatOrphan()));
      if (host === 'browser') {
        // Another window finds the change.
        const other = await page.context().newPage();
        await other.goto(page.url());
      } else await page.clock.setFixedTime(Date.now() + PLAN_IS_OLD_MS);
      await planOf(page).getByRole('button', { name: 'Look again' }).waitFor();
      await expectPage(moveOf(page)).toBeHidden();
      if (host === 'desktop') await page.clock.setFixedTime(Date.now());
      await hands.press(planOf(page).getByRole('button', { name: 'Look again' }));
      await expectPage(moveOf(page)).toContainText(`Move ${ORPHANS.length - 1} files`);
      await hands.press(moveOf(page));
      await noticeOf(page, new RegExp(`^Moved ${ORPHANS.length - 1} files`)).waitFor();
      expect(presentOrphans(folder)).toEqual([]);
    });

    it.each(oneWay(host))(
      'after the move: a manifest names a file again, which goes back, %s',
      async (way) => {
        const folder = copyFixture('orphans');
        const page = await open(folder);
        const hands = handsOf(page, way);
        await goToCleanUp(page, hands);
        const path = wheatOrphan();
        const bytes = readFileSync(join(folder, path));
        await moveOrphans(page, hands);
        nameInLibrary(folder, path);
        await hands.rescan();
        await hands.goTo('Trash');
        const again = page.getByRole('button', { name: /^Restore 1 file that a manifest names again/ });
        await again.waitFor();
        // Not even emptying takes it: first all the others go for good.
        await hands.press(page.getByRole('button', { name: 'Empty…' }));
        const dialog = page.getByRole('dialog', { name: /for good\?$/ });
        await hands.press(dialog.getByRole('button', { name: /for good$/ }));
        await noticeOf(page, new RegExp(`^Deleted ${ORPHANS.length - 1} files`)).waitFor();
        await hands.press(again);
        await noticeOf(page, /^Put back 1 file/).waitFor();
        await expectPage(again).toBeHidden();
        expect(presentOrphans(folder)).toEqual([path]);
        expect(readFileSync(join(folder, path)).equals(bytes)).toBe(true);
      },
    );

    it.each(oneWay(host))('after the move: a name is taken since, and what has it stays, %s', async (way) => {
      const folder = copyFixture('orphans');
      const page = await open(folder);
      const hands = handsOf(page, way);
      await goToCleanUp(page, hands);
      await moveOrphans(page, hands);
      const path = wheatOrphan();
      writeFileSync(join(folder, path), 'other bytes');
      await hands.rescan();
      await hands.goTo('Trash');
      await hands.unfold(trashOf(page), /orphans/);
      await expectPage(
        trashOf(page)
          .getByRole('row')
          .filter({ hasText: basename(path) }),
      ).toContainText('name taken since');
      await restoreBatch(page, way);
      await expectPage(noticeOf(page, /1 file stayed: other bytes lie in its place/)).toBeVisible();
      expect(readFileSync(join(folder, path), 'utf8')).toBe('other bytes');
      expect(presentOrphans(folder)).toHaveLength(ORPHANS.length);
      // The head, the batch and its last file.
      await expectPage(trashOf(page)).toHaveAttribute('aria-rowcount', '3');
    });

    it.each(oneWay(host))('in the trash: single files go back, %s', async (way) => {
      const folder = copyFixture('orphans');
      const page = await open(folder);
      const hands = handsOf(page, way);
      await goToCleanUp(page, hands);
      await moveOrphans(page, hands);
      await hands.goTo('Trash');
      const path = wheatOrphan();
      await hands.unfold(trashOf(page), /orphans/);
      await hands.pickRow(trashOf(page), basename(path));
      await hands.press(page.getByRole('button', { name: 'Restore 1 file' }));
      await noticeOf(page, /^Put back 1 file/).waitFor();
      expect(presentOrphans(folder)).toEqual([path]);
    });

    it('by Ctrl Z, which asks first', async () => {
      const folder = copyFixture('orphans');
      const page = await open(folder);
      const hands = handsOf(page, 'by keyboard alone');
      await goToCleanUp(page, hands);
      await moveOrphans(page, hands);
      await page.keyboard.press('Control+z');
      const dialog = page.getByRole('dialog', { name: 'Undo the last move?' });
      await expectPage(dialog).toContainText(`${ORPHANS.length} files`);
      await expectPage(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
      await page.keyboard.press('Enter');
      await expectPage(dialog).toBeHidden();
      expect(presentOrphans(folder)).toEqual([]);
      await page.keyboard.press('Control+z');
      await hands.press(dialog.getByRole('button', { name: /^Put back / }));
      await noticeOf(page, /^Put back \d/).waitFor();
      expect(presentOrphans(folder)).toHaveLength(ORPHANS.length);
      // Undone, the list is as it was, and there is nothing more to undo.
      await listOf(page, 'Orphans').getByRole('row').nth(1).waitFor();
      await page.keyboard.press('Control+z');
      await page.keyboard.press('Control+k');
      await page.getByRole('combobox', { name: 'Search or run' }).waitFor();
      await page.keyboard.press('Escape');
      await expectPage(page.getByRole('dialog')).toHaveCount(0);
      expect(existsSync(join(folder, '.stemma', 'lock'))).toBe(false);
    });
  },
  { browserFirst: true },
);
