import { existsSync, readdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, it } from 'vitest';
import { findChromium } from '../support/chromium.ts';
import { copyFixture, fixtureWorkspace } from '../support/fixtures.ts';
import { filesBelow } from '../support/files-below.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { WorkspaceBuilder } from '../support/workspace-builder.ts';
import { zipOfFolder } from '../support/zip-of-folder.ts';
import { Drag, tellPaths } from './drag.ts';
import {
  dropFiles,
  factOf,
  hashesBelow,
  LARGE_PIPELINES,
  largeWorkspace,
  overlayOf,
  putSomeInto,
  rowsOf,
  watchOverlay,
} from './dropping.ts';
import { describeInHosts, expectPage, scanned } from './hosts.ts';

if (findChromium() !== null)
  process.stderr.write(
    'Not shown by the specs of drops: what lies on the clipboard (CDP puts no files there: the event is made), Esc during a drag (the system keeps the key), and webUtils (of the double, which is told paths by names).\n',
  );

const FILES = 10_000;
const FIRST = 'runs/corn/0001_pls_2daa0a';

const import_ = (page: Page) => page.getByRole('button', { name: /^Import \d+ manifests?$/ });

describeInHosts('files that are dragged over the window', (open, host) => {
  /** A window, and something to drag over it. */
  async function dragged(): Promise<{ page: Page; drag: Drag }> {
    const page = await open(copyFixture('orphans'));
    await scanned(page);
    return { page, drag: await Drag.of(page, [join(fixtureWorkspace('corn'), FIRST, 'manifest.yaml')]) };
  }

  it('are told what a drop does, below what hears of the drag', async () => {
    const { page, drag } = await dragged();
    // Looked at as soon as it is there: it goes when nothing more is heard of the drag, which a busy machine may be late to look at.
    await page.evaluate(`
      globalThis.seen = null;
      new MutationObserver(() => {
        const overlay = document.querySelector('.drop-overlay');
        if (overlay === null || globalThis.seen !== null) return;
        globalThis.seen = {
          text: overlay.textContent,
          events: getComputedStyle(overlay).pointerEvents,
          isBelow: document.elementFromPoint(640, 400).closest('.drop-overlay') === null,
        };
      }).observe(document.body, { childList: true, subtree: true });
    `);
    await drag.enter();
    await page.waitForFunction('globalThis.seen !== null');
    expect(await page.evaluate('globalThis.seen')).toEqual({
      text: expect.stringMatching(/Drop to see what would be imported.*Nothing changes yet\./s) as unknown,
      events: 'none',
      isBelow: true,
    });
  });

  it('are forgotten when the drag is cancelled over a child, of which no leave is told', async () => {
    const { page, drag } = await dragged();
    await page.evaluate(`
      globalThis.left = 0;
      addEventListener('dragleave', (event) => { if (event.relatedTarget === null) left += 1; });
    `);
    await drag.enter(400, 300);
    await drag.over(80, 100);
    await drag.over(900, 300);
    await drag.cancel(900, 300);
    await expectPage(overlayOf(page)).toHaveCount(0);
  });

  it('are forgotten when nothing more is heard of them, and seen again when they go on', async () => {
    const { page, drag } = await dragged();
    const seen = await watchOverlay(page);
    await drag.enter();
    await seen(/^Drop to see/);
    await expectPage(overlayOf(page)).toHaveCount(0);
    await drag.over();
    await seen(/^Drop to see/);
  });

  it('are forgotten on Escape', async () => {
    const { page, drag } = await dragged();
    await drag.enter();
    // The key is heard by the window, whatever has the focus; a real drag keeps it to the system.
    await page.evaluate(`
      globalThis.seen = document.querySelector('.drop-overlay') !== null;
      dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
    `);
    await expectPage(overlayOf(page)).toHaveCount(0);
  });

  it('never lead the window away, wherever they are dropped', async () => {
    const { page, drag } = await dragged();
    await page.evaluate(`globalThis.isSame = true; location.hash = '#/start'`);
    await page.getByRole('heading', { name: 'Stemma', exact: true }).waitFor();
    if (host === 'browser') {
      const seen = await watchOverlay(page);
      await drag.enter();
      await seen(/Open a workspace first/);
      await drag.over();
      await drag.drop();
      await expectPage(overlayOf(page)).toHaveCount(0);
    }
    // Text with an address, as links are dragged: browsers go there.
    const session = await page.context().newCDPSession(page);
    const items = [{ mimeType: 'text/uri-list', data: 'https://example.org/' }];
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
      await session.send('Input.dispatchDragEvent', {
        type,
        x: 5,
        y: 5,
        data: { items, dragOperationsMask: 1 },
      });
    await expectPage(overlayOf(page)).toHaveCount(0);
    expect(await page.evaluate('isSame')).toBe(true);
  });

  it.runIf(host === 'desktop')('open a workspace on the start page', async () => {
    const { page } = await dragged();
    await page.evaluate(`location.hash = '#/start'`);
    await page.getByRole('heading', { name: 'Stemma', exact: true }).waitFor();
    const folder = copyFixture('corn');
    await tellPaths(page, [folder]);
    const drag = await Drag.of(page, [folder]);
    const seen = await watchOverlay(page);
    await drag.enter();
    await seen(/Drop to open this workspace/);
    await drag.over();
    await drag.drop();
    await page.getByText('Last scan').waitFor();
    await expectPage(page.getByRole('group', { name: /^Records/ })).toContainText('51');
  });
});

