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

  it('order equal operators by the heads of their columns, below each row, also after a reload', async () => {
    const page = await open(copyFixture('branches-stacking'));
    await scanned(page);
    await goTo(page, 'chains?by=operator');
    const tree = page.getByRole('treegrid', { name: 'Chains by operator' });
    const head = (name: string) => tree.getByRole('columnheader', { name });
    const rows = tree.locator('[role=row][aria-level]');
    await expectPage(head('In use')).toHaveAttribute('aria-sort', 'descending');
    const dataset = tree.getByRole('row', { name: /^wheat/ });
    await dataset.locator('.caret').click();
    // How many pipelines the rows below the dataset say that they stand in.
    const counts = tree.locator('[role=row][aria-level="2"] > [role=gridcell]:nth-child(3)');
    await expectPage(counts).toHaveText(['19', '6', '1', '1']);
    await head('Pipelines').click();
    await expectPage(head('Pipelines')).toHaveAttribute('aria-sort', 'descending');
    await expectPage(rows.first()).toContainText('wheat');
    await head('Pipelines').click();
    await expectPage(head('Pipelines')).toHaveAttribute('aria-sort', 'ascending');
    await expectPage(rows.first()).toContainText('two_sensors');
    await expectPage(counts).toHaveText(['1', '1', '6', '19']);
    await page.reload();
    await expectPage(head('Pipelines')).toHaveAttribute('aria-sort', 'ascending');
    await expectPage(rows.first()).toContainText('two_sensors');
    // From the first row up to the first head that sorts.
    await tree.focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await expectPage(head('Pipelines')).toHaveAttribute('aria-sort', 'descending');
    await expectPage(rows.first()).toContainText('wheat');
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
