import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { copyFixture } from '../support/fixtures.ts';
import { serve } from '../support/serve.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { expectAccessible } from './axe.ts';
import { describeInHosts, expectPage, scanned } from './hosts.ts';
import { manyOrphans } from './many-orphans.ts';

/** What the server tells of a scan that runs, and of one that is over. */
const SCANNING = /"phase":"(look|read|derive)"/;
const SCANNED = /"isReady":true/;

/** For machines that are busy. */
const PATIENCE_MS = 20_000;

describeInHosts(
  'states that pass',
  (open, host) => {
    it.runIf(host === 'browser')(
      'of a start page that has a problem to tell hold nothing that axe finds',
      async () => {
        const folder = copyFixture('corn');
        const page = await open(folder);
        await scanned(page);
        renameSync(join(folder, 'runs'), join(folder, '..', 'runs'));
        renameSync(folder, join(folder, '..', 'elsewhere'));
        await page.evaluate(`location.hash = '#/start'`);
        await page.getByRole('heading', { name: 'Stemma', level: 1 }).waitFor();
        await expectAccessible(page, 'the start page');
        await page.evaluate(`location.hash = '#/w/nobody-knows-it/overview'`);
        await page.getByRole('heading').first().waitFor();
        await expectPage(page.locator('main')).not.toHaveAttribute('aria-busy', 'true');
        await expectAccessible(page, 'a workspace that nobody knows');
      },
    );

    it.runIf(host === 'browser')(
      'while it scans, and when nobody answers any more, hold nothing that axe finds',
      async () => {
        const other = await open(copyFixture('corn'));
        const browser = other.context().browser();
        if (browser === null) throw new Error('The page has no browser');
        const { url, stop, signal } = await serve(manyOrphans(), temporaryFolder());
        const context = await browser.newContext();
        const page = await context.newPage();
        try {
          // The server is held up as soon as it has told of something.
          let awaited: RegExp | null = SCANNING;
          page.on('websocket', (socket) => {
            socket.on('framereceived', ({ payload }) => {
              if (awaited?.test(payload.toString()) !== true) return;
              awaited = null;
              signal('SIGSTOP');
            });
          });
          await page.goto(url);
          const status = page.getByRole('contentinfo', { name: 'Status' });
          await status.getByRole('progressbar', { name: 'Scan' }).waitFor();
          await expectAccessible(page, 'the overview during the first scan');
          await page
            .getByRole('navigation', { name: 'Views' })
            .getByRole('link', { name: /^Clean up/ })
            .click();
          await page.getByRole('heading', { name: 'Scanning' }).waitFor();
          await expectAccessible(page, 'Clean up during the first scan');
          // It ends while the window asks for all that is known by now.
          awaited = SCANNED;
          signal('SIGCONT');
          await expect.poll(() => awaited, { timeout: PATIENCE_MS }).toBeNull();
          await stop('SIGKILL');
          await page.getByText('Stemma stopped.').waitFor();
          await expectAccessible(page, 'a window that nobody answers');
        } finally {
          await context.close();
          signal('SIGCONT');
          await stop();
        }
      },
    );
  },
  { browserFirst: true },
);
