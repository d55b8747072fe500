import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { afterEach, describe } from 'vitest';
import { root } from '../../build/paths.mjs';
import { findChromium } from '../support/chromium.ts';
import { isLeftToSoak } from '../support/scale.ts';
import { serve } from '../support/serve.ts';
import { launchApp } from './app.ts';
import { closeInOneApp, openInOneApp } from './stage/one-app.ts';
import { oneChromium } from './stage/one-chromium.ts';
import { oneServedPage } from './stage/served-page.ts';

/** What must hold of a page before long; longer than Playwright's own 5 s, for machines that are busy. */
export const expectPage = expect.configure({ timeout: 20_000 });

/** How a window is opened. */
export interface WindowOptions {
  readonly width?: number;
  readonly height?: number;
  readonly theme?: 'light' | 'dark';
  /** Milliseconds. */
  readonly graceMs?: number;
  readonly readOnly?: boolean;
}

/** Opens a folder in a window, whoever shows it; all is closed after the test. */
export type OpenWindow = (folder: string, options?: WindowOptions) => Promise<Page>;

/** A window of a Stemma that is a process of its own, with all that it keeps in its own folder. */
export interface OwnProcess {
  readonly page: Page;
  /** Ends it at once, whatever it does. */
  kill(): Promise<void>;
  /** Holds it up in the middle of what it does; its page lives on. */
  hold(): void;
  goOn(): void;
}

/**
 * Opens a folder in a {@link OwnProcess}; the same `home` is the same user's next start. In a browser, `before` is given the page
 * before it asks for anything, with what holds the process up.
 */
export type OpenProcess = (
  folder: string,
  home: string,
  before?: (page: Page, hold: () => void) => void,
) => Promise<OwnProcess>;

const chromiumPath = findChromium();
if (chromiumPath === null) process.stderr.write('Skipped: no Chromium was found for the end-to-end specs.\n');

/** What a spec may take on a machine that is busy, in milliseconds; none waits for time, so this costs nothing elsewhere. */
const PATIENCE_MS = 90_000;

/** A spec that fails is asked once more, with a picture of the first time: browsers on a busy machine have hiccups, bugs come back. */
export const SPEC = { timeout: PATIENCE_MS, retry: 1 } as const;

/** Where pictures of windows lie in which a spec failed. */
const PICTURES = join(root, 'out', 'e2e');

/** Asked after the test, the last first; told whether it went well. */
const closers: ((isTrusted: boolean) => Promise<void>)[] = [];
const pages: Page[] = [];

async function setSize(
  page: Page,
  { width = 1280, height = 800, theme = 'light' }: WindowOptions,
): Promise<void> {
  await page.setViewportSize({ width, height });
  await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
  pages.push(page);
}

/** A new window of an app that runs already: the way to a first window is what {@link desktopProcess} has. */
const inDesktopApp: OpenWindow = async (folder, options = {}) => {
  const page = await openInOneApp(folder, options.graceMs ?? 0);
  closers.push(() => closeInOneApp(page));
  await setSize(page, options);
  return page;
};

/** A page that has shown other workspaces before: the way to a first page is what {@link servedProcess} has. */
const inBrowserHost: OpenWindow = async (folder, options = {}) => {
  const served = await oneServedPage(options.readOnly ?? false);
  closers.push((isTrusted) => served.leave({ isTrusted }));
  return await served.open(folder, options.graceMs ?? 0, (page) => setSize(page, options));
};

/** The built desktop app, which is a process of its own in any case. */
const desktopProcess: OpenProcess = async (folder, home) => {
  const app = await launchApp(['--grace=0', folder], home);
  let isKilled = false;
  closers.push(async () => {
    if (isKilled) return;
    app.signal('SIGCONT');
    await app.close();
  });
  const page = await app.window();
  await setSize(page, {});
  return {
    page,
    kill: async () => {
      isKilled = true;
      await app.kill();
    },
    hold: () => app.signal('SIGSTOP'),
    goOn: () => app.signal('SIGCONT'),
  };
};

