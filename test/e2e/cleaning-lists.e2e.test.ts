import { mkdirSync, renameSync, truncateSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, it } from 'vitest';
import { copyFixture, expectedFacts } from '../support/fixtures.ts';
import { goToCleanUp, listOf, moveOf, noticeOf, planOf, reviewOrphans, trashOf } from './cleaning.ts';
import { handsOf, oneWay } from './hands.ts';
import { describeInHosts, expectPage } from './hosts.ts';

const [first] = expectedFacts('orphans').manifests;
if (first === undefined) throw new Error('The fixture has no manifest');
const broken = first.path;

describeInHosts(
  'the lists of what can be cleaned up',
  (open, host) => {
    it.each(oneWay(host))(
      'show each of several that can’t be read at its line, a copy too, %s',
      async (way) => {
        const folder = copyFixture('orphans');
        truncateSync(join(folder, broken), 100);
        mkdirSync(join(folder, 'library', 'mine'), { recursive: true });
        writeFileSync(
          join(folder, 'library', 'mine', 'manifest.yaml'),
          'uid: mine\nartifacts:\n  items: [\npredictions: []\n',
        );
        const page = await open(folder);
        const hands = handsOf(page, way);
        await goToCleanUp(page, hands);
        await expectPage(
          page.getByText('Orphans can’t be told while 2 manifests can’t be read.'),
        ).toBeVisible();
        // What isn't known is never 0.
        await expectPage(page.getByRole('link', { name: /^Orphans/ })).toContainText('not known');
        const copy = page.getByRole('listitem').filter({ hasText: 'library/mine/manifest.yaml' });
        await hands.press(copy.getByRole('button', { name: 'Show the manifest' }));
        await expectPage(page.getByRole('group', { name: 'Text of the manifest' })).toContainText(
          'uid: mine',
        );
        const asking = copy.getByRole('button', { name: 'Count it as empty…' });
        await hands.press(asking);
        await page.getByRole('dialog', { name: 'Count this manifest as empty?' }).waitFor();
        await page.keyboard.press('Escape');
        await expectPage(asking).toBeFocused();
      },
    );

    it('let foreign files be picked one by one only', async () => {
      const page = await open(copyFixture('orphans'));
      await goToCleanUp(page, handsOf(page, 'by mouse'), 'Foreign');
      const foreign = listOf(page, 'Foreign files');
      await foreign.getByRole('row').nth(2).waitFor();
      await expectPage(foreign.getByRole('checkbox', { name: 'Check all rows' })).toBeDisabled();
      const checked = foreign.getByRole('checkbox', { checked: true });
      await foreign.getByRole('row').nth(1).getByRole('checkbox').click();
      await foreign
        .getByRole('row')
        .nth(3)
        .getByRole('checkbox')
        .click({ modifiers: ['Shift'] });
      await expectPage(checked).toHaveCount(2);
      await page.keyboard.press('Shift+ArrowDown');
      await page.keyboard.press('Control+a');
      await expectPage(page.getByText('2 files selected')).toBeVisible();
      await expectPage(checked).toHaveCount(2);
    });

    it('say what filters them, keep their order in the address, and let go of both', async () => {
      const page = await open(copyFixture('orphans'));
      await goToCleanUp(page, handsOf(page, 'by mouse'));
      await listOf(page, 'Orphans').getByRole('columnheader', { name: 'Age' }).click();
      await expect.poll(() => page.url()).toContain('sort=-age');
      await page.getByRole('textbox', { name: /^Filter/ }).fill('no such file');
      await expectPage(page.getByText('Nothing in this workspace contains “no such file”.')).toBeVisible();
      await page.getByRole('button', { name: 'Remove contains “no such file”' }).click();
      await listOf(page, 'Orphans').getByRole('row').nth(1).waitFor();
    });

    it('say what lies near the name of a dataset that goes', async () => {
      const page = await open(copyFixture('several-datasets'));
      await goToCleanUp(page, handsOf(page, 'by mouse'), 'Whole dataset');
      await listOf(page, 'Datasets')
        .getByRole('row', { name: /^corn2/ })
        .click();
      await expectPage(planOf(page)).toContainText('corn is another dataset and is not touched.');
    });
  },
  { browserFirst: true },
);

describeInHosts(
  'the trash of a workspace without manifests',
  (open, host) => {
    it.each(oneWay(host))('is emptied only after the name of the workspace was typed, %s', async (way) => {
      const folder = copyFixture('orphans');
      const page = await open(folder);
      const hands = handsOf(page, way);
      await goToCleanUp(page, hands);
      await reviewOrphans(page, hands);
      await hands.press(moveOf(page));
      await noticeOf(page, /^Moved \d/).waitFor();
      // As where the disk with runs/ is not there.
      renameSync(join(folder, 'runs'), join(folder, '..', 'runs elsewhere'));
      mkdirSync(join(folder, 'runs'));
      await hands.rescan();
      await hands.goTo('Trash');
      await trashOf(page).getByRole('row').nth(1).waitFor();
      await hands.press(page.getByRole('button', { name: 'Empty…' }));
      const dialog = page.getByRole('dialog', { name: /for good\?$/ });
      const button = dialog.getByRole('button', { name: /for good$/ });
      await expectPage(dialog).toContainText('There is no manifest that could name any of these files.');
      await expectPage(button).toHaveAttribute('aria-disabled', 'true');
      await hands.fill(dialog.getByRole('textbox'), basename(folder));
      await hands.press(button);
      await page.getByText(/^Deleted \d/).waitFor();
    });
  },
  { browserFirst: true },
);
