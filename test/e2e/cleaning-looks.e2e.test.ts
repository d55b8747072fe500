import { mkdirSync, readdirSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, it } from 'vitest';
import { copyFixture, expectedFacts } from '../support/fixtures.ts';
import { isLeftToSoak } from '../support/scale.ts';
import { expectAccessible } from './axe.ts';
import {
  goToCleanUp,
  kindOf,
  listOf,
  moveOf,
  nameInLibrary,
  noticeOf,
  planOf,
  reviewOrphans,
  trashOf,
  undo,
  wheatOrphan,
} from './cleaning.ts';
import { handsOf } from './hands.ts';
import { describeInHosts, expectPage } from './hosts.ts';

const SIZE = { width: 1280, height: 800 };
const SMALLEST = { width: 1024, height: 700 };

const FOLLOWS_MS = 3000;
const POLL_MS = 50;

/** What scrolls sideways, by its classes; only the text of a manifest may. */
const SIDEWAYS = `[...document.querySelectorAll('*')]
  .filter((one) => one.scrollWidth > one.clientWidth + 1)
  .filter((one) => one === document.documentElement || /auto|scroll/.test(getComputedStyle(one).overflowX))
  .filter((one) => one.closest('[aria-label="Text of the manifest"]') === null)
  .map((one) => one.tagName + '.' + one.className)`;

/** Expects of what is shown that it is fine: by axe in both themes, and for what does not fit into the smallest window. */
async function expectToLookWell(page: Page, what: string): Promise<void> {
  await expectAccessible(page, what);
  await page.setViewportSize(SMALLEST);
  // Columns follow the size of the window a moment later.
  const deadline = performance.now() + FOLLOWS_MS;
  let sideways = await page.evaluate<string[]>(SIDEWAYS);
  while (sideways.length > 0 && performance.now() < deadline) {
    await page.waitForTimeout(POLL_MS);
    sideways = await page.evaluate<string[]>(SIDEWAYS);
  }
  expect.soft(sideways, `${what}, in the smallest window`).toEqual([]);
  await page.setViewportSize(SIZE);
}

/** Looking takes axe a minute and a half. */
const isLeft = isLeftToSoak('how Clean up and Trash look');

