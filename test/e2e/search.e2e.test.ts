import type { Page } from '@playwright/test';
import { it } from 'vitest';
import { copyFixture } from '../support/fixtures.ts';
import { describeInHosts, expectPage, scanned } from './hosts.ts';

const list = (page: Page) => page.getByRole('grid', { name: 'Artifacts' });

/** How many records the table lists: its rows without the head. */
async function expectRecords(page: Page, count: number): Promise<void> {
  await expectPage(list(page)).toHaveAttribute('aria-rowcount', String(count + 1));
}

async function artifacts(page: Page): Promise<void> {
  await scanned(page);
  await page.getByRole('link', { name: /^Artifacts/ }).click();
  await list(page).waitFor();
}

const filter = (page: Page) => page.getByRole('textbox', { name: 'Filter all views' });

describeInHosts('the search', (open) => {
  it('finds what rows show, and chips say how it was understood', async () => {
    const page = await open(copyFixture('branches-stacking'));
    await artifacts(page);
    // Counted in the manifests; see test/registry/record-search.test.ts.
    await filter(page).fill('n_components = 8');
    await expectRecords(page, 3);
    await expectPage(page.getByText('parameter n_components = 8')).toBeVisible();
    await filter(page).fill('n_components > 3 class:pls');
    await expectRecords(page, 18);
    await page.getByRole('button', { name: 'Remove parameter n_components > 3' }).click();
    await expectPage(filter(page)).toHaveValue('class:pls');
    await expectPage(page.getByText('class contains “pls” or PLSRegression')).toBeVisible();
    await filter(page).fill('"KFold > StandardNormalVariate"');
    await expectPage(list(page).getByRole('row').nth(1)).toContainText('KFold');
    await filter(page).fill('fit_intercept');
    await expectRecords(page, 21);
    await filter(page).fill('class:SNV');
    await expectPage(list(page).getByRole('row').nth(1)).toContainText('StandardNormalVariate');
    await filter(page).fill('n_components > many');
    const why = '“n_components >” needs a number, and “many” is none';
    await expectPage(page.getByText(why).first()).toBeVisible();
    await expectPage(page.getByText('No record matches')).toBeVisible();
  });

  it('is the same in the palette', async () => {
    const page = await open(copyFixture('branches-stacking'));
    await scanned(page);
    await page.keyboard.press('Control+K');
    await expectPage(page.getByRole('combobox', { name: 'Search or run' })).toBeFocused();
    await page.keyboard.type('n_components=8');
    await expectPage(page.getByRole('option', { name: /PLSRegression/ }).first()).toBeVisible();
    await expectPage(page.getByRole('option', { name: /PLSRegression/ })).toHaveCount(3);
  });

  it('keeps a filter under a name, and sets it again after a reload', async () => {
    const page = await open(copyFixture('branches-stacking'));
    await artifacts(page);
    await filter(page).fill('n_components=8');
    await expectRecords(page, 3);
    await page.getByRole('button', { name: 'Kept' }).click();
    await page.getByRole('textbox', { name: 'Name of the filter' }).fill('eight components');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'eight components', exact: true }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Clear all' }).click();
    await expectRecords(page, 262);
    await page.reload();
    await page.getByRole('button', { name: 'Kept' }).click();
    await page.getByRole('button', { name: 'eight components', exact: true }).click();
    await expectRecords(page, 3);
    await expectPage(filter(page)).toHaveValue('n_components=8');
  });

  it('narrows to a class and a value of a parameter, shows parameters as columns, and sorts by the chain', async () => {
    const page = await open(copyFixture('branches-stacking'));
    await artifacts(page);
    await page.getByRole('button', { name: 'More filters' }).click();
    await page.getByRole('menuitem', { name: 'Parameter' }).click();
    await page.getByRole('option', { name: /^n_components/ }).click();
    await page.getByRole('option', { name: /^4/ }).click();
    await expectRecords(page, 9);
    await expectPage(filter(page)).toHaveValue('n_components=4');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Columns' }).click();
    await page
      .getByRole('listbox', { name: 'Columns' })
      .getByRole('option', { name: /^n_components/ })
      .click();
    await page.keyboard.press('Escape');
    await expectPage(list(page).getByRole('columnheader', { name: 'n_components' })).toBeVisible();
    await expectPage(list(page).getByRole('row').nth(1)).toContainText('4');
    await filter(page).fill('');
    await list(page).getByRole('columnheader', { name: 'Chain' }).click();
    await expectPage(list(page).getByRole('row').nth(1)).toContainText('MinMaxScaler');
  });
});
