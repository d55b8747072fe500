import { it } from 'vitest';
import { copyFixture } from '../support/fixtures.ts';
import { goToCleanUp, listOf } from './cleaning.ts';
import { handsOf, oneWay } from './hands.ts';
import { describeInHosts, expectPage, scanned } from './hosts.ts';

const BRANCH = encodeURIComponent('r:runs/wheat/0001_branch_0ea2dd/manifest.yaml#0');

describeInHosts(
  'the window says what is known',
  (open, host) => {
    it('of a transformer: what was fitted on its output, marked as derived', async () => {
      const page = await open(copyFixture('branches-stacking'));
      await scanned(page);
      await page.evaluate(
        `location.hash = location.hash.replace(/(w\\/[^/]+).*/, '$1/artifacts?sel=${BRANCH}')`,
      );
      const inspector = page.getByRole('complementary');
      await expectPage(inspector.getByText('15 artifacts were fitted on its output:')).toBeVisible();
      await expectPage(inspector.getByText('Nothing depends on it')).toHaveCount(0);
      await inspector.getByRole('tab', { name: /^Relations/ }).click();
      const needing = inspector.getByRole('listitem').filter({ hasText: 'derived' });
      await expectPage(needing).toHaveCount(2);
      await expectPage(needing.first()).toContainText('StandardNormalVariate');
    });

    it.each(oneWay(host))(
      'of recent files: why, and what another grace period would change, %s',
      async (way) => {
        const page = await open(copyFixture('orphans'));
        const hands = handsOf(page, way);
        await goToCleanUp(page, hands);
        await listOf(page, 'Orphans').getByRole('row').nth(2).waitFor();
        await hands.press(page.getByRole('button', { name: 'Grace period: none' }));
        const day = page.getByRole('option', { name: /^24 h/ });
        await expectPage(day).toContainText('0 orphans, 0 B · 26 recent');
        await hands.press(day.locator('a'));
        await expectPage(page.getByRole('heading', { name: 'No orphans' })).toBeVisible();
        await hands.press(page.getByRole('main').getByRole('link', { name: '26 files', exact: true }));
        // The copy is an hour old by its times, and was made just now.
        await expectPage(listOf(page, 'Recent files').getByRole('row').nth(1)).toContainText(
          /its inode changed \d+ (s|min) ago: it was copied here, moved or touched; written \d+ (min|h) ago/,
        );
        await hands.press(page.getByRole('button', { name: 'Grace period: 24 h' }));
        await hands.press(page.getByRole('option', { name: /^none/ }).locator('a'));
        await expectPage(page.getByRole('heading', { name: 'No recent files' })).toBeVisible();
      },
    );
  },
  { browserFirst: true },
);