describeInHosts('Clean up and Trash, as they look', (open, host) => {
  it.runIf(host === 'browser' && !isLeft)(
    'kinds and their plans',
    async () => {
      const folder = copyFixture('orphans');
      const page = await open(folder);
      const hands = handsOf(page, 'by mouse');
      await goToCleanUp(page, hands);
      await listOf(page, 'Orphans').getByRole('row').nth(1).waitFor();
      await expectToLookWell(page, 'orphans');
      await hands.press(kindOf(page, 'Recent'));
      await page.getByText(/^No recent files$/).waitFor();
      await expectToLookWell(page, 'no recent files');
      for (const [kind, name] of [
        ['Foreign', 'Foreign files'],
        ['Failed runs', 'Failed runs'],
        ['Pipelines', 'Pipelines'],
      ] as const) {
        await hands.press(kindOf(page, kind));
        const row = listOf(page, name).getByRole('row').nth(1);
        await row.getByRole('checkbox').click();
        await page.getByText(/\b1 (file|pipeline) selected/).waitFor();
        await expectToLookWell(page, kind);
      }
      await hands.press(kindOf(page, 'Whole dataset'));
      await listOf(page, 'Datasets').getByRole('row').nth(1).waitFor();
      await expectToLookWell(page, 'whole dataset');
      await listOf(page, 'Datasets').getByRole('row').nth(1).click();
      await planOf(page).waitFor();
      await expectToLookWell(page, 'the plan of a dataset');
      await hands.press(planOf(page).getByRole('button', { name: 'Cancel' }));

      await hands.press(kindOf(page, 'Orphans'));
      await reviewOrphans(page, hands);
      await planOf(page).getByRole('row').nth(1).waitFor();
      await expectToLookWell(page, 'the plan of orphans');
    },
    180_000,
  );

  it.runIf(host === 'browser' && !isLeft)(
    'results, the trash, and questions',
    async () => {
      const folder = copyFixture('orphans');
      const page = await open(folder);
      const hands = handsOf(page, 'by mouse');
      await goToCleanUp(page, hands);
      await reviewOrphans(page, hands);
      const manifest = nameInLibrary(folder, wheatOrphan());
      await hands.press(moveOf(page));
      await noticeOf(page, /^Moved \d/).waitFor();
      await hands.press(page.getByRole('button', { name: 'Show the 1 file' }));
      await page.getByRole('button', { name: 'Hide them' }).waitFor();
      await expectToLookWell(page, 'a result with the files that stayed');
      await page.keyboard.press('Control+z');
      const undoing = page.getByRole('dialog', { name: 'Undo the last move?' });
      await undoing.getByRole('button', { name: /^Put back \d/ }).waitFor();
      await expectToLookWell(page, 'the question before undoing');
      await page.keyboard.press('Escape');
      await undo(page, hands);

      // All of them this time: then one is named again.
      rmSync(manifest);
      await hands.rescan();
      await reviewOrphans(page, hands);
      await hands.press(moveOf(page));
      await noticeOf(page, /^Moved \d/).waitFor();
      nameInLibrary(folder, wheatOrphan());
      await hands.rescan();
      await hands.goTo('Trash');
      await page.getByRole('button', { name: /^Restore 1 file that/ }).waitFor();
      await hands.unfold(trashOf(page), /orphans/);
      await trashOf(page).getByRole('row').nth(2).getByRole('checkbox').click();
      await page.getByText('1 file selected').waitFor();
      await expectToLookWell(page, 'the trash');
      await hands.press(page.getByRole('button', { name: 'Empty…' }));
      await page.getByRole('dialog', { name: /for good\?$/ }).waitFor();
      await expectToLookWell(page, 'the question before emptying');
      await page.keyboard.press('Escape');

      // As a kill after the last move leaves it.
      const trash = join(folder, '.stemma', 'trash');
      const batch = readdirSync(trash).toSorted().at(-1) ?? '';
      renameSync(join(trash, batch, 'complete.journal'), join(trash, batch, 'moving.journal'));
      await page.reload();
      await page.getByRole('dialog', { name: 'A clean-up was interrupted' }).waitFor();
      await expectToLookWell(page, 'the question about work that was cut off');
    },
    180_000,
  );

  it.runIf(host === 'browser' && !isLeft)('refusals, and the lock of another', async () => {
    const folder = copyFixture('orphans');
    const [broken, , other] = expectedFacts('orphans').manifests;
    if (broken === undefined || other === undefined) throw new Error('The fixture has too few manifests');
    truncateSync(join(folder, broken.path), 100);
    mkdirSync(join(folder, '.stemma'));
    const owner = { host: 'lab-3', boot_id: null, pid_namespace: null, pid: 7, start_time: null };
    const lock = { ...owner, nonce: 'of-another-machine', since: '2026-11-23T14:30:00.000Z' };
    writeFileSync(join(folder, '.stemma', 'lock'), `${JSON.stringify(lock)}\n`);
    const page = await open(folder);
    const hands = handsOf(page, 'by mouse');
    await goToCleanUp(page, hands, 'Undecided');
    await listOf(page, 'Undecided files').getByRole('row').nth(1).waitFor();
    await noticeOf(page, /is cleaning up here since/).waitFor();
    await hands.press(page.getByRole('button', { name: /^It is not running any more/ }));
    await page.getByRole('button', { name: 'Take its lock away' }).waitFor();
    await expectToLookWell(page, 'a refusal and a lock');
    await hands.press(page.getByRole('button', { name: 'Count it as empty…' }));
    const dialog = page.getByRole('dialog', { name: /as empty/ });
    await dialog.waitFor();
    await expectToLookWell(page, 'the question whether a manifest is empty');
    await page.keyboard.press('Escape');
    await expectPage(dialog).toBeHidden();
    await hands.press(kindOf(page, 'Pipelines'));
    await hands.pickRow(listOf(page, 'Pipelines'), other.pipeline_id);
    await hands.press(page.getByRole('button', { name: 'Review plan…' }));
    await page.getByRole('dialog').getByRole('alert').waitFor();
    await expectToLookWell(page, 'a plan that is refused');
    await page.keyboard.press('Escape');
    await hands.goTo('Trash');
    await page.getByText('The trash is empty').first().waitFor();
    await expectToLookWell(page, 'an empty trash, and a lock');
  });
});