/** The built `stemma serve`. */
const servedProcess: OpenProcess = async (folder, home, before) => {
  const { url, stop, signal } = await serve(folder, home);
  const { browser } = await oneChromium();
  const context = await browser.newContext();
  closers.push(async () => {
    await context.close();
    signal('SIGCONT');
    await stop();
  });
  const page = await context.newPage();
  await setSize(page, {});
  before?.(page, () => signal('SIGSTOP'));
  await page.goto(url);
  return {
    page,
    kill: () => stop('SIGKILL'),
    hold: () => signal('SIGSTOP'),
    goOn: () => signal('SIGCONT'),
  };
};

/** What a spec is given. `openBeside` is a Stemma that runs beside: the browser host in any case. */
type Specs = (
  open: OpenWindow,
  host: 'desktop' | 'browser',
  openProcess: OpenProcess,
  openBeside: OpenProcess,
) => void;

/**
 * Describes what holds in both hosts: real main process, preload and page, and the browser host.
 *
 * @param options.browserFirst for what does not depend on the host: `npm test` asks it of the browser host, the soak of both
 */
export function describeInHosts(
  title: string,
  specs: Specs,
  { browserFirst = false }: { readonly browserFirst?: boolean } = {},
): void {
  describe.skipIf(chromiumPath === null)(`${title}, in both hosts`, SPEC, () => {
    afterEach(async ({ task }) => {
      const failed = task.result?.state === 'fail';
      for (const [at, page] of pages.splice(0).entries()) {
        if (!failed || page.isClosed()) continue;
        mkdirSync(PICTURES, { recursive: true });
        const name = `${title} ${task.name} ${at}`.replaceAll(/[^\w.]+/g, '-').slice(0, 120);
        await page.screenshot({ path: join(PICTURES, `${name}.png`) });
        process.stderr.write(`The window as it was: ${join(PICTURES, `${name}.png`)}\n`);
      }
      for (const close of closers.splice(0).reverse()) await close(!failed);
    }, PATIENCE_MS);
    describe.skipIf(browserFirst && isLeftToSoak(`“${title}” in the desktop app`))(
      'in the desktop app',
      () => {
        specs(inDesktopApp, 'desktop', desktopProcess, servedProcess);
      },
    );
    describe('in the browser host', () => {
      specs(inBrowserHost, 'browser', servedProcess, servedProcess);
    });
  });
}

/** Waits until the first scan of a window is over and its numbers are there. */
export async function scanned(page: Page): Promise<void> {
  await page.getByText(/^(Up to date|Last scan)/).waitFor();
}

const VIEWS = ['Overview', 'Chains', 'Graph', 'Artifacts', 'Clean up', 'Trash', 'Import'] as const;

/** Whether a page is that of the desktop app. In a browser Ctrl and digits, Ctrl O and F5 are the browser's. */
function isDesktop(page: Page): Promise<boolean> {
  return page.evaluate<boolean>('window.stemma !== undefined');
}

/** Goes to a view by the keyboard. */
export async function goToView(page: Page, view: (typeof VIEWS)[number]): Promise<void> {
  if (await isDesktop(page)) await page.keyboard.press(`Control+${VIEWS.indexOf(view) + 1}`);
  else await runByKeys(page, `Go to ${view}`);
}

/** Scans again, by the keyboard. */
export async function rescan(page: Page): Promise<void> {
  if (await isDesktop(page)) await page.keyboard.press('F5');
  else await runByKeys(page, 'Scan the workspace again');
}

/** Runs an action by its name, from the palette. */
export async function runByKeys(page: Page, action: string): Promise<void> {
  await page.keyboard.press('Control+k');
  const box = page.getByRole('combobox', { name: 'Search or run' });
  await box.waitFor();
  await page.keyboard.type(`>${action}`);
  await page.keyboard.press('Enter');
  // As long as it is there, keys are its own.
  await box.waitFor({ state: 'hidden' });
}
