import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { findChromium } from '../support/chromium.ts';
import { copyFixture } from '../support/fixtures.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { filesIn } from '../clean/support.ts';
import { v3Manifest, WorkspaceBuilder } from '../support/workspace-builder.ts';
import { isLeftToSoak } from '../support/scale.ts';
import { launchApp, type App } from './app.ts';
import { SPEC } from './hosts.ts';

const apps: App[] = [];
afterEach(async () => {
  for (const app of apps.splice(0)) await app.close();
});

async function launch(args: readonly string[], profile?: string): Promise<App> {
  const app = await launchApp(args, profile);
  apps.push(app);
  return app;
}

const hasChromium = findChromium() !== null;
if (!hasChromium) process.stderr.write('Skipped: no Chromium was found for the end-to-end specs.\n');

/** So many that moving them takes a second or more. */
const ORPHANS = 12_000;

/** A workspace with a manifest, and files that it does not name. */
function workspaceOf(orphans: number): string {
  const builder = new WorkspaceBuilder();
  builder.manifest('runs/corn/0001_a_aaaaaa', v3Manifest('corn', []));
  for (let number = 0; number < orphans; number += 1) builder.store('corn', `orphan ${number}`);
  return builder.root;
}

/** Each starts the app anew. */
const isLeft = isLeftToSoak('dialogs, further windows and where they stand, of the desktop app');