describeInHosts('what is dropped onto a window', (open, host, openProcess) => {
  it('files: what the manifest names and the drop lacks is counted', async () => {
    const page = await open(copyFixture('orphans'));
    await scanned(page);
    await dropFiles(page, [join(fixtureWorkspace('corn'), FIRST, 'manifest.yaml')]);
    await expectPage(factOf(page, 'New')).toHaveText('1');
    await expectPage(overlayOf(page)).toHaveCount(0);
    const foot = page.getByRole('group', { name: 'What is imported' });
    // The desktop app looks into the folders around the manifest; a browser gives a page the file alone.
    await expectPage(foot).toContainText('1 manifest selected');
    if (host === 'desktop') await expectPage(foot).not.toContainText('missing');
    else await expectPage(foot).toContainText('8 files will be missing');
    if (host === 'browser') await rowsOf(page).filter({ hasText: 'manifest.yaml' }).waitFor();
  });

  it('a folder with a link in it: what lies behind that is counted as missing', async () => {
    const folder = copyFixture('corn');
    const binaries = join(folder, 'binaries', 'corn');
    const name = readdirSync(binaries).find((each) => each.startsWith('encoder_')) ?? '';
    const elsewhere = join(temporaryFolder(), name);
    renameSync(join(binaries, name), elsewhere);
    symlinkSync(elsewhere, join(binaries, name));
    const page = await open(copyFixture('orphans'));
    await scanned(page);
    await dropFiles(page, [folder]);
    await expectPage(factOf(page, 'New')).toHaveText('7');
    await expectPage(page.getByRole('group', { name: 'What is imported' })).toContainText(
      /[1-9]\d* files? will be missing/,
    );
  });

  it.runIf(host === 'browser')('what is picked goes the same way', async () => {
    const page = await open(copyFixture('orphans'));
    await scanned(page);
    await page.getByRole('link', { name: /^Import/ }).click();
    for (const [button, picked, found] of [
      ['Choose a folder…', [fixtureWorkspace('corn')], '7'],
      ['Choose files…', [join(fixtureWorkspace('corn'), FIRST, 'manifest.yaml')], '1'],
    ] as const) {
      const chooser = page.waitForEvent('filechooser');
      await page.getByRole('button', { name: button }).click();
      await (await chooser).setFiles([...picked]);
      await expectPage(factOf(page, 'New')).toHaveText(found);
      await page.getByRole('button', { name: 'Close the preview' }).click();
    }
  });

  it('a run folder with a broken manifest: it is said where it breaks', async () => {
    const folder = copyFixture('corn');
    writeFileSync(join(folder, FIRST, 'manifest.yaml'), 'uid: "a\nartifacts: [');
    const page = await open(copyFixture('orphans'));
    await scanned(page);
    await dropFiles(page, [join(folder, 'runs', 'corn')]);
    await expectPage(factOf(page, 'Broken')).toHaveText('1');
    await expectPage(factOf(page, 'New')).toHaveText('6');
  });

  it('an archive: its manifests, with their files, are imported', async () => {
    const target = copyFixture('orphans');
    const page = await open(target);
    await scanned(page);
    await dropFiles(page, [zipOfFolder(fixtureWorkspace('corn'))]);
    await expectPage(factOf(page, 'New')).toHaveText('7');
    await import_(page).click();
    await page.getByText(/^Imported 7 manifests/).waitFor();
    const corn = fixtureWorkspace('corn');
    for (const path of filesBelow(join(corn, 'binaries')))
      expect(existsSync(join(target, 'binaries', path)), path).toBe(true);
  });

  it('a folder of 10,000 files: what is here is not sent, what nobody names neither', async () => {
    const large = largeWorkspace(FILES);
    const target = new WorkspaceBuilder().file('runs/.keep').root;
    const known = putSomeInto(target, large);
    const before = hashesBelow(target);
    const page = await open(target);
    await scanned(page);
    // A part whose connection broke is sent again.
    const sent = new Set<string>();
    page.on('request', (request) => {
      if (request.method() === 'PUT') sent.add(request.url());
    });
    await dropFiles(page, [large]);
    await expectPage(factOf(page, 'New')).toHaveText(String(LARGE_PIPELINES));
    // The desktop app reads what was dropped where it lies.
    const inBrowser = (count: number): number => (host === 'browser' ? count : 0);
    expect(sent.size).toBe(inBrowser(2 * LARGE_PIPELINES));
    await import_(page).click();
    await page.getByText(`Imported ${LARGE_PIPELINES} manifests`).waitFor();
    // 20 pipelines of 10 files, of which the first's were here.
    expect(sent.size).toBe(inBrowser(2 * LARGE_PIPELINES + 10 * (LARGE_PIPELINES - 1)));
    const source = hashesBelow(large);
    const after = hashesBelow(target);
    for (const [path, hash] of Object.entries(before)) expect(after[path], path).toBe(hash);
    const came = Object.keys(after).filter(
      (path) => path.startsWith('binaries') || path.startsWith('runs/corn'),
    );
    expect(came).toHaveLength(12 * LARGE_PIPELINES);
    for (const path of came) expect(after[path], path).toBe(source[path]);
    expect(known.every((name) => came.includes(join('binaries', 'corn', name)))).toBe(true);
  });

  it('nothing on this disk: save it first', async ({ skip }) => {
    if (host === 'browser') return skip('a browser gives the bytes of what lies on no disk');
    const page = await open(copyFixture('orphans'));
    await scanned(page);
    // So the double answers for a file of which nobody told it the path, as Electron does for one out of a page or a mail.
    const drag = await Drag.of(page, [join(fixtureWorkspace('corn'), FIRST, 'manifest.yaml')]);
    await tellPaths(page, []);
    await drag.dropAt();
    await expectPage(page.getByText('manifest.yaml: not a file on this disk. Save it first.')).toBeVisible();
  });

  it('what is pasted is looked at too', async () => {
    const page = await open(copyFixture('orphans'));
    await scanned(page);
    const path = join(fixtureWorkspace('corn'), FIRST, 'manifest.yaml');
    await tellPaths(page, [path]);
    // Chromium has no way to put files on the clipboard from here: the event is made, with a real file in it.
    await page.evaluate(`(() => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([${JSON.stringify(readFileSync(path, 'utf8'))}], 'manifest.yaml'));
      document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData: transfer, bubbles: true, cancelable: true }));
    })()`);
    await expectPage(factOf(page, 'New')).toHaveText('1');
  });

  it('is refused, with what is going on, while something else is looked at', async () => {
    const home = temporaryFolder();
    const { page, hold, goOn } = await openProcess(copyFixture('orphans'), home);
    await scanned(page);
    const first = [join(fixtureWorkspace('corn'), FIRST, 'manifest.yaml')];
    await tellPaths(page, first);
    const drag = await Drag.of(page, first);
    hold();
    await drag.dropAt();
    const seen = await watchOverlay(page);
    await drag.enter();
    await seen(/^Not now.*Drop it again when that is done\.$/);
    await drag.over();
    await drag.drop();
    await expectPage(overlayOf(page)).toHaveCount(0);
    goOn();
    await expectPage(factOf(page, 'New')).toHaveText('1');
  });
});

