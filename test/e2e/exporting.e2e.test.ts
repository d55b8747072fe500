import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { findChromium } from '../support/chromium.ts';
import { copyFixture } from '../support/fixtures.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { launchApp, type App } from './app.ts';
import { handsOf, waysIn } from './hands.ts';
import { describeInHosts, expectPage, scanned, SPEC } from './hosts.ts';

/** How every archive begins that holds something. */
const ZIP = Buffer.from('PK\u0003\u0004');

const apps: App[] = [];
afterEach(async () => {
  for (const app of apps.splice(0)) await app.close();
});

describeInHosts('exporting', (open, host) => {
  it.skipIf(host === 'desktop').each(waysIn('browser'))(
    'gives the browser what it exports, once, %s',
    async (way) => {
      const page = await open(copyFixture('corn'));
      const hands = handsOf(page, way);
      await scanned(page);
      await hands.goTo('Artifacts');
      const list = page.getByRole('grid', { name: 'Artifacts' });
      await list.getByRole('row').nth(1).waitFor();
      await hands.pickAll(list);
      await hands.press(page.getByRole('button', { name: 'Export pipelines…' }));
      const begun = page.waitForEvent('download');
      await page.getByRole('menuitem', { name: 'With files, as .zip…' }).click();
      const download = await begun;
      expect(download.suggestedFilename()).toBe('pipelines.zip');
      const file = await download.path();
      expect(readFileSync(file).subarray(0, ZIP.length)).toEqual(ZIP);
      await expectPage(page.getByText(/ready to save/)).toBeVisible();
      const again = await fetch(download.url());
      expect(again.status).toBe(404);
    },
  );
});

describe.skipIf(findChromium() === null)('the desktop app', SPEC, () => {
  it('asks where an export goes, and what is to be imported, from its menu', async () => {
    const app = await launchApp([copyFixture('corn')]);
    apps.push(app);
    const page = await app.window();
    await scanned(page);
    const zip = join(temporaryFolder(), 'corn.zip');
    await app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = async () => ({ canceled: false, filePath });
    }, zip);
    const hands = handsOf(page, 'by mouse');
    await hands.goTo('Artifacts');
    const list = page.getByRole('grid', { name: 'Artifacts' });
    await list.getByRole('row').nth(1).waitFor();
    await hands.pickAll(list);
    await hands.press(page.getByRole('button', { name: 'Export pipelines…' }));
    await page.getByRole('menuitem', { name: 'With files, as .zip…' }).click();
    await expectPage(page.getByText(/^Exported \d+ pipelines?/)).toBeVisible();
    expect(existsSync(zip)).toBe(true);

    await app.evaluate(({ dialog, Menu }, path) => {
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [path] });
      Menu.getApplicationMenu().getMenuItemById('import-files')?.click?.();
    }, zip);
    await expectPage(page.getByRole('grid', { name: 'What would be imported' })).toContainText(
      'already there',
    );
  });
});
