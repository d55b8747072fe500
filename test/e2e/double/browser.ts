import { chromium, type BrowserContext, type Page } from '@playwright/test';

/** The part of a Chromium whose pages are the windows of one app. */
export interface DoubleBrowser {
  readonly context: BrowserContext;
  /** By which name others that look at the same Chromium know a page. */
  targetOf(page: Page): Promise<string>;
  close(): Promise<void>;
}

/** Joins a Chromium that runs. What is opened in it goes with the connection, so nothing stays of an app that is killed. */
export async function joinBrowser(endpoint: string): Promise<DoubleBrowser> {
  const browser = await chromium.connectOverCDP(endpoint);
  const context = await browser.newContext({ viewport: null });
  return {
    context,
    targetOf: async (page) => {
      const session = await context.newCDPSession(page);
      const { targetInfo } = await session.send('Target.getTargetInfo');
      await session.detach();
      return targetInfo.targetId;
    },
    close: async () => {
      await context.close();
      await browser.close();
    },
  };
}