describe.skipIf(!hasChromium)('the desktop app', SPEC, () => {
  it('gives the page named functions, and nothing of Electron', async () => {
    const page = await (await launch([copyFixture('corn')])).window();
    const given = await page.evaluate(() => Object.keys((globalThis as never)['stemma']).toSorted());
    expect(given).toEqual(['connect', 'drop', 'onCommand', 'platform']);
    expect(await page.evaluate(() => typeof (globalThis as never)['require'])).toBe('undefined');
  });

  it('hears nothing from a frame inside the page, nor from a page elsewhere', async () => {
    const app = await launch([copyFixture('corn')]);
    const page = await app.window();
    await page.getByText('Last scan').waitFor();
    if (app.kind === 'double') {
      // The attack of a page that got hold of what the preload's own messages go through.
      const message = JSON.stringify({ kind: 'invoke', channel: 'stemma:drop', args: [['/etc']] });
      const answer: string = await page.evaluate(`(() => {
        const frame = document.createElement('iframe');
        document.body.append(frame);
        return frame.contentWindow.electronDoubleSend(${JSON.stringify(message)});
      })()`);
      expect(JSON.parse(answer)).toMatchObject({
        error: expect.stringContaining('from a frame inside the page'),
      });
    }
  });

  it('stays where it is, and opens no windows for a page', async () => {
    const app = await launch([copyFixture('corn')]);
    const page = await app.window();
    const before = page.url();
    await page.evaluate(`setTimeout(() => { location.href = 'https://example.org/'; }, 0)`);
    await page.evaluate(`setTimeout(() => { window.open('https://example.org/'); }, 0)`);
    await page.getByText('Last scan').waitFor();
    expect(page.url().split('#')[0]).toBe(before.split('#')[0]);
    expect(await app.pages()).toHaveLength(1);
  });

  it.skipIf(isLeft)('opens the folder that the dialog gives, from the menu', async () => {
    const app = await launch([copyFixture('corn')]);
    const page = await app.window();
    await page.getByText('Last scan').waitFor();
    const first = page.url();
    await app.evaluate(({ dialog, Menu }, folder) => {
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [folder] });
      Menu.getApplicationMenu().getMenuItemById('open')?.click?.();
    }, copyFixture('orphans'));
    await page.waitForURL((url) => url.href !== first);
    const records = page.getByRole('group', { name: /^Records/ });
    await expect.poll(() => records.innerText(), { timeout: 10_000 }).toContain('22');
    expect(page.url()).not.toBe(first);
  });

  it.skipIf(isLeft)('opens a workspace in a folder that is none itself with a click', async () => {
    const folder = temporaryFolder();
    for (const name of ['one/runs', 'two/binaries']) mkdirSync(join(folder, name), { recursive: true });
    const app = await launch([folder]);
    const page = await app.window();
    await page.getByText('No runs/, binaries/ or store.sqlite in this folder.').waitFor();
    await page.getByRole('button', { name: 'two', exact: true }).click();
    await page.getByText('Last scan').waitFor();
    expect(await page.title()).toBe('two – Stemma');
  });

  it.skipIf(isLeft)('shows one more window for another start on another folder', async () => {
    const app = await launch([copyFixture('corn')]);
    await (await app.window()).getByText('Last scan').waitFor();
    await app.evaluate(({ app: electronApp }, path) => {
      electronApp.emit('second-instance', {}, [], '', { asked: { path, graceMs: 0, isDemo: false } });
    }, copyFixture('orphans'));
    await expect.poll(async () => (await app.pages()).length, { timeout: 10_000 }).toBe(2);
  });

  it.skipIf(isLeft)('puts its window where it was last', async () => {
    const profile = temporaryFolder();
    const bounds = { x: 100, y: 80, width: 1200, height: 760 };
    const first = await launch([copyFixture('corn')], profile);
    await first.window();
    await first.evaluate(({ BrowserWindow }, place) => {
      BrowserWindow.getAllWindows()[0]?.setBounds(place);
    }, bounds);
    await first.close();
    apps.length = 0;
    const second = await launch([copyFixture('corn')], profile);
    await second.window();
    const place = await second.evaluate(
      ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getNormalBounds(),
      null,
    );
    expect(place).toEqual(bounds);
  });

  it('asks before it quits while files are moved, and stops after the current one', async () => {
    const folder = workspaceOf(ORPHANS);
    const app = await launch(['--grace=0', folder]);
    const page = await app.window();
    await page.getByText(/^(Up to date|Last scan)/).waitFor();
    await app.evaluate(({ dialog }) => {
      const asked = globalThis as unknown as { stemmaAsked?: string[] };
      const messages: string[] = [];
      asked.stemmaAsked = messages;
      // The first answer is to go on, the second to quit.
      dialog.showMessageBox = async ({ message }) => ({ response: messages.push(message) - 1 });
    }, null);
    await page.evaluate(`location.hash = location.hash.replace(/^(#\\/w\\/[^/]+).*$/, '$1/clean-up')`);
    await page.getByRole('grid', { name: 'Orphans' }).getByRole('row').nth(1).waitFor();
    await page.getByRole('checkbox', { name: 'Check all rows' }).click();
    await page.getByRole('button', { name: 'Review plan…' }).click();
    await page.getByRole('button', { name: /^Move .* files to the trash/ }).click();
    // Held from before each file is looked at again until the last one has moved.
    await expect
      .poll(() => existsSync(join(folder, '.stemma', 'lock')), { timeout: 20_000, interval: 2 })
      .toBe(true);
    await app.evaluate(({ app: electronApp }) => electronApp.quit(), null);
    expect(
      await app.evaluate(() => (globalThis as unknown as { stemmaAsked: string[] }).stemmaAsked, null),
    ).toEqual(['Files are being moved or deleted. Stop and quit?']);
    expect(await app.pages()).toHaveLength(1);
    await app.close();
    const left = filesIn(folder, 'binaries').length;
    expect(left).toBeGreaterThan(0);
    const moved = filesIn(folder, '.stemma/trash').filter((path) => path.includes('/files/'));
    expect(left + moved.length).toBe(ORPHANS);
  });

  it('opens again what was open last', async () => {
    const profile = temporaryFolder();
    const first = await launch([copyFixture('corn')], profile);
    const shown = await first.window();
    await shown.getByText('Last scan').waitFor();
    const [, workspace] = /#\/w\/([^/]+)/.exec(shown.url()) ?? [];
    await first.close();
    apps.length = 0;
    const page = await (await launch([], profile)).window();
    await page.waitForURL((url) => url.hash.includes(workspace ?? 'nothing'));
    expect(page.url()).toContain(workspace);
  });
});
