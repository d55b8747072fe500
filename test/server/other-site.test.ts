import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { chromium, type Browser } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../../build/paths.mjs';
import { findChromium } from '../support/chromium.ts';
import { serve } from './served.ts';

const BUILT_PAGE = join(root, 'out', 'renderer');

const executablePath = findChromium();

/** Another site, as a browser sees it: `localhost` and `127.0.0.1` are two. */
async function otherSite(html: string): Promise<{ readonly url: string; close(): void }> {
  const site = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html');
    response.end(html);
  }).listen(0, 'localhost');
  await once(site, 'listening');
  const close = (): void => {
    site.closeAllConnections();
    site.close();
  };
  return { url: `http://localhost:${(site.address() as AddressInfo).port}/`, close };
}

/** Tries everything that a page can try to reach another server, and returns what came of it. */
const ATTACK = `async (origin) => {
  const outcome = {};
  for (const part of ['core', 'host']) {
    outcome[part] = await new Promise((done) => {
      const socket = new WebSocket(origin.replace('http', 'ws') + '/api/' + part);
      socket.onopen = () => done('open');
      socket.onerror = () => done('refused');
    });
  }
  outcome.fetch = await fetch(origin + '/', { credentials: 'include' }).then(() => 'read', () => 'refused');
  const headers = { 'stemma-secret': 'A'.repeat(43) };
  outcome.token = await fetch(origin + '/api/token', { headers }).then(() => 'read', () => 'refused');
  outcome.script = await new Promise((done) => {
    const script = document.createElement('script');
    script.src = origin + '/assets/main-AbC_12-9.js';
    script.onload = () => done('loaded');
    script.onerror = () => done('refused');
    document.body.append(script);
  });
  return outcome;
}`;

describe.skipIf(executablePath === null)('a real browser', () => {
  let browser: Browser;

  beforeAll(async () => {
    // Root has no sandbox; the pages are the test's own.
    const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    browser = await chromium.launch({ executablePath: executablePath ?? '', args });
  });

  afterAll(async () => {
    await browser.close();
  });

  it('that was let in gives nothing to another site', async () => {
    const { server } = await serve({ folder: BUILT_PAGE });
    const site = await otherSite('<title>Other</title>');
    const context = await browser.newContext();
    const own = await context.newPage();
    await own.goto(server.url);
    await own.getByText('Open a workspace').waitFor();
    expect(own.url()).toBe(`http://127.0.0.1:${server.port}/`);

    const page = await context.newPage();
    await page.goto(site.url);
    const outcome: unknown = await page.evaluate(`(${ATTACK})('http://127.0.0.1:${server.port}')`);
    expect(outcome).toEqual({
      core: 'refused',
      host: 'refused',
      fetch: 'refused',
      token: 'refused',
      script: 'refused',
    });
    await context.close();
    site.close();
  });

  it('shows no frame of the page elsewhere', async () => {
    const { server } = await serve();
    const site = await otherSite(`<iframe src="${server.url}"></iframe>`);
    const page = await browser.newPage();
    const blocked = page.waitForEvent('console', (message) => message.text().includes('frame-ancestors'));
    await page.goto(site.url);
    expect((await blocked).text()).toContain('frame-ancestors');
    await page.close();
    site.close();
  });

  it('comes in by a link on another site, and keeps the token in no URL', async () => {
    const { server } = await serve({ folder: BUILT_PAGE });
    const site = await otherSite(`<a href="${server.url}">Stemma</a>`);
    const page = await browser.newPage();
    await page.goto(site.url);
    await page.getByRole('link').click();
    await page.waitForURL(`http://127.0.0.1:${server.port}/`);
    await page.getByText('Open a workspace').waitFor();
    expect(await page.evaluate('document.cookie')).toBe('');
    await page.goBack();
    expect(page.url()).toBe(site.url);
    await page.close();
    site.close();
  });
});
