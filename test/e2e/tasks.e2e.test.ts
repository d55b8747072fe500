import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { load } from 'js-yaml';
import { expect, it } from 'vitest';
import { formatBytes } from '../../shared/text/format-number.ts';
import { copyFixture, expectedFacts } from '../support/fixtures.ts';
import { tabTo, waysIn } from './hands.ts';
import { describeInHosts, expectPage, goToView, scanned } from './hosts.ts';
import { BELOW, putOnTop } from './on-top.ts';

const inspectorOf = (page: Page): Locator => page.getByRole('complementary', { name: 'Inspector' });

/** A part of the inspector, by its title. */
const partOf = (page: Page, title: string): Locator =>
  inspectorOf(page)
    .locator('section')
    .filter({ has: page.getByRole('heading', { name: title }) });

/** Moves the keyboard into the list of the view, by F6 alone. */
async function f6ToList(page: Page): Promise<void> {
  const list = page.locator('main :is([role=grid], [role=treegrid])').first();
  await list.waitFor();
  for (let turn = 0; turn < 8; turn += 1) {
    if ((await list.and(page.locator(':focus')).count()) > 0) return;
    await page.keyboard.press('F6');
  }
  throw new Error('F6 never came to the list');
}

/** The row of a list that the keyboard is at. */
const activeRow = (page: Page): Locator => page.locator('main .grid-row.active');

/** Waits until no more rows come: what is opened with all below it comes level by level, and moves what is below. */
async function settled(tree: Locator): Promise<void> {
  const count = async (): Promise<string | null> => await tree.getAttribute('aria-rowcount');
  for (let before = await count(), same = 0; same < 5;) {
    await tree.page().waitForTimeout(100);
    const now = await count();
    same = now === before ? same + 1 : 0;
    before = now;
  }
}

/** Goes down a list until a row with this text is active. */
async function downTo(page: Page, text: string | RegExp): Promise<void> {
  const list = page.locator('main :is([role=grid], [role=treegrid])').first();
  for (let turn = 0; turn < 200; turn += 1) {
    const before = await list.getAttribute('aria-activedescendant');
    await page.keyboard.press('ArrowDown');
    // A row that is not drawn yet is not read as the one before it; at the end of what is there more may be on its way.
    await expectPage(list)
      .not.toHaveAttribute('aria-activedescendant', before ?? '', { timeout: 500 })
      .catch(() => undefined);
    const now = (await activeRow(page).innerText()).replaceAll('\n', ' ');
    if (typeof text === 'string' ? now.includes(text) : text.test(now)) return;
  }
  throw new Error(`There is no row with ${String(text)}`);
}

