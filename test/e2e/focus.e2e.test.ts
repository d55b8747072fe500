import type { Page } from '@playwright/test';
import { expect, it } from 'vitest';
import { copyFixture } from '../support/fixtures.ts';
import { breakManifest } from './broken-manifest.ts';
import { goToCleanUp, kindOf, listOf, planOf } from './cleaning.ts';
import { besides, byEscape, byKeys, expectFocusBack, ofButton } from './focus.ts';
import { handsOf } from './hands.ts';
import { describeInHosts, expectPage, goToView, runByKeys, scanned } from './hosts.ts';

const MENUS = '[aria-haspopup]:not([aria-disabled=true]):not(:disabled)';

/** Goes through all that opens something below itself in what is shown now, but for what was met before. */
async function throughMenus(page: Page, met: Set<string>): Promise<void> {
  const menus = page.locator(MENUS).filter({ visible: true });
  for (let at = 0; at < (await menus.count()); at += 1) {
    const button = menus.nth(at);
    const label = (await button.getAttribute('aria-label')) ?? (await button.getAttribute('title'));
    // Rows have one each; of several of a kind one is asked.
    const name = (label ?? (await button.innerText())).trim().replace(/ \d{4}_\w+$|\n.*|: .*/s, '');
    if (met.has(name)) continue;
    met.add(name);
    await expectFocusBack(page, page.locator('.bp6-popover'), {
      openings: ofButton(page, button).slice(0, 2),
      closings: [byEscape(page), besides(page), { name: 'by its button', open: () => button.click() }],
      back: button,
    }).catch((error: unknown) => {
      throw new Error(`The menu “${name}”`, { cause: error });
    });
  }
}

