import { execFileSync } from 'node:child_process';
import { appendFileSync, closeSync, cpSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { fixtureWorkspace } from '../support/fixtures.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import {
  goToCleanUp,
  kindOf,
  listOf,
  moveOf,
  moveOrphans,
  noticeOf,
  ORPHANS,
  planOf,
  presentOrphans,
  reviewOrphans,
} from './cleaning.ts';
import { handsOf, oneWay } from './hands.ts';
import { describeInHosts } from './hosts.ts';

/** Disks that were made, to be taken away in the end. */
const disks: string[] = [];

/** A small disk of its own; null where this system gives none. */
function makeDisk(): string | null {
  const folder = temporaryFolder();
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'none', folder], { stdio: 'pipe' });
  } catch {
    return null;
  }
  disks.push(folder);
  return folder;
}

afterAll(() => {
  for (const disk of disks) execFileSync('umount', ['-l', disk]);
});

/** Writes until there is no space for one byte more. */
function fill(path: string): void {
  const file = openSync(path, 'w');
  try {
    for (;;) writeSync(file, Buffer.alloc(4096));
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || error.code !== 'ENOSPC') throw error;
  } finally {
    closeSync(file);
  }
}

const probe = process.platform === 'linux' ? makeDisk() : null;
if (probe === null)
  process.stderr.write('Skipped: no small disk can be mounted for the specs of a full one.\n');

describeInHosts(
  'a full disk',
  (open, host) => {
    it.skipIf(probe === null).each(oneWay(host))(
      'moves nothing, and leads to emptying the trash, which makes room, %s',
      async (way) => {
        const folder = join(makeDisk() ?? '', 'workspace');
        cpSync(fixtureWorkspace('orphans'), folder, { recursive: true, preserveTimestamps: true });
        const page = await open(folder);
        const hands = handsOf(page, way);
        await goToCleanUp(page, hands, 'Foreign');
        await hands.pickRow(listOf(page, 'Foreign files'), 'model_PLSRegression_copy');
        await hands.press(page.getByRole('button', { name: 'Review plan…' }));
        await planOf(page).waitFor();
        await hands.press(moveOf(page));
        await noticeOf(page, /^Moved 1 file/).waitFor();

        fill(join(folder, 'filled'));
        expect(() => appendFileSync(join(folder, 'one-more'), Buffer.alloc(4096))).toThrow('ENOSPC');
        await hands.press(kindOf(page, 'Orphans'));
        await reviewOrphans(page, hands);
        await hands.press(moveOf(page));
        await noticeOf(page, /^There is no space for it/).waitFor();
        await noticeOf(page, /Emptying older trash would free/).waitFor();
        expect(presentOrphans(folder)).toHaveLength(ORPHANS.length);

        await hands.goTo('Trash');
        await hands.press(page.getByRole('button', { name: 'Empty…' }));
        const dialog = page.getByRole('dialog', { name: /for good\?$/ });
        await hands.press(dialog.getByRole('button', { name: /for good$/ }));
        await noticeOf(page, /^Deleted 1 file/).waitFor();
        await hands.goTo('Clean up');
        await moveOrphans(page, hands);
        expect(presentOrphans(folder)).toEqual([]);
      },
    );
  },
  { browserFirst: true },
);
