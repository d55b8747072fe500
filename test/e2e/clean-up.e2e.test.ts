import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { formatBytes } from '../../shared/text/format-number.ts';
import { copyFixture } from '../support/fixtures.ts';
import {
  goToCleanUp,
  listOf,
  ORPHAN_FILES,
  ORPHANS,
  planOf,
  presentOrphans,
  reviewOrphans,
  trashOf,
} from './cleaning.ts';
import { handsOf, waysIn } from './hands.ts';
import { describeInHosts, expectPage } from './hosts.ts';

const ORPHAN_BYTES = ORPHANS.reduce((sum, [, size]) => sum + size, 0);

describeInHosts('clean up', (open, host) => {
  it.each(waysIn(host))(
    'finds orphans, says why, moves them, puts them back, and empties, %s',
    async (way) => {
      const folder = copyFixture('orphans');
      const before = new Map(ORPHANS.map(([path]) => [path, readFileSync(join(folder, path))]));
      const page = await open(folder);
      const hands = handsOf(page, way);
      await goToCleanUp(page, hands);
      await expectPage(page.getByRole('link', { name: /^Orphans/ })).toContainText(ORPHAN_FILES);
      await expectPage(page.getByRole('link', { name: /^Orphans/ })).toContainText(formatBytes(ORPHAN_BYTES));
      await expectPage(listOf(page, 'Orphans')).toContainText('no manifest names it');
      await expectPage(page.getByText('Nothing selected')).toBeVisible();
      expect(await page.getByRole('checkbox', { checked: true }).count()).toBe(0);

      await reviewOrphans(page, hands);
      await expectPage(planOf(page)).toContainText(`${ORPHAN_FILES}, ${formatBytes(ORPHAN_BYTES)}`);
      await expectPage(planOf(page)).toContainText('From a fresh scan at');
      // The list has the focus, and Enter confirms nothing.
      await expectPage(planOf(page).getByRole('grid', { name: 'Files that move' })).toBeFocused();
      await page.keyboard.press('Enter');
      expect(presentOrphans(folder)).toHaveLength(ORPHANS.length);
      await hands.press(page.getByRole('button', { name: `Move ${ORPHAN_FILES} to the trash` }));
      await page.getByText(`Moved ${ORPHAN_FILES} (${formatBytes(ORPHAN_BYTES)}) to the trash.`).waitFor();
      expect(presentOrphans(folder)).toEqual([]);
      await expectPage(page.getByText('No orphans', { exact: true })).toBeVisible();

      await hands.press(page.getByRole('button', { name: 'Undo', exact: true }));
      await page.getByText(`Put back ${ORPHAN_FILES}`).waitFor();
      for (const [path, bytes] of before)
        expect(readFileSync(join(folder, path)).equals(bytes), path).toBe(true);

      // The key opens the plan too, and deletes nothing.
      await hands.pickAll(listOf(page, 'Orphans'));
      await page.keyboard.press('ArrowDown');
      if (way === 'by keyboard alone') await page.keyboard.press('Delete');
      else await page.getByRole('button', { name: 'Review plan…' }).click();
      await planOf(page).waitFor();
      expect(presentOrphans(folder)).toHaveLength(ORPHANS.length);
      await hands.press(page.getByRole('button', { name: `Move ${ORPHAN_FILES} to the trash` }));
      await page.getByText(`Moved ${ORPHAN_FILES}`).waitFor();
      await hands.goTo('Trash');
      const trash = trashOf(page);
      await trash.getByRole('row').nth(1).waitFor();
      await hands.press(page.getByRole('button', { name: 'Empty…' }));
      const dialog = page.getByRole('dialog', { name: `Delete ${ORPHAN_FILES} for good?` });
      await expectPage(dialog).toContainText('It can’t be undone.');
      await expectPage(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
      await page.keyboard.press('Escape');
      await expectPage(page.getByRole('button', { name: 'Empty…' })).toBeFocused();
      await page.keyboard.press('Enter');
      await hands.press(dialog.getByRole('button', { name: `Delete ${ORPHAN_FILES} for good` }));
      await page.getByText(`Deleted ${ORPHAN_FILES}`).waitFor();
      await expectPage(page.getByText('The trash is empty')).toBeVisible();
      expect(presentOrphans(folder)).toEqual([]);
    },
    120_000,
  );

  it.runIf(host === 'browser')('says why nothing moves in a read-only workspace', async () => {
    const page = await open(copyFixture('orphans'), { readOnly: true });
    await goToCleanUp(page, handsOf(page, 'by mouse'));
    await page.getByRole('checkbox', { name: 'Check all rows' }).click();
    const review = page.getByRole('button', { name: 'Review plan…' });
    await expectPage(review).toHaveAttribute('aria-disabled', 'true');
    await expectPage(review).toHaveAttribute('title', /read-only/);
  });
});
