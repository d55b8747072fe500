import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, it } from 'vitest';
import { formatBytes } from '../../shared/text/format-number.ts';
import { copyFixture, expectedFacts, type FixtureName } from '../support/fixtures.ts';
import { listOf, moveOf, noticeOf, ORPHANS, planOf, undo } from './cleaning.ts';
import { handsOf, oneWay } from './hands.ts';
import { describeInHosts, expectPage, scanned } from './hosts.ts';

const { manifests, exclusive_bytes_by_pipeline: exclusive } = expectedFacts('several-datasets');

/** A pipeline whose name there is in another dataset too. */
const shown = manifests.find(({ pipeline_id: id, dataset }) => dataset === 'corn2' && id.includes('_stack_'));
if (shown === undefined) throw new Error('The fixture has no such pipeline');

/** What the plan of the pipeline says, and what becomes of it. */
async function expectPlanned(page: Page, folder: string): Promise<void> {
  await planOf(page).waitFor();
  await expectPage(planOf(page)).toContainText('Move 1 pipeline to the trash');
  await expectPage(planOf(page).getByRole('grid', { name: 'Files that move' })).toContainText(
    'manifest.yaml',
  );
  expect(existsSync(join(folder, shown?.path ?? ''))).toBe(true);
}

/** Filters all views by a text. */
async function filterBy(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Filter all views' }).waitFor();
  await page.keyboard.press('/');
  await page.keyboard.type(text);
}

describeInHosts(
  'cleaning up from elsewhere',
  (open, host) => {
    const started = async (name: FixtureName): Promise<{ folder: string; page: Page }> => {
      const folder = copyFixture(name);
      const page = await open(folder);
      await scanned(page);
      return { folder, page };
    };

    it.each(oneWay(host))(
      'asks of checked records what deleting their pipelines would free, %s',
      async (way) => {
        const { folder, page } = await started('several-datasets');
        const hands = handsOf(page, way);
        await hands.goTo('Artifacts');
        await filterBy(page, shown.pipeline_id);
        const list = listOf(page, 'Artifacts');
        const both = manifests.filter(({ pipeline_id: id }) => id === shown.pipeline_id);
        const records = both.reduce((sum, { artifact_count: count }) => sum + count, 0);
        await expectPage(list).toHaveAttribute('aria-rowcount', String(records + 1));
        await hands.pickAll(list);
        await hands.press(page.getByRole('button', { name: 'What would deleting free?' }));
        const foot = page.getByRole('group', { name: 'What if' });
        const sum = both.reduce((bytes, { path }) => bytes + (exclusive[path] ?? 0), 0);
        await expectPage(foot).toContainText(`${both.length} pipelines`);
        await expectPage(foot).toContainText(`frees ${formatBytes(sum)}`);
        await hands.press(foot.getByRole('button', { name: 'Review plan…' }));
        await planOf(page).waitFor();
        await hands.press(moveOf(page));
        await noticeOf(page, /^Moved \d/).waitFor();
        for (const { path } of both) expect(existsSync(join(folder, path)), path).toBe(false);
        await undo(page, hands);
        for (const { path } of both) expect(existsSync(join(folder, path)), path).toBe(true);
      },
    );

    it.each(oneWay(host))(
      'plans a pipeline, and the pipeline of a record, from the inspector, %s',
      async (way) => {
        const { folder, page } = await started('several-datasets');
        const hands = handsOf(page, way);
        const inspector = page.getByRole('complementary', { name: 'Inspector' });
        await hands.goTo('Artifacts');
        await filterBy(page, 'corn2');
        const list = listOf(page, 'Artifacts');
        await list.getByRole('row').filter({ hasText: shown.pipeline_id }).first().waitFor();
        await hands.openRow(list, shown.pipeline_id);
        await hands.press(inspector.getByRole('button', { name: /^What would deleting its pipeline free/ }));
        await expectPlanned(page, folder);
        await hands.press(planOf(page).getByRole('button', { name: 'Cancel' }));
        await expectPage(planOf(page)).toBeHidden();

        await page.keyboard.press('Escape');
        await hands.goTo('Chains');
        const tree = page.getByRole('treegrid', { name: 'Chains by run' });
        await tree.getByRole('row').nth(1).waitFor();
        await hands.press(page.getByRole('button', { name: 'Open all' }));
        await hands.openRow(tree, shown.pipeline_id);
        await inspector.getByRole('heading', { name: shown.pipeline_id, level: 2 }).waitFor();
        await hands.press(inspector.getByRole('button', { name: 'Review plan…' }));
        await expectPlanned(page, folder);
        await hands.press(moveOf(page));
        await noticeOf(page, /^Moved \d/).waitFor();
        expect(existsSync(join(folder, shown.path))).toBe(false);
      },
    );

    it.each(oneWay(host))('plans one orphan from the inspector, and says why it is one, %s', async (way) => {
      const { folder, page } = await started('orphans');
      const hands = handsOf(page, way);
      const [path] = ORPHANS.toSorted(([, one], [, other]) => other - one)[0] ?? [''];
      await hands.goTo('Clean up');
      await hands.openRow(listOf(page, 'Orphans'), path.split('/').at(-1) ?? '');
      const inspector = page.getByRole('complementary', { name: 'Inspector' });
      await expectPage(inspector).toContainText(/no manifest/i);
      await hands.press(inspector.getByRole('button', { name: 'Review plan…' }));
      await planOf(page).waitFor();
      await hands.press(moveOf(page));
      await noticeOf(page, /^Moved 1 file/).waitFor();
      expect(existsSync(join(folder, path))).toBe(false);
    });
  },
  { browserFirst: true },
);
