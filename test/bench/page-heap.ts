import type { Page } from '@playwright/test';

/** What the scripts of a page hold once all that nobody needs is gone, for people. */
export async function heap(page: Page): Promise<string> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return `${(usedSize / 1e6).toFixed(1)} MB`;
}
