import { expect, it } from 'vitest';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { describeInHosts } from './hosts.ts';
import { manyOrphans } from './many-orphans.ts';

/** What the server tells of a scan that runs, and of one that is over. */
const SCANNING = /"phase":"(look|read|derive)"/;
const SCANNED = /"isReady":true/;

/** For machines that are busy. */
const PATIENCE_MS = 20_000;

// How such states look is what the gallery shows; here they come from a server that is held up, and killed.
describeInHosts(
  'states that pass',
  (_open, host, openProcess) => {
    it.runIf(host === 'browser')(
      'are told as they are: while it scans, and when nobody answers any more',
      async () => {
        // The server is held up as soon as it has told of something.
        let awaited: RegExp | null = SCANNING;
        const own = await openProcess(manyOrphans(), temporaryFolder(), (page, hold) => {
          page.on('websocket', (socket) => {
            socket.on('framereceived', ({ payload }) => {
              if (awaited?.test(payload.toString()) !== true) return;
              awaited = null;
              hold();
            });
          });
        });
        const { page } = own;
        const status = page.getByRole('contentinfo', { name: 'Status' });
        await status.getByRole('progressbar', { name: 'Scan' }).waitFor();
        // It ends while the window asks for all that is known by now.
        awaited = SCANNED;
        own.goOn();
        await expect.poll(() => awaited, { timeout: PATIENCE_MS }).toBeNull();
        await own.kill();
        await page.getByText('Stemma stopped.').waitFor();
      },
    );
  },
  { browserFirst: true },
);
