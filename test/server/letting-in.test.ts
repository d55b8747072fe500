import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { root } from '../../build/paths.mjs';
import { findChromium } from '../support/chromium.ts';
import { serve, type Served } from './served.ts';

const executablePath = findChromium();

/** A server with the page as it is built. */
async function servePage(port = 0): Promise<Served> {
  return await serve({ folder: join(root, 'out', 'renderer'), port });
}

/** Expects that a page was let in: a server without workspaces says so. */
async function expectLetIn(page: Page): Promise<void> {
  await page.getByText('None. Start stemma serve with -w').waitFor();
}

/** Expects that a page says that it is not known, and what to do. */
async function expectNotKnown(page: Page): Promise<void> {
  await page.getByRole('heading', { name: 'Stemma does not know this page' }).waitFor();
  await page.getByText('Open the URL that stemma serve printed').waitFor();
}

describe.skipIf(executablePath === null)('the page in a real browser', () => {
  let browser: Browser;
  let context: BrowserContext;

  beforeAll(async () => {
    // Root has no sandbox; the pages are the test's own.
    const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    browser = await chromium.launch({ executablePath: executablePath ?? '', args });
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    context = await browser.newContext();
  });
  afterEach(() => context.close());

  it('is let in by the URL, which loses its token, and when it is loaded again', async () => {
    const { server } = await servePage();
    const page = await context.newPage();
    await page.goto(server.url);
    await expectLetIn(page);
    const bare = `http://127.0.0.1:${server.port}/`;
    expect(page.url()).toBe(bare);
    await page.reload();
    await expectLetIn(page);
    await page.goto('about:blank');
    await page.goto(bare);
    await expectLetIn(page);
  });

  it('sends nothing of it to a server on another port', async () => {
    const { server } = await servePage();
    const heard: string[] = [];
    const other = createServer((request, response) => {
      heard.push(`${request.url} ${JSON.stringify(request.headers)}`);
      response.end(request.url);
    }).listen(0, '127.0.0.1');
    await once(other, 'listening');
    const elsewhere = `http://127.0.0.1:${(other.address() as AddressInfo).port}/`;
    const page = await context.newPage();
    await page.goto(server.url);
    await expectLetIn(page);
    // A link in the same tab, and a page of its own whose script asks on.
    await page.goto(elsewhere);
    const kept: unknown = await page.evaluate(
      'JSON.stringify([sessionStorage, localStorage, document.cookie])',
    );
    const second = await context.newPage();
    await second.goto(`${elsewhere}page`);
    await second.evaluate(`fetch('/script', { credentials: 'include' })`);
    expect(heard.filter((text) => /page|script/.test(text))).not.toEqual([]);
    expect(heard.join('\n') + String(kept)).not.toContain(server.token);
    expect(heard.join('\n')).not.toMatch(new RegExp(`"cookie"|:${server.port}\\b`));
    expect(await context.cookies()).toEqual([]);
    other.closeAllConnections();
    other.close();
  });

  it('says what to do where it has no token, a wrong one, or one that was used up', async () => {
    const { server } = await servePage();
    const forOnce = server.urlForOnce();
    const page = await context.newPage();
    for (const url of [server.url.replace(/\?.*/, ''), server.url.slice(0, -1), `${server.url}A`]) {
      await page.goto(url);
      await expectNotKnown(page);
      expect(page.url()).not.toContain('token');
    }
    await page.goto(forOnce);
    await expectLetIn(page);
    const stranger = await browser.newContext();
    const late = await stranger.newPage();
    await late.goto(forOnce);
    await expectNotKnown(late);
    await stranger.close();
    // In the tab that used it up it leads on: browsers keep addresses, and open them again.
    await page.goto(forOnce);
    await expectLetIn(page);
  });

  it('lets in another tab of the same browser, which then needs the first no more', async () => {
    const { server } = await servePage();
    const page = await context.newPage();
    await page.goto(server.url);
    await expectLetIn(page);
    const beside = await context.newPage();
    await beside.goto(server.url.replace(/\?.*/, ''));
    await expectLetIn(beside);
    await page.close();
    await beside.reload();
    await expectLetIn(beside);
  });

  it('is told where the server was started again, and the new URL lets it in', async () => {
    const first = await servePage();
    const page = await context.newPage();
    await page.goto(first.server.url);
    await expectLetIn(page);
    await first.server.close();
    const second = await servePage(first.server.port);
    await page.getByText('Stemma was started again, and does not know this page.').waitFor();
    await page.reload();
    await expectNotKnown(page);
    await page.goto(second.server.url);
    await expectLetIn(page);
  });
});