describeInHosts('focus', (open) => {
  it('comes back from the palette, the keys and the question whether to undo, to wherever it was', async () => {
    const page = await open(copyFixture('orphans'));
    await scanned(page);
    // Something to undo.
    await goToCleanUp(page, handsOf(page, 'by mouse'));
    await page.getByRole('checkbox', { name: 'Check all rows' }).click();
    await page.getByRole('button', { name: 'Review plan…' }).click();
    await planOf(page)
      .getByRole('button', { name: /^Move .* to the trash$/ })
      .click();
    await page.getByText(/^Moved \d+ files/).waitFor();
    await goToView(page, 'Artifacts');
    const list = page.getByRole('grid', { name: 'Artifacts' });
    await list.getByRole('row').nth(2).waitFor();
    await list.focus();
    const palette = page.getByRole('combobox', { name: 'Search or run' });
    const keys = page.getByRole('dialog', { name: 'Keys' });
    const undo = page.getByRole('dialog', { name: 'Undo the last move?' });
    const closings = [byEscape(page), besides(page)];
    await expectFocusBack(page, palette, { openings: [byKeys(page, 'Control+k')], closings, back: list });
    await expectFocusBack(page, keys, { openings: [byKeys(page, '?')], closings, back: list });
    const cancel = { name: 'by Cancel', open: () => undo.getByRole('button', { name: 'Cancel' }).click() };
    const cross = { name: 'by its cross', open: () => undo.getByRole('button', { name: 'Close' }).click() };
    await expectFocusBack(page, undo, {
      openings: [byKeys(page, 'Control+z')],
      closings: [...closings, cancel, cross],
      back: list,
    });
    const search = page.getByRole('button', { name: /^Search or run/ });
    await expectFocusBack(page, palette, { openings: ofButton(page, search), closings, back: search });
    const help = page.getByRole('button', { name: /^Keys/ });
    const ok = { name: 'by its cross', open: () => keys.getByRole('button', { name: 'Close' }).click() };
    await expectFocusBack(page, keys, {
      openings: ofButton(page, help),
      closings: [...closings, ok],
      back: help,
    });
    // What the palette opens gives it back to where it was before the palette.
    await list.focus();
    const run = (action: string) => ({
      name: `by the palette’s “${action}”`,
      open: () => runByKeys(page, action),
    });
    await expectFocusBack(page, keys, { openings: [run('List all keys')], closings, back: list });
    await expectFocusBack(page, undo, {
      openings: [run('Undo the last move')],
      closings: [...closings, cancel],
      back: list,
    });
  }, 240_000);

  it('comes back from plans, and from the questions before emptying and counting as empty', async () => {
    const folder = copyFixture('orphans');
    const page = await open(folder);
    const hands = handsOf(page, 'by mouse');
    await goToCleanUp(page, hands);
    const orphans = listOf(page, 'Orphans');
    await page.getByRole('checkbox', { name: 'Check all rows' }).click();
    const plan = planOf(page);
    const cancel = { name: 'by Cancel', open: () => plan.getByRole('button', { name: 'Cancel' }).click() };
    const cross = { name: 'by its cross', open: () => plan.getByRole('button', { name: 'Close' }).click() };
    const review = page.getByRole('button', { name: 'Review plan…' });
    const closings = [byEscape(page), cancel, cross];
    await expectFocusBack(page, plan, { openings: ofButton(page, review), closings, back: review });
    await orphans.focus();
    await page.keyboard.press('ArrowDown');
    await expectFocusBack(page, plan, { openings: [byKeys(page, 'Delete')], closings, back: orphans });
    await review.click();
    await plan.getByRole('button', { name: /^Move .* to the trash$/ }).click();
    await page.getByText(/^Moved \d+ files/).waitFor();
    // The button that opened the plan is refused now, and its dialog is gone: the view has the focus.
    await expectPage
      .poll(() => page.evaluate<boolean>('document.activeElement.closest("main") !== null'))
      .toBe(true);
    await hands.goTo('Trash');
    const empty = page.getByRole('button', { name: 'Empty…' });
    const question = page.getByRole('dialog', { name: /for good\?$/ });
    const no = { name: 'by Cancel', open: () => question.getByRole('button', { name: 'Cancel' }).click() };
    await expectFocusBack(page, question, {
      openings: ofButton(page, empty),
      closings: [byEscape(page), besides(page), no],
      back: empty,
    });
    const { path } = breakManifest(folder);
    await hands.rescan();
    await goToCleanUp(page, hands, 'Pipelines');
    await expectPage(kindOf(page, 'Orphans')).toContainText('not known');
    const other = listOf(page, 'Pipelines').getByRole('row').nth(2);
    await other.getByRole('checkbox').click();
    const refusal = page.getByRole('dialog').filter({ has: page.getByRole('alert') });
    const close = {
      name: 'by its button',
      open: () => refusal.locator('.bp6-dialog-footer').getByRole('button', { name: 'Close' }).click(),
    };
    await expectFocusBack(page, refusal, {
      openings: ofButton(page, review),
      closings: [byEscape(page), close],
      back: review,
    });
    await goToCleanUp(page, hands);
    const count = page.getByRole('button', { name: /^Count it as empty/ }).first();
    const asked = page.getByRole('dialog', { name: 'Count this manifest as empty?' });
    const stop = { name: 'by Cancel', open: () => asked.getByRole('button', { name: 'Cancel' }).click() };
    await expectFocusBack(page, asked, {
      openings: ofButton(page, count),
      closings: [byEscape(page), besides(page), stop],
      back: count,
    });
    expect(path).not.toBe('');
  }, 240_000);

  it('comes back from every menu and choice of every view to its button', async () => {
    const page = await open(copyFixture('branches-stacking'));
    await scanned(page);
    const met = new Set<string>();
    const through = (): Promise<void> => throughMenus(page, met);
    const inspector = page.getByRole('complementary', { name: 'Inspector' });
    for (const view of ['Chains', 'Clean up', 'Trash', 'Import', 'Overview', 'Artifacts'] as const) {
      await goToView(page, view);
      await page.getByRole('heading', { name: view, level: 1 }).waitFor();
      await through();
    }
    await page.getByRole('radio', { name: 'Files' }).click();
    await page.getByRole('grid', { name: 'Files' }).waitFor();
    await through();
    await page.getByRole('radio', { name: 'Records' }).click();
    const rows = page.getByRole('grid', { name: 'Artifacts' }).getByRole('row');
    await rows.nth(3).getByRole('checkbox').click();
    await rows.nth(2).click();
    await inspector.waitFor();
    await through();
    await inspector.getByRole('button', { name: 'Show in graph' }).click();
    await page.getByRole('heading', { name: 'Graph', level: 1 }).waitFor();
    await page.getByRole('tree').waitFor();
    await through();
    await page.setViewportSize({ width: 1024, height: 700 });
    await page.getByRole('button', { name: 'Pipelines' }).waitFor();
    await through();
    // One of each place that has some: a view that was not looked through would go unnoticed.
    const some = ['workspace', 'Dataset', 'Grace period', 'Type', 'More filters', 'Kept', 'Columns', 'More'];
    expect([...met]).toEqual(expect.arrayContaining([...some, 'Whole pipeline', 'Pipelines', 'Export all…']));
  }, 600_000);
});
