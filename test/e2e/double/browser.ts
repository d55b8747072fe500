import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext } from '@playwright/test';

/** The Chromium whose pages are the windows. */
export interface DoubleBrowser {
  readonly context: BrowserContext;
  /** Where tests connect to the same pages. */
  readonly endpoint: string;
  close(): Promise<void>;
}

/** Starts Chromium with a profile that goes with it. Its own sandbox can't start as root, where tests often run. */
export async function startBrowser(executablePath: string): Promise<DoubleBrowser> {
  const profile = mkdtempSync(join(tmpdir(), 'stemma-double-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    headless: true,
    viewport: null,
    args: ['--remote-debugging-port=0', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
  });
  const [port] = readFileSync(join(profile, 'DevToolsActivePort'), 'utf8').split('\n');
  return {
    context,
    endpoint: `http://127.0.0.1:${port}`,
    close: async () => {
      await context.close();
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
