import { existsSync, mkdirSync, renameSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { copyFixture, expectedFacts } from '../support/fixtures.ts';
import {
  goToCleanUp,
  kindOf,
  listOf,
  moveOf,
  noticeOf,
  ORPHAN_FILES,
  ORPHANS,
  planOf,
  presentOrphans,
  reviewOrphans,
} from './cleaning.ts';
import { breakManifest } from './broken-manifest.ts';
import { handsOf, oneWay, waysIn } from './hands.ts';
import { describeInHosts, expectPage } from './hosts.ts';

const REFUSED = /^Orphans can.t be told while 1 manifest can.t be read/;

describeInHosts(
  'a clean-up that is refused',
  (open, host) => {
    it.each(waysIn(host))('beside a manifest that can’t be read, until it is mended, %s', async (way) => {
      const folder = copyFixture('orphans');
      const { path, whole } = breakManifest(folder);
      const page = await open(folder);
      const hands = handsOf(page, way);
      await goToCleanUp(page, hands);
      await noticeOf(page, REFUSED).waitFor();
      await expectPage(page.getByText(path).first()).toBeVisible();
      await expectPage(kindOf(page, 'Orphans')).toContainText('not known');
      await hands.press(kindOf(page, 'Undecided'));
      const undecided = listOf(page, 'Undecided files');
      await undecided.getByRole('row').nth(1).waitFor();
      // None can be picked: neither all of them nor one.
      await expectPage(undecided.getByRole('checkbox', { name: 'Check all rows' })).toBeDisabled();
      await undecided.focus();
      await page.keyboard.press('Control+a');
      expect(await page.getByRole('checkbox', { checked: true }).count()).toBe(0);
      await expectPage(undecided.getByRole('checkbox').nth(1)).toBeDisabled();
      await expectPage(page.getByRole('button', { name: 'Review plan…' })).toHaveAttribute(
        'aria-disabled',
        'true',
      );
      await hands.press(page.getByRole('button', { name: 'Show the manifest' }));
      await page.getByRole('group', { name: 'Text of the manifest' }).waitFor();

      writeFileSync(join(folder, path), whole);
      await hands.rescan();
      await expectPage(noticeOf(page, REFUSED)).toBeHidden();
      await hands.press(kindOf(page, 'Orphans'));
      await expectPage(kindOf(page, 'Orphans')).toContainText(ORPHAN_FILES);
      await reviewOrphans(page, hands);
      await hands.press(moveOf(page));
      await noticeOf(page, /^Moved \d/).waitFor();
      expect(presentOrphans(folder)).toEqual([]);
    });

    it.each(oneWay(host))('for a pipeline too: only its own folder can go, %s', async (way) => {
      const folder = copyFixture('orphans');
      breakManifest(folder);
      const page = await open(folder);
      const hands = handsOf(page, way);
      await goToCleanUp(page, hands, 'Pipelines');
      const other = expectedFacts('orphans').manifests[2]?.pipeline_id ?? '';
      await hands.pickRow(listOf(page, 'Pipelines'), other);
      await hands.press(page.getByRole('button', { name: 'Review plan…' }));
      const refusal = page.getByRole('dialog').filter({ has: page.getByRole('alert') });
      await refusal.waitFor();
      await hands.press(refusal.getByRole('button', { name: 'Plan the folders alone' }));
      await planOf(page).waitFor();
      const moving = planOf(page).getByRole('grid', { name: 'Files that move' });
      await moving.getByRole('row').nth(1).waitFor();
      await expectPage(moving).toContainText(other);
      await expectPage(moving).not.toContainText('binaries');
    });

    it.each(oneWay(host))('unless the manifest counts as empty, which can be taken back, %s', async (way) => {
      const folder = copyFixture('orphans');
      const { path } = breakManifest(folder);
      const page = await open(folder);
      const hands = handsOf(page, way);
      await goToCleanUp(page, hands);
      await hands.press(page.getByRole('button', { name: 'Count it as empty…' }));
      const dialog = page.getByRole('dialog', { name: /as empty/ });
      const decide = dialog.getByRole('button', { name: 'Count it as empty', exact: true });
      await hands.fill(dialog.getByRole('textbox'), 'something else');
      await expectPage(decide).toHaveAttribute('aria-disabled', 'true');
      await hands.pressRefused(decide);
      await expectPage(dialog).toBeVisible();
      await hands.fill(dialog.getByRole('textbox'), path.split('/').at(-2) ?? '');
      await hands.press(decide);
      await expectPage(dialog).toBeHidden();
      await expectPage(noticeOf(page, REFUSED)).toBeHidden();
      await expectPage(kindOf(page, 'Orphans')).not.toContainText(/^0 files/);
      await reviewOrphans(page, hands);
      await expectPage(planOf(page)).toContainText('1 counted as empty');
      await hands.press(planOf(page).getByRole('button', { name: 'Cancel' }));

      await hands.press(page.getByRole('button', { name: 'Take that back' }));
      await noticeOf(page, REFUSED).waitFor();
      expect(presentOrphans(folder)).toHaveLength(ORPHANS.length);
    });

    it.each(oneWay(host))(
      'of a dataset whose runs stand empty, until its pipelines count as deleted, %s',
      async (way) => {
        const folder = copyFixture('several-datasets');
        renameSync(join(folder, 'runs/corn'), join(folder, '..', 'disk'));
        mkdirSync(join(folder, 'runs/corn'));
        const page = await open(folder);
        const hands = handsOf(page, way);
        await goToCleanUp(page, hands);
        await noticeOf(page, /^runs\/corn is empty\. No pipeline of corn is there/).waitFor();
        await expectPage(kindOf(page, 'Orphans')).toContainText('0 files');
        await expectPage(kindOf(page, 'Undecided')).not.toContainText(/^0 files/);
        await hands.press(page.getByRole('button', { name: 'Its pipelines were deleted' }));
        await noticeOf(page, /^The pipelines of 1 dataset count as deleted/).waitFor();
        await expectPage(kindOf(page, 'Undecided')).toContainText('0 files');
        await reviewOrphans(page, hands);
        await hands.press(planOf(page).getByRole('button', { name: 'Cancel' }));
        await hands.press(page.getByRole('button', { name: 'Take that back' }));
        await noticeOf(page, /^runs\/corn is empty/).waitFor();
        await expectPage(kindOf(page, 'Orphans')).toContainText('0 files');
      },
    );

    it.each(oneWay(host))(
      'where no manifest is left, until the workspace’s name is typed, %s',
      async (way) => {
        const folder = copyFixture('orphans');
        renameSync(join(folder, 'runs'), join(folder, '..', 'runs'));
        mkdirSync(join(folder, 'runs'));
        const page = await open(folder);
        const hands = handsOf(page, way);
        await goToCleanUp(page, hands);
        await noticeOf(page, /and no manifest\. Did runs\/ move\?/).waitFor();
        // Until then nobody knows which files are orphans.
        await expectPage(kindOf(page, 'Orphans')).toContainText('not known');
        await hands.press(page.getByRole('button', { name: 'Plan anyway…' }));
        const refusal = page.getByRole('dialog').filter({ has: page.getByRole('alert') });
        const anyway = refusal.getByRole('button', { name: 'Plan anyway' });
        await expectPage(anyway).toHaveAttribute('aria-disabled', 'true');
        await hands.fill(refusal.getByRole('textbox'), 'work');
        await expectPage(anyway).toHaveAttribute('aria-disabled', 'true');
        await hands.fill(refusal.getByRole('textbox'), 'workspace');
        await hands.press(anyway);
        await planOf(page).waitFor();
        // runs/ comes back in the meantime: what its manifests name stays.
        rmdirSync(join(folder, 'runs'));
        renameSync(join(folder, '..', 'runs'), join(folder, 'runs'));
        await hands.press(moveOf(page));
        await noticeOf(page, /^(Moved \d|Nothing was moved)/).waitFor();
        for (const [named, { status }] of Object.entries(expectedFacts('orphans').files))
          if (status === 'referenced') expect(existsSync(join(folder, named)), named).toBe(true);
      },
    );
  },
  { browserFirst: true },
);