describeInHosts(
  'tasks',
  (open, host) => {
    it.each(waysIn(host))('which pipeline takes most, %s', async (way) => {
      const facts = expectedFacts('branches-stacking');
      const exclusive = Object.entries(facts.exclusive_bytes_by_pipeline).toSorted(
        (one, other) => other[1] - one[1],
      );
      const [manifest = '', bytes = 0] = exclusive[0] ?? [];
      expect(exclusive[1]?.[1], 'the fixture has one biggest pipeline').toBeLessThan(bytes);
      const id = facts.manifests.find(({ path }) => path === manifest)?.pipeline_id ?? '';

      const page = await open(copyFixture('branches-stacking'));
      await scanned(page);
      const first = page
        .getByRole('region', { name: /^Biggest pipelines/ })
        .getByRole('link')
        .first();
      await first.waitFor();
      if (way === 'by mouse') await first.click();
      else {
        await tabTo(page, first);
        await page.keyboard.press('Enter');
      }
      await inspectorOf(page).getByRole('heading', { name: id, level: 2 }).waitFor();
      await expectPage(partOf(page, 'If deleted')).toContainText(`Frees ${formatBytes(bytes)}`);
    });

    it.each(waysIn(host))('where does this file come from, %s', async (way) => {
      const facts = expectedFacts('corn');
      const shared = Object.entries(facts.files).find(([, { referenced_by }]) => referenced_by.length === 2);
      if (shared === undefined) throw new Error('No file is shared in the fixture');
      const [path, { sha256, referenced_by }] = shared;

      const page = await open(copyFixture('corn'));
      await scanned(page);
      const filter = page.getByRole('textbox', { name: 'Filter all views' });
      if (way === 'by mouse') {
        await page.getByRole('link', { name: /^Artifacts/ }).click();
        await filter.click();
      } else {
        await goToView(page, 'Artifacts');
        await page.keyboard.press('/');
      }
      await page.keyboard.type(sha256.slice(0, 12));
      const list = page.getByRole('grid', { name: 'Artifacts' });
      await expectPage(list).toHaveAttribute('aria-rowcount', String(referenced_by.length + 1));
      // The rows of the list before stay until the new ones come.
      await expectPage(list.getByRole('row').nth(1)).toContainText(path.split('_').at(-2) ?? '');
      if (way === 'by mouse') await list.getByRole('row').nth(1).click();
      else {
        await f6ToList(page);
        await page.keyboard.press('ArrowDown');
        await page.keyboard.press('Enter');
      }
      await expectPage(partOf(page, 'Stored file')).toContainText(path.split('_').at(-1) ?? '');
      for (const [manifest] of referenced_by) {
        const [, run, pipeline] = manifest.split('/');
        await expectPage(partOf(page, 'Why kept')).toContainText(`${run}/${pipeline}`);
      }
      // From the record on to its place in the manifest.
      const tab = inspectorOf(page).getByRole('tab', { name: 'Manifest' });
      if (way === 'by mouse') await tab.click();
      else {
        await tabTo(page, inspectorOf(page).getByRole('tab', { name: 'Summary' }));
        await page.keyboard.press('ArrowRight');
        await page.keyboard.press('ArrowRight');
      }
      const text = inspectorOf(page).getByRole('group', { name: 'Text of the manifest' });
      await expectPage(text.locator('.at')).toContainText('artifact_id:');
      await expectPage(text).toContainText(sha256);
    });

    it.each(waysIn(host))('which models use this scaler, %s', async (way) => {
      const folder = copyFixture('corn');
      const facts = expectedFacts('corn');
      // Without Stemma: the models of the pipelines whose trace begins with the scaler.
      const models = new Set<string>();
      for (const { path } of facts.manifests) {
        const manifest = load(readFileSync(join(folder, path), 'utf8')) as {
          artifacts: { items: { artifact_type: string; class_name: string; step_index: number }[] };
        };
        const { items } = manifest.artifacts;
        const scales = items.some(
          (item) =>
            item.class_name === 'MinMaxScaler' &&
            item.artifact_type === 'transformer' &&
            item.step_index === 1,
        );
        for (const item of items) if (scales && item.artifact_type === 'model') models.add(item.class_name);
      }
      expect(models.size).toBeGreaterThan(0);

      const page = await open(folder);
      await scanned(page);
      if (way === 'by mouse') {
        await page.getByRole('link', { name: /^Chains/ }).click();
        await page.getByRole('radio', { name: 'By operator' }).click();
        const tree = page.getByRole('treegrid', { name: 'Chains by operator' });
        const dataset = tree.getByRole('row', { name: 'corn' }).first();
        await dataset.waitFor();
        if ((await dataset.getAttribute('aria-expanded')) === 'false') await dataset.click();
        const scaler = tree.getByRole('row', { name: /MinMaxScaler/ }).first();
        await scaler.locator('.caret').click({ modifiers: ['Alt'] });
      } else {
        await goToView(page, 'Chains');
        await tabTo(page, page.getByRole('radio', { name: 'By run' }));
        await page.keyboard.press('ArrowRight');
        await page.getByRole('treegrid', { name: 'Chains by operator' }).waitFor();
        await f6ToList(page);
        await page.keyboard.press('ArrowDown');
        if ((await activeRow(page).getAttribute('aria-expanded')) === 'false') {
          await page.keyboard.press('ArrowRight');
        }
        await downTo(page, 'MinMaxScaler');
        await page.keyboard.press('*');
      }
      const tree = page.getByRole('treegrid', { name: 'Chains by operator' });
      for (const model of models)
        await expectPage(tree.getByRole('row', { name: model }).first()).toBeVisible();
      await settled(tree);
      // Down to a pipeline that has one of them, and what needs the scaler there.
      const [model = ''] = models;
      if (way === 'by keyboard alone') {
        await downTo(page, model);
        await downTo(page, /000\d_/);
        await page.keyboard.press('Enter');
      } else {
        await tree
          .getByRole('row', { name: /^000\d_/ })
          .first()
          .click();
      }
      await expectPage(partOf(page, 'Chain')).toContainText('MinMaxScaler');
    });

    it.each(waysIn(host))('what would deleting this pipeline free, and break, %s', async (way) => {
      const { manifests, exclusive_bytes_by_pipeline: exclusive } = expectedFacts('corn');
      const folder = copyFixture('corn');
      putOnTop(folder);
      const page = await open(folder);
      await scanned(page);
      const tree = page.getByRole('treegrid', { name: 'Chains by run' });
      if (way === 'by mouse') {
        await page.getByRole('link', { name: /^Chains/ }).click();
        await tree.waitFor();
        await page.getByRole('button', { name: 'Open all' }).click();
      } else {
        await goToView(page, 'Chains');
        await tree.waitFor();
        await f6ToList(page);
        await page.keyboard.press('ArrowDown');
        await page.keyboard.press('*');
      }
      const [plain] = manifests;
      const asked = [
        { id: plain?.pipeline_id ?? '', breaks: 'Breaks nothing.' },
        { id: BELOW, breaks: 'Breaks 1 artifact:' },
      ];
      for (const { id, breaks } of asked) {
        const path = manifests.find(({ pipeline_id }) => pipeline_id === id)?.path ?? '';
        await settled(tree);
        if (way === 'by mouse') {
          const row = tree.getByRole('row', { name: id }).first();
          await tree.hover();
          await expectPage(async () => {
            if ((await row.count()) === 0) await page.mouse.wheel(0, 300);
            expect(await row.count()).toBe(1);
          }).toPass();
          await row.click();
        } else {
          await tabTo(page, tree);
          await page.keyboard.press('Home');
          await downTo(page, id);
          await page.keyboard.press('Enter');
        }
        await inspectorOf(page).getByRole('heading', { name: id, level: 2 }).waitFor();
        const part = partOf(page, 'If deleted');
        await expectPage(part).toContainText(`Frees ${formatBytes(exclusive[path] ?? 0)}`);
        await expectPage(part).toContainText(breaks);
        await expectPage(part).toContainText('Its own folder holds');
      }
    });
  },
  { browserFirst: true },
);
