import { existsSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { afterEach, describe, expect, it } from 'vitest';
import { findChromium } from '../support/chromium.ts';
import { copyFixture, expectedFacts } from '../support/fixtures.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { launchApp, type App } from './app.ts';
import { drawn } from './graph.ts';
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

describeInHosts('pipelines are taken out from', (open, host) => {
  /** Opens a menu, chooses a form in it, and answers what the file is called. */
  const exported = async (page: Page, menu: Locator, form: RegExp): Promise<string> => {
    await menu.click();
    const begun = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: form }).click();
    const download = await begun;
    const file = await download.path();
    expect(readFileSync(file).subarray(0, ZIP.length)).toEqual(ZIP);
    return download.suggestedFilename();
  };

  it.skipIf(host === 'desktop')('the overview, the inspector of a record, and the graph', async () => {
    const page = await open(copyFixture('branches-stacking'));
    const hands = handsOf(page, 'by mouse');
    await scanned(page);
    const all = page.getByRole('button', { name: 'Export all…' });
    expect(await exported(page, all, /^With files/)).toBe('pipelines.zip');
    const [biggest] = await page
      .getByRole('region', { name: /^Biggest/ })
      .getByRole('listitem')
      .all();
    if (biggest === undefined) throw new Error('There is no pipeline');
    await biggest.hover();
    const one = biggest.getByRole('button', { name: /^Export / });
    const name = (await one.getAttribute('aria-label'))?.replace('Export ', '') ?? '';
    expect(await exported(page, one, /^With files/)).toBe(`${name}.zip`);

    await hands.goTo('Artifacts');
    const list = page.getByRole('grid', { name: 'Artifacts' });
    await list.getByRole('row').nth(1).waitFor();
    await list.getByRole('row').nth(1).click();
    const inspector = page.getByRole('complementary', { name: 'Inspector' });
    const pipeline = await inspector.locator('.inspector-where').getByRole('link').textContent();
    const more = inspector.getByRole('button', { name: 'More' });
    expect(await exported(page, more, /^Export its pipeline: With files/)).toBe(`${pipeline}.zip`);

    await inspector.getByRole('button', { name: 'Close the inspector' }).click();
    await hands.goTo('Graph');
    await hands.press(page.getByRole('button', { name: /^0005_stack_br_681f12/ }));
    await drawn(page, 10);
    const save = page.getByRole('button', { name: /^Save the picture/ });
    expect(await exported(page, save, /^Export the pipeline: With files/)).toBe('0005_stack_br_681f12.zip');
    await page.getByRole('radio', { name: 'Compare' }).click();
    await hands.openRow(page.getByRole('grid', { name: 'Pipelines to draw' }), '0004_stack_00ef53');
    await page.getByRole('group', { name: 'Comparison' }).waitFor();
    await save.click();
    await expectPage(page.getByRole('menuitem', { name: /^Export 2 pipelines: With files/ })).toBeVisible();
  });

  it.skipIf(host === 'desktop')('no row that is dragged, in a browser', async () => {
    const page = await open(copyFixture('corn'));
    await scanned(page);
    await handsOf(page, 'by mouse').goTo('Artifacts');
    const row = page.getByRole('grid', { name: 'Artifacts' }).getByRole('row').nth(1);
    await expectPage(row).toHaveAttribute('draggable', 'false');
  });
});

/** Presses a row and moves it, without letting go. */
async function beginDrag(page: Page, row: Locator): Promise<void> {
  const box = await row.boundingBox();
  if (box === null) throw new Error('There is no row');
  await page.mouse.move(box.x + 60, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + 75, box.y + box.height / 2 + 4, { steps: 4 });
  await page.mouse.move(box.x + 120, box.y + 60, { steps: 4 });
}

