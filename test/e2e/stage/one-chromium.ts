import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContext } from '@playwright/test';
import { findChromium } from '../../support/chromium.ts';
import { workerFolder } from './worker-folder.ts';

/** A Chromium that runs for as long as the tests of a worker do. */
export interface OneChromium {
  readonly browser: Browser;
  /** Where pages appear that somebody else has opened in it: the double of Electron, which joins by the endpoint. */
  readonly foreign: BrowserContext;
  readonly endpoint: string;
}

/** Starts another one, for whoever must not depend on what others left in the one of the worker. */
export async function launchChromium(): Promise<OneChromium> {
  const executablePath = findChromium();
  if (executablePath === null) throw new Error('No Chromium was found');
  const profile = workerFolder();
  const foreign = await chromium.launchPersistentContext(profile, {
    executablePath,
    headless: true,
    viewport: null,
    args: [
      '--remote-debugging-port=0',
      // Nothing of what it tells its makers is had here, and looking for them costs time.
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
      // Its own sandbox can't start as root, where tests often run.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
  });
  const browser = foreign.browser();
  if (browser === null) throw new Error('Chromium can have no further contexts');
  const [port] = readFileSync(join(profile, 'DevToolsActivePort'), 'utf8').split('\n');
  return { browser, foreign, endpoint: `http://127.0.0.1:${port}` };
}

let running: Promise<OneChromium> | null = null;

/** The Chromium of this worker, started when it is first asked for. It ends with the process. */
export async function oneChromium(): Promise<OneChromium> {
  running ??= launchChromium();
  return await running;
}