describeInHosts('what a page in a browser sends', (_open, host, _openProcess, openBeside) => {
  /** All that the host holds of drops. */
  const staged = (home: string): string[] => {
    const folder = join(home, 'drops');
    if (!existsSync(folder)) return [];
    return readdirSync(folder, { recursive: true })
      .map(String)
      .filter((path) => path.includes('drop-'));
  };

  it.runIf(host === 'browser')('goes on after connections that broke', async () => {
    const target = copyFixture('orphans');
    const home = temporaryFolder();
    const { page } = await openBeside(target, home);
    await scanned(page);
    let broken = 0;
    await page.route('**/api/drops/**', async (route) => {
      broken += 1;
      if (broken % 3 === 1) await route.abort('connectionreset');
      else await route.continue();
    });
    await dropFiles(page, [fixtureWorkspace('corn')]);
    await expectPage(factOf(page, 'New')).toHaveText('7');
    expect(broken).toBeGreaterThan(14);
  });

  it.runIf(host === 'browser')('goes with the page', async () => {
    const home = temporaryFolder();
    const { page } = await openBeside(copyFixture('orphans'), home);
    await scanned(page);
    await dropFiles(page, [fixtureWorkspace('corn')]);
    await expectPage(factOf(page, 'New')).toHaveText('7');
    expect(staged(home).filter((path) => path.endsWith('manifest.yaml'))).toHaveLength(7);
    await page.close();
    await expect.poll(() => staged(home), { timeout: 20_000 }).toEqual([]);
  });

  it.runIf(host === 'browser')('is left by a host that was killed, and removed by the next', async () => {
    const home = temporaryFolder();
    const folder = copyFixture('orphans');
    const first = await openBeside(folder, home);
    await scanned(first.page);
    await dropFiles(first.page, [fixtureWorkspace('corn')]);
    await expectPage(factOf(first.page, 'New')).toHaveText('7');
    await first.kill();
    expect(staged(home)).not.toEqual([]);
    const second = await openBeside(folder, home);
    await scanned(second.page);
    expect(staged(home)).toEqual([]);
  });
});
