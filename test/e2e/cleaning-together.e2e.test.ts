import { writeFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { expect, it } from 'vitest';
import { everything, filesOnly, inTrash } from '../clean/contents.ts';
import { snapshot } from '../clean/support.ts';
import { copyFixture } from '../support/fixtures.ts';
import { removeFolder, temporaryFolder } from '../support/temporary-folder.ts';
import {
  goToCleanUp,
  kindOf,
  moveOf,
  moveOrphans,
  noticeOf,
  ORPHAN_FILES,
  ORPHANS,
  presentOrphans,
  reviewOrphans,
} from './cleaning.ts';
import { handsOf, oneWay, waysIn } from './hands.ts';
import { describeInHosts, expectPage } from './hosts.ts';
import { MANY, manyOrphans, someMoved } from './many-orphans.ts';

/** What is said below the reason for which nothing was done. */
const REFUSED = 'Nothing else was changed.';

/** The notice that another Stemma holds the lock, by what can be done about it. */
const heldBy = (page: Page): Locator => page.getByRole('button', { name: /^It is not running any more/ });

describeInHosts(
  'two who clean up at once',
  (open, host, openProcess, openBeside) => {
    it.each(waysIn(host))(
      'are told of each other: the second is refused while the first one moves, %s',
      async (way) => {
        const folder = manyOrphans();
        const before = snapshot(folder);
        const first = await openProcess(folder, temporaryFolder());
        const other = await openBeside(folder, temporaryFolder());
        const hands = handsOf(first.page, way);
        const others = handsOf(other.page, way);
        await goToCleanUp(first.page, hands);
        await reviewOrphans(first.page, hands);
        await goToCleanUp(other.page, others);
        await reviewOrphans(other.page, others);
        await hands.press(moveOf(first.page));
        await someMoved(folder);
        first.hold();
        await others.press(moveOf(other.page));
        await other.page.getByText(REFUSED).waitFor();
        await expectPage(
          noticeOf(other.page, /.+ on .+ is cleaning up here since \d\d:\d\d\./),
        ).toBeVisible();
        await expectPage(heldBy(other.page)).toBeVisible();
        await others.goTo('Trash');
        await expectPage(heldBy(other.page)).toBeVisible();
        await others.rescan();
        await expectPage(other.page.getByText('going on: moving into the trash')).toBeVisible();
        // Nobody is asked to finish what another one is at.
        expect(await other.page.getByRole('dialog').count()).toBe(0);

        first.goOn();
        await noticeOf(first.page, /^Moved \d/).waitFor();
        // It is looked at again by itself, and so is what was done.
        await expectPage(heldBy(other.page)).toBeHidden();
        await expectPage(other.page.getByText(REFUSED)).toBeHidden();
        await expectPage(other.page.getByText('going on: moving into the trash')).toBeHidden();
        expect(await other.page.getByRole('dialog').count()).toBe(0);
        await others.goTo('Clean up');
        await expectPage(kindOf(other.page, 'Orphans')).toContainText('0 files');
        expect(Object.keys(inTrash(folder))).toHaveLength(MANY + ORPHANS.length);
        expect(everything(folder)).toEqual(filesOnly(before));
        removeFolder(folder);
      },
    );

    // The desktop app has one window of a workspace.
    it.runIf(host === 'browser').each(waysIn(host))(
      'in two windows of one Stemma, see what the other one moved, %s',
      async (way) => {
        const folder = copyFixture('orphans');
        const page = await open(folder);
        const hands = handsOf(page, way);
        await goToCleanUp(page, hands);
        const other = await page.context().newPage();
        await other.goto(page.url());
        await expectPage(kindOf(other, 'Orphans')).toContainText(ORPHAN_FILES);
        const others = handsOf(other, way);
        await reviewOrphans(other, others);
        await moveOrphans(page, hands);
        // The plan of the other window is of a workspace that has changed.
        await others.press(other.getByRole('dialog').getByRole('button', { name: 'Look again' }));
        await expectPage(moveOf(other)).toHaveAttribute('aria-disabled', 'true');
        await others.press(other.getByRole('dialog').getByRole('button', { name: 'Cancel' }));
        await expectPage(kindOf(other, 'Orphans')).toContainText('0 files');
        await expectPage(other.getByText('No orphans', { exact: true })).toBeVisible();
      },
    );

    it.each(oneWay(host))('leave a lock behind that can be taken away by hand, %s', async (way) => {
      const folder = copyFixture('orphans');
      mkdirSync(join(folder, '.stemma'));
      const owner = { host: 'lab-3', boot_id: null, pid_namespace: null, pid: 7, start_time: null };
      const lock = { ...owner, nonce: 'of-another-machine', since: '2026-11-23T14:30:00.000Z' };
      writeFileSync(join(folder, '.stemma', 'lock'), `${JSON.stringify(lock)}\n`);
      const page = await open(folder);
      const hands = handsOf(page, way);
      await goToCleanUp(page, hands);
      const notice = heldBy(page);
      await notice.waitFor();
      await expectPage(noticeOf(page, /lab-3 is cleaning up here since 2026-11-23/)).toBeVisible();
      await reviewOrphans(page, hands);
      await hands.press(moveOf(page));
      await page.getByText(REFUSED).waitFor();
      expect(presentOrphans(folder)).toHaveLength(ORPHANS.length);
      await hands.press(page.getByRole('button', { name: /^It is not running any more/ }));
      await hands.press(page.getByRole('button', { name: 'Take its lock away' }));
      await expectPage(notice).toBeHidden();
      await moveOrphans(page, hands);
      expect(presentOrphans(folder)).toEqual([]);
    });
  },
  { browserFirst: true },
);
