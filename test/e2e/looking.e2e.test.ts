import type { Page } from '@playwright/test';
import { expect, it } from 'vitest';
import { copyFixture, expectedFacts } from '../support/fixtures.ts';
import { describeInHosts, expectPage, goToView, scanned } from './hosts.ts';
import { inAddress } from './in-address.ts';

const showView = (page: Page, view: string): Promise<void> =>
  page.getByRole('link', { name: new RegExp(`^${view}`) }).click();

describeInHosts(
  'looking at a workspace',
  (open) => {
    it('comes back to a view as it was left, and shows all that a figure counts', async () => {
      const page = await open(copyFixture('branches-stacking'));
      await scanned(page);
      await showView(page, 'Artifacts');
      // The overview has a column of that name too, and stands until the view is there.
      const artifacts = page.getByRole('grid', { name: 'Artifacts' });
      await artifacts.getByRole('columnheader', { name: 'Size' }).click();
      await expectPage.poll(() => inAddress(page, 'sort')).toBe('-size');
      await page.getByRole('button', { name: 'Type' }).click();
      await page.getByRole('option', { name: /^model/ }).click();
      await page.keyboard.press('Escape');
      await expectPage.poll(() => inAddress(page, 'type')).toBe('model');
      await showView(page, 'Overview');
      await expectPage.poll(() => inAddress(page, 'sort')).toBeNull();
      await showView(page, 'Artifacts');
      await expectPage(page.getByText('type: model')).toBeVisible();
      await expectPage.poll(() => inAddress(page, 'sort')).toBe('-size');
      await showView(page, 'Overview');
      await page
        .getByRole('group', { name: /^Records/ })
        .getByRole('link')
        .click();
      const all = expectedFacts('branches-stacking').records;
      await expectPage(artifacts).toHaveAttribute('aria-rowcount', String(all + 1));
      await expectPage.poll(() => inAddress(page, 'sort')).toBe('-size');
    });

    it('says in the status bar what is amiss, and leads there', async () => {
      const page = await open(copyFixture('orphans'));
      await scanned(page);
      const missing = expectedFacts('orphans').missing.length;
      await page
        .getByRole('contentinfo', { name: 'Status' })
        .getByRole('link', { name: `${missing} record without a file` })
        .click();
      const list = page.getByRole('grid', { name: 'Artifacts' });
      await expectPage(list).toHaveAttribute('aria-rowcount', String(missing + 1));
      await expectPage(page.getByText('state: missing')).toBeVisible();
    });

    it('asks with Delete what deleting a pipeline would do, and Esc goes back', async () => {
      const page = await open(copyFixture('corn'));
      await scanned(page);
      await goToView(page, 'Chains');
      const tree = page.getByRole('treegrid', { name: 'Chains by run' });
      await tree.getByRole('row').nth(2).locator('.caret').click();
      const [pipeline] = expectedFacts('corn').manifests;
      await tree.getByRole('row', { name: pipeline?.pipeline_id ?? 'none' }).waitFor();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Delete');
      const foot = page.getByRole('group', { name: 'What if' });
      await expectPage(foot).toContainText(/Pipeline 0001.* frees .* breaks nothing/);
      const review = foot.getByRole('button', { name: 'Review plan…' });
      await expectPage(review).toBeFocused();
      await page.keyboard.press('Enter');
      await page.getByRole('dialog', { name: 'Move 1 pipeline to the trash' }).waitFor();
      await page.keyboard.press('Escape');
      await expectPage(review).toBeFocused();
      await page.keyboard.press('Escape');
      await expectPage(foot).toBeHidden();
      await expectPage(tree).toBeFocused();
    });

    it('asks with Delete about the pipelines of records, which can’t go singly', async () => {
      const page = await open(copyFixture('corn'));
      await scanned(page);
      await goToView(page, 'Artifacts');
      const list = page.getByRole('grid', { name: 'Artifacts' });
      await list.getByRole('row').nth(2).waitFor();
      await page.keyboard.press('/');
      await page.keyboard.type('PLS');
      await expectPage.poll(() => inAddress(page, 'q')).toBe('PLS');
      await list.focus();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Delete');
      const foot = page.getByRole('group', { name: 'What if' });
      await expectPage(foot).toContainText(/A record can’t go singly: its pipeline · frees/);
      await page.keyboard.press('Escape');
      await expectPage(foot).toBeHidden();
      await page.keyboard.press('Space');
      await expectPage(page.getByText('1 record selected')).toBeVisible();
      await page.keyboard.press('Delete');
      await expectPage(foot).toContainText(/their 1 pipeline · frees/);
      await page.keyboard.press('Escape');
      await page.keyboard.press('Escape');
      await expectPage(page.getByText('1 record selected')).toBeHidden();
      await expectPage.poll(() => inAddress(page, 'q')).toBe('PLS');
      await page.keyboard.press('Escape');
      await expectPage.poll(() => inAddress(page, 'q')).toBeNull();
    });

    it('takes what is picked away with Esc where files are picked too', async () => {
      const page = await open(copyFixture('orphans'));
      await scanned(page);
      await goToView(page, 'Clean up');
      const files = page.getByRole('grid', { name: 'Orphans' });
      await files.getByRole('checkbox').nth(1).click();
      await expectPage(files.getByRole('row', { selected: true })).toHaveCount(1);
      await page.keyboard.press('Escape');
      await expectPage(files.getByRole('row', { selected: true })).toHaveCount(0);
    });

    it('copies the id of a record and of a pipeline from the tree, and says which', async () => {
      const page = await open(copyFixture('corn'));
      await scanned(page);
      await page.evaluate(`navigator.clipboard.writeText = (text) => {
      window.copied = text;
      return Promise.resolve();
    }`);
      await goToView(page, 'Chains');
      const tree = page.getByRole('treegrid', { name: 'Chains by run' });
      await tree.getByRole('row').nth(2).locator('.caret').click();
      const [pipeline] = expectedFacts('corn').manifests;
      await tree.getByRole('row', { name: pipeline?.pipeline_id ?? 'none' }).waitFor();
      const copied = (): Promise<string> => page.evaluate<string>('window.copied ?? ""');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Control+c');
      await expectPage(page.getByText('Copied the pipeline id')).toBeVisible();
      expect(await copied()).toBe(pipeline?.pipeline_id);
      await page.keyboard.press('ArrowRight');
      await tree.getByRole('row', { name: 'MinMaxScaler' }).first().waitFor();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Control+c');
      await expectPage(page.getByText('Copied the artifact id')).toBeVisible();
      expect(await copied()).toMatch(new RegExp(`^${pipeline?.pipeline_id}\\$[0-9a-f]+:all$`));
    });
  },
  { browserFirst: true },
);
