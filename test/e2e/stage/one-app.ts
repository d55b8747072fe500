import { setTimeout } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { launchApp, type App } from '../app.ts';
import { oneChromium } from './one-chromium.ts';
import { workerFolder } from './worker-folder.ts';

const POLL_MS = 10;

let running: Promise<App> | null = null;

/** Starts the app on its start page, whose window stays: an app without windows quits. */
async function launch(): Promise<App> {
  const app = await launchApp([], workerFolder(), await oneChromium());
  await app.window();
  return app;
}

/** Opens a folder in a new window of the desktop app of this worker, as a second start of it would. */
export async function openInOneApp(folder: string, graceMs: number): Promise<Page> {
  running ??= launch();
  const app = await running;
  const before = new Set(await app.pages());
  await app.evaluate(
    ({ app: electronApp }, asked) => void electronApp.emit('second-instance', {}, [], '', { asked }),
    { path: folder, graceMs, isDemo: false },
  );
  for (;;) {
    const page = (await app.pages()).find((one) => !before.has(one));
    if (page !== undefined) return page;
    await setTimeout(POLL_MS);
  }
}

/** Closes a window of {@link openInOneApp}, and forgets what it kept. */
export async function closeInOneApp(page: Page): Promise<void> {
  if (page.isClosed()) return;
  await page.evaluate('localStorage.clear()');
  await page.close();
}
