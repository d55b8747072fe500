import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { formatCount } from '../../shared/text/format-number.ts';
import { everything, filesOnly, inTrash } from '../clean/contents.ts';
import { snapshot } from '../clean/support.ts';
import { removeFolder, temporaryFolder } from '../support/temporary-folder.ts';
import {
  goToCleanUp,
  kindOf,
  moveOf,
  noticeOf,
  ORPHANS,
  presentOrphans,
  reviewOrphans,
  trashOf,
  undo,
} from './cleaning.ts';
import { breakManifest } from './broken-manifest.ts';
import { handsOf, oneWay, waysIn, type Way } from './hands.ts';
import { describeInHosts, expectPage, type OpenProcess } from './hosts.ts';
import { MANY, manyOrphans, someMoved } from './many-orphans.ts';

const ALL = MANY + ORPHANS.length;

/** Moves orphans of a workspace, and kills the app in the middle; `some` were moved by then. */
async function killedWhileMoving(openProcess: OpenProcess, way: Way) {
  const folder = manyOrphans();
  const before = snapshot(folder);
  const home = temporaryFolder();
  const first = await openProcess(folder, home);
  const hands = handsOf(first.page, way);
  await goToCleanUp(first.page, hands);
  await reviewOrphans(first.page, hands);
  await hands.press(moveOf(first.page));
  const some = await someMoved(folder);
  await first.kill();
  return { folder, before, home, some };
}

describeInHosts(
  'a clean-up that was cut off',
  (_open, host, openProcess) => {
    it.each(waysIn(host))(
      'by a kill in the middle of the move is asked about first of all, and undone or finished, %s',
      async (way) => {
        const { folder, before, home, some } = await killedWhileMoving(openProcess, way);
        const inThere = Object.keys(inTrash(folder)).length;
        expect(inThere).toBeGreaterThanOrEqual(some);
        expect(inThere, 'it was killed in the middle').toBeLessThan(ALL);
        expect(everything(folder)).toEqual(filesOnly(before));

        const { page } = await openProcess(folder, home);
        const next = handsOf(page, way);
        const dialog = page.getByRole('dialog', { name: 'A clean-up was interrupted' });
        await dialog.waitFor();
        await expectPage(dialog).toContainText('Finish it or undo it.');
        expect(everything(folder)).toEqual(filesOnly(before));
        // Each host once in each way, and both ways out in each host.
        const isUndone = (way === 'by mouse') === (host === 'desktop');
        if (isUndone) {
          await next.press(dialog.getByRole('button', { name: 'Undo it' }));
          await noticeOf(page, /^Put back \d/).waitFor();
        } else {
          await next.press(dialog.getByRole('button', { name: 'Finish it' }));
          await noticeOf(page, /^Moved \d/).waitFor();
          expect(presentOrphans(folder)).toEqual([]);
          expect(Object.keys(inTrash(folder))).toHaveLength(ALL);
          expect(everything(folder)).toEqual(filesOnly(before));
          await next.goTo('Trash');
          await expectPage(trashOf(page).getByRole('row').nth(1)).toContainText(formatCount(ALL));
          await next.goTo('Clean up');
          await expectPage(kindOf(page, 'Orphans')).toContainText('0 files');
          // What was finished can be undone like any other.
          await next.press(page.getByRole('button', { name: 'Undo', exact: true }));
          await noticeOf(page, /^Put back \d/).waitFor();
        }
        await expectPage(dialog).toBeHidden();
        expect(snapshot(folder)).toEqual(before);
        expect(existsSync(join(folder, '.stemma', 'lock'))).toBe(false);
        removeFolder(folder);
      },
    );

    it.each(oneWay(host))(
      'by a kill, and can’t be finished beside a manifest that can’t be read, says so and asks again once it is mended, %s',
      async (way) => {
        const { folder, before, home } = await killedWhileMoving(openProcess, way);
        const { path, whole } = breakManifest(folder);

        const { page } = await openProcess(folder, home);
        const next = handsOf(page, way);
        const dialog = page.getByRole('dialog', { name: 'A clean-up was interrupted' });
        await next.press(dialog.getByRole('button', { name: 'Finish it' }));
        // What stands in the way can be read, and the way to decide about it is open: no dialog lies over it.
        await noticeOf(page, /may name any stored file/).waitFor();
        await expectPage(page.getByRole('button', { name: path, exact: true })).toBeVisible();
        await expectPage(dialog).toBeHidden();
        await next.press(page.getByRole('button', { name: 'Decide in Clean up' }));
        await noticeOf(page, /^Orphans can.t be told while 1 manifest can.t be read/).waitFor();

        writeFileSync(join(folder, path), whole);
        await next.press(page.getByRole('button', { name: 'Finish or undo it…' }));
        await next.press(dialog.getByRole('button', { name: 'Undo it' }));
        await noticeOf(page, /^Put back \d/).waitFor();
        const after = snapshot(folder);
        // It was written anew.
        delete before[path];
        delete after[path];
        expect(after).toEqual(before);
        removeFolder(folder);
      },
    );

    it.each(oneWay(host))('by the user stops after a file, and what moved can be undone, %s', async (way) => {
      const folder = manyOrphans();
      const before = snapshot(folder);
      const own = await openProcess(folder, temporaryFolder());
      const { page } = own;
      const hands = handsOf(page, way);
      await goToCleanUp(page, hands);
      await reviewOrphans(page, hands);
      await hands.press(moveOf(page));
      await someMoved(folder);
      // Held up until the button was pressed: on a fast machine all would have moved by then.
      own.hold();
      const dialog = page.getByRole('dialog', { name: 'Moving to the trash' });
      await hands.press(dialog.getByRole('button', { name: 'Cancel' }));
      await expectPage(dialog).toContainText('Stopping after the current file');
      own.goOn();
      await noticeOf(page, /^Moved \d/).waitFor();
      await expectPage(noticeOf(page, /Stopped on the way/)).toBeVisible();
      const inThere = Object.keys(inTrash(folder)).length;
      expect(inThere).toBeLessThan(ALL);
      await expectPage(noticeOf(page, /^Moved \d/)).toContainText(`Moved ${formatCount(inThere)} files`);
      expect(everything(folder)).toEqual(filesOnly(before));
      await undo(page, hands);
      expect(snapshot(folder)).toEqual(before);
      removeFolder(folder);
    });
  },
  { browserFirst: true },
);