describe.skipIf(findChromium() === null)('a row dragged out of the desktop app', SPEC, () => {
  /** What the system was given; the double keeps it. */
  const dragged = async (
    app: App,
  ): Promise<{ file: string; size: number; isZip: boolean; hasIcon: boolean }[]> =>
    (await app.evaluate(
      ({ BrowserWindow }) =>
        BrowserWindow.getAllWindows().flatMap(({ webContents }) =>
          webContents.dragged.map(({ file, bytes, hasIcon }) => ({
            file,
            size: bytes.length,
            isZip: bytes.subarray(0, 2).toString() === 'PK',
            hasIcon,
          })),
        ),
      null,
    )) as { file: string; size: number; isZip: boolean; hasIcon: boolean }[];

  it('is the .zip of its pipeline, packed before the system takes it, and gone with the app', async () => {
    const app = await launchApp([copyFixture('branches-stacking')]);
    apps.push(app);
    const page = await app.window();
    await scanned(page);
    const hands = handsOf(page, 'by mouse');
    await hands.goTo('Graph');
    await hands.press(page.getByRole('button', { name: /^0005_stack_br_681f12/ }));
    await drawn(page, 10);
    const list = page.getByRole('grid', { name: 'Pipelines to draw' });
    const row = list.getByRole('row', { name: /0005_stack_br_681f12/ });
    await beginDrag(page, row);
    await expectPage.poll(async () => (await dragged(app)).length).toBe(1);
    await page.mouse.up();
    const [first] = await dragged(app);
    expect(basename(first?.file ?? '')).toBe('0005_stack_br_681f12.zip');
    expect(first).toMatchObject({ isZip: true, hasIcon: true });
    // It stays for whoever is still copying it, and is not packed again.
    await beginDrag(page, row);
    await expectPage.poll(async () => (await dragged(app)).length).toBe(2);
    await page.mouse.up();
    expect((await dragged(app))[1]?.file).toBe(first?.file);
    // Rows of artifacts and chains give their pipeline.
    await hands.goTo('Artifacts');
    const artifacts = page.getByRole('grid', { name: 'Artifacts' });
    await artifacts.getByRole('row').nth(1).waitFor();
    await beginDrag(page, artifacts.getByRole('row').nth(1));
    await expectPage.poll(async () => (await dragged(app)).length).toBe(3);
    await page.mouse.up();
    const files = (await dragged(app)).map(({ file }) => file);
    expect(files.every((file) => existsSync(file))).toBe(true);
    await app.close();
    apps.splice(0);
    expect(files.some((file) => existsSync(file))).toBe(false);
  });

  it('that was let go before it was packed says so, and is dragged at once then', async () => {
    const app = await launchApp([copyFixture('corn')]);
    apps.push(app);
    const page = await app.window();
    await scanned(page);
    await handsOf(page, 'by mouse').goTo('Artifacts');
    const row = page.getByRole('grid', { name: 'Artifacts' }).getByRole('row').nth(1);
    await row.waitFor();
    // As if packing took longer than the press: the button is up before it is asked whether it is held.
    await page.evaluate(
      `addEventListener('dragstart', () => setTimeout(() => dispatchEvent(new MouseEvent('mouseup'))))`,
    );
    await beginDrag(page, row);
    await expectPage(page.getByText(/is packed: drag it again/)).toBeVisible();
    await page.mouse.up();
    expect(await dragged(app)).toEqual([]);
  });

  it('is refused where it would take too long to pack, and leaves nothing in the cache', async () => {
    const workspace = copyFixture('corn');
    const path = expectedFacts('corn').manifests[0]?.path ?? '';
    // What lies beside a manifest goes along. No byte of this is on the disk.
    const beside = join(workspace, path, '..', 'notes.bin');
    writeFileSync(beside, '');
    truncateSync(beside, 200_000_001);
    const profile = temporaryFolder();
    const app = await launchApp([workspace], profile);
    apps.push(app);
    const page = await app.window();
    await scanned(page);
    const hands = handsOf(page, 'by mouse');
    await hands.goTo('Graph');
    await hands.press(page.getByRole('button', { name: new RegExp(`^${basename(dirname(path))}`) }));
    await drawn(page, /nodes/);
    const list = page.getByRole('grid', { name: 'Pipelines to draw' });
    await beginDrag(page, list.getByRole('row', { name: new RegExp(basename(dirname(path))) }));
    await expectPage(page.getByText('200 MB are too much to be dragged: export it instead')).toBeVisible();
    await page.mouse.up();
    expect(await dragged(app)).toEqual([]);
    const staged = join(profile, 'cache', 'drops');
    await expectPage
      .poll(() => readdirSync(staged, { recursive: true }).filter((name) => String(name).endsWith('.zip')))
      .toEqual([]);
  });
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
