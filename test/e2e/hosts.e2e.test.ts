import { chromium, type Browser, type Page } from '@playwright/test';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { join } from 'node:path';
import { root } from '../../build/paths.mjs';
import { findChromium } from '../support/chromium.ts';
import { copyFixture, expectedFacts, FIXTURES } from '../support/fixtures.ts';
import { freshHost } from '../contract/hosts.ts';
import { startServer } from '../../electron/server/server.ts';
import { startCore } from '../../electron/worker/start-core.ts';
import { formatBytes, formatCount } from '../../shared/text/format-number.ts';
import { launchApp } from './app.ts';

/** A window on a workspace, whoever shows it. */
interface Shown {
  readonly page: Page;
  close(): Promise<void>;
}

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

const chromiumPath = findChromium();
if (chromiumPath === null) process.stderr.write('Skipped: no Chromium was found for the end-to-end specs.\n');

/** What the page shows under a heading of its figures. */
const figure = (page: Page, name: string): Promise<string> =>
  page.getByRole('group', { name: new RegExp(`^${name}`) }).innerText();

describe.skipIf(chromiumPath === null)('a workspace from file to pixel', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath: chromiumPath ?? '',
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    });
  });
  afterAll(() => browser.close());

  const hosts: Record<string, (folder: string) => Promise<Shown>> = {
    'the desktop app': async (folder) => {
      const app = await launchApp(['--grace=0', folder]);
      closers.push(() => app.close());
      return { page: await app.window(), close: () => app.close() };
    },
    'the browser host': async (folder) => {
      const { host, bugs } = freshHost(startCore);
      const opened = await host.open({ path: folder, graceMs: 0 });
      if (!opened.ok) throw new Error(opened.error.message);
      const server = await startServer({
        core: host,
        workspaces: [opened.value],
        graceMs: 0,
        version: '0.0.0',
        port: 0,
        readOnly: false,
        folder: join(root, 'out', 'renderer'),
        log: (what, error) => void bugs.push(`${what}: ${String(error)}`),
      });
      const page = await browser.newPage();
      const close = async (): Promise<void> => {
        await page.close();
        await server.close();
        await host.close();
        if (bugs.length > 0) throw new Error(bugs.join('\n'));
      };
      closers.push(close);
      await page.goto(server.url);
      return { page, close };
    },
  };

  describe.each(Object.entries(hosts))('in %s', (_name, open) => {
    it.each(FIXTURES)('shows the numbers of %s', async (name) => {
      const { page } = await open(copyFixture(name));
      const { records, bytes, counts, manifests } = expectedFacts(name);
      await page.getByText('Last scan').waitFor();
      expect(await figure(page, 'On disk')).toContain(formatBytes(bytes.stored));
      expect(await figure(page, 'On disk')).toContain(formatCount(counts.files));
      expect(await figure(page, 'Records')).toContain(formatCount(records));
      await page.getByRole('grid').first().waitFor();
      const listed = await page
        .getByText(/^Pipelines/)
        .first()
        .innerText();
      expect(listed).toContain(formatCount(manifests.length));
    });
  });
});
