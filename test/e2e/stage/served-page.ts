import { join } from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import { root } from '../../../build/paths.mjs';
import { startServer, type RunningServer } from '../../../electron/server/server.ts';
import type { CoreHost } from '../../../electron/worker/threads/core-host.ts';
import { startCore } from '../../../electron/worker/threads/start-core.ts';
import { freshHost } from '../../contract/hosts.ts';
import { oneChromium } from './one-chromium.ts';
import { workerFolder } from './worker-folder.ts';

/** A page of the browser host that is shown one workspace after the other: core, server and page live on. */
export class ServedPage {
  readonly #host: CoreHost;
  readonly #bugs: string[];
  readonly #server: RunningServer;
  #context: BrowserContext;
  #page: Page;

  private constructor(
    host: CoreHost,
    bugs: string[],
    server: RunningServer,
    context: BrowserContext,
    page: Page,
  ) {
    this.#host = host;
    this.#bugs = bugs;
    this.#server = server;
    this.#context = context;
    this.#page = page;
  }

  /** Starts a core and a server, and opens its page, which shows no workspace yet. */
  static async start({ readOnly }: { readonly readOnly: boolean }): Promise<ServedPage> {
    const { host, bugs } = freshHost(startCore, workerFolder());
    const server = await startServer({
      core: host,
      workspaces: [],
      graceMs: 0,
      version: '0.0.0',
      port: 0,
      readOnly,
      folder: join(root, 'out', 'renderer'),
      cache: workerFolder(),
      log: (what, error) => void bugs.push(`${what}: ${String(error)}`),
    });
    const { context, page } = await letIn(server);
    return new ServedPage(host, bugs, server, context, page);
  }

  /** Shows a folder in the page, which answers to `prepare` before. */
  async open(folder: string, graceMs: number, prepare: (page: Page) => Promise<void>): Promise<Page> {
    const opened = await this.#host.open({ path: folder, graceMs });
    if (!opened.ok) throw new Error(opened.error.message);
    this.#server.takeIn(opened.value);
    await prepare(this.#page);
    await this.#page.evaluate(`location.hash = '#/w/${encodeURIComponent(opened.value.id)}/overview'`);
    return this.#page;
  }

  /** Leaves the page as the next test wants it. One that a test failed in is not trusted any more. */
  async leave({ isTrusted }: { readonly isTrusted: boolean }): Promise<void> {
    if (isTrusted && (await this.#isTidied())) {
      await Promise.all(
        this.#context
          .pages()
          .filter((page) => page !== this.#page)
          .map((page) => page.close()),
      );
    } else {
      await this.#context.close();
      const { context, page } = await letIn(this.#server);
      this.#context = context;
      this.#page = page;
    }
    const bugs = this.#bugs.splice(0);
    if (bugs.length > 0) throw new Error(bugs.join('\n'));
  }

  /** For a page of a test that is over: nothing kept, no workspace, nothing open. False where it can't be had so. */
  async #isTidied(): Promise<boolean> {
    if (this.#page.isClosed()) return false;
    return await this.#page.evaluate<boolean>(`(async () => {
      localStorage.clear();
      location.hash = '#/start';
      for (let turn = 0; turn < 50; turn += 1) {
        const isStart = document.querySelector('main')?.querySelector('h1')?.textContent === 'Stemma';
        if (isStart && document.querySelector('[role=dialog], [role=alertdialog]') === null) return true;
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      return false;
    })()`);
  }

  async close(): Promise<void> {
    await this.#context.close();
    await this.#server.close();
    await this.#host.close();
    if (this.#bugs.length > 0) throw new Error(this.#bugs.join('\n'));
  }
}

/** Opens the page of a server in a browser that knows nothing of it. */
async function letIn({ url }: RunningServer): Promise<{ context: BrowserContext; page: Page }> {
  const { browser } = await oneChromium();
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(url);
  // It asks where to begin, and goes there: whoever leads it elsewhere before is led back, to a workspace of a test that is over.
  await page.locator('main:not([aria-busy=true])').waitFor();
  return { context, page };
}

const running = new Map<boolean, Promise<ServedPage>>();

/** The page of this worker, and another one for those who may only look; each started when it is first asked for. */
export async function oneServedPage(readOnly: boolean): Promise<ServedPage> {
  const started = running.get(readOnly) ?? ServedPage.start({ readOnly });
  running.set(readOnly, started);
  return await started;
}
