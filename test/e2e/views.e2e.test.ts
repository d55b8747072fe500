import { truncateSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { it } from 'vitest';
import { copyFixture, expectedFacts } from '../support/fixtures.ts';
import { describeInHosts, expectPage, scanned } from './hosts.ts';

/** Goes to a place of the workspace by its address. */
async function goTo(page: Page, place: string): Promise<void> {
  await page.evaluate(
    `location.hash = location.hash.replace(/^(#\\/w\\/[^/]+).*$/, '$1/' + ${JSON.stringify(place)})`,
  );
}

const manifest = encodeURIComponent('runs/two_sensors/0003_source_stack_f19a6b/manifest.yaml');

describeInHosts('views', (open) => {
  it('say which manifest can’t be read, and show it where it ends', async () => {
    const folder = copyFixture('orphans');
    const [broken] = expectedFacts('orphans').manifests;
    if (broken === undefined) throw new Error('The fixture has no manifest');
    truncateSync(join(folder, broken.path), 100);
    const page = await open(folder);
    await scanned(page);
    await expectPage(page.getByText('1 manifest can’t be read').first()).toBeVisible();
    await expectPage(page.getByText('undecided').first()).toBeVisible();
    await goTo(page, `overview?sel=p:${encodeURIComponent(broken.path)}`);
    await expectPage(page.getByText('This manifest can’t be read.')).toBeVisible();
    await page.getByRole('tab', { name: 'Manifest' }).click();
    await page.getByRole('group', { name: 'Text of the manifest' }).waitFor();
  });

  it('come back where they were after a reload', async () => {
    const page = await open(copyFixture('branches-stacking'));
    await scanned(page);
    await goTo(page, `chains?sel=r:${manifest}%2324&tab=relations`);
    const row = page.locator('main .grid-row.current');
    await expectPage(row).toContainText('fold 1');
    await page.reload();
    await expectPage(row).toContainText('fold 1');
    await expectPage(page.getByRole('tab', { name: 'Relations' })).toHaveAttribute('aria-selected', 'true');
  });
});
