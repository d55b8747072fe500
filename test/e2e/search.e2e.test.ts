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
    // What a record was found by is told of it.
    await list(page).getByRole('row').nth(1).click();
    const inspector = page.getByRole('complementary', { name: 'Inspector' });
    await expectPage(inspector.locator('section', { hasText: /^Parameters/ })).toContainText('n_components8');
    await inspector.getByRole('button', { name: 'Close the inspector' }).click();
    await filter(page).fill('n_components > 3 class:pls');
    await expectRecords(page, 18);
    await page.getByRole('button', { name: 'Remove parameter n_components > 3' }).click();
    await expectPage(filter(page)).toHaveValue('class:pls');
    await expectPage(page.getByText('class contains “pls” or PLSRegression')).toBeVisible();
    await filter(page).fill('"KFold > StandardNormalVariate"');
    await expectPage(list(page).getByRole('row').nth(1)).toContainText('KFold');
    // As the menu copies a chain, and as people write one.
    await filter(page).fill('KFold > PLSRegression + n_components > 3');
    await expectRecords(page, 18);
    await filter(page).fill('n_components = 77');
    await expectPage(
      page.getByText('Nothing in this workspace fits: parameter n_components = 77.'),
    ).toBeVisible();
    await expectPage(page.getByText('n_components is 2, 3, 4, 5, 8 here')).toBeVisible();
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

  it('has in the palette whatever was typed since it was asked for', async () => {
    const page = await open(copyFixture('branches-stacking'));
    await scanned(page);
    const box = page.getByRole('combobox', { name: 'Search or run' });
    // As slow as it is where much else goes on: then its field comes long after the keys.
    const debug = await page.context().newCDPSession(page);
    await debug.send('Emulation.setCPUThrottlingRate', { rate: 12 });
    // Twice, for the first time it is made; `/` and `?` are keys of the window themselves.
    for (const typed of ['PLS/Regression?', '@0001']) {
      await page.keyboard.press('Control+K');
      await page.keyboard.type(typed);
      await expectPage(box).toBeFocused();
      await expectPage(box).toHaveValue(typed);
      await page.keyboard.press('Escape');
      await expectPage(box).toHaveCount(0);
    }
    // In a box too, which keeps what it has; Esc closes what is not there yet.
    await filter(page).fill('KFold');
    await page.keyboard.press('Control+K');
    await page.keyboard.type('view:x');
    await page.keyboard.press('Backspace');
    await expectPage(box).toHaveValue('view:');
    await page.keyboard.press('Escape');
    await expectPage(filter(page)).toBeFocused();
    await page.keyboard.press('Control+K');
    await page.keyboard.press('Escape');
    await expectPage(filter(page)).toBeFocused();
    await page.keyboard.type('>');
    await expectPage(filter(page)).toHaveValue('KFold>');
    await expectPage(box).toHaveCount(0);
    // What it leads to opens, as soon as it is found.
    await page.keyboard.press('Control+K');
    await page.keyboard.type('clean up');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Clean up' }).waitFor();
    await expectPage(box).toHaveCount(0);
  });

  it('leads by the palette to what is asked most', async () => {
    const page = await open(copyFixture('orphans'), { graceMs: 86_400_000 });
    await scanned(page);
    const go = async (typed: string): Promise<void> => {
      await page.keyboard.press('Control+K');
      await expectPage(page.getByRole('combobox', { name: 'Search or run' })).toBeFocused();
      await page.keyboard.type(typed);
      await page.keyboard.press('Enter');
    };
    await go('biggest file');
    await expectPage(page.getByRole('grid', { name: 'Files' }).getByRole('row').nth(1)).toContainText(
      '11.7 kB',
    );
    await go('most used');
    const sizes = page.getByRole('treegrid').first();
    await expectPage(sizes.getByRole('columnheader', { name: /Records/ })).toHaveAttribute(
      'aria-sort',
      'descending',
    );
    // The fixture was written a moment ago: nothing tells a pipeline that failed from one that runs.
    await go('failed');
    await expectPage(page.getByText('2 pipelines without an execution trace may be running')).toBeVisible();
    await page.getByRole('button', { name: 'Change the grace period' }).click();
    await page.getByRole('option', { name: /^none/ }).click();
    await expectPage(page.getByRole('grid', { name: /Failed runs/ }).getByRole('row')).toHaveCount(3);
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
