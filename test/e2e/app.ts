import { fork } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { _electron, chromium, type Page } from '@playwright/test';
import { findElectron } from '../../electron/cli/desktop/find-electron.ts';
import { root } from '../../build/paths.mjs';
import { findChromium } from '../support/chromium.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import type * as Double from './double/electron.ts';

/** The desktop app as a spec uses it. */
export interface App {
  readonly kind: 'electron' | 'double';
  /** Its first window, once its page is there. */
  window(): Promise<Page>;
  pages(): readonly Page[];
  /** Runs a function in the main process; its source is sent, so it uses nothing from around it. */
  evaluate<Argument>(
    run: (electron: typeof Double, argument: Argument) => unknown,
    argument: Argument,
  ): Promise<unknown>;
  /** Quits, and waits until all has ended. */
  close(): Promise<void>;
  /** Kills the main process as a crash would, and clears away the browser of the double, which outlives it. */
  kill(): Promise<void>;
  /** Stops the clock of the main process, or lets it go on. */
  signal(signal: 'SIGSTOP' | 'SIGCONT'): void;
}

interface Reply {
  readonly type: string;
  readonly id?: number;
  readonly value?: unknown;
  readonly message?: string;
  readonly endpoint?: string;
}

const POLL_MS = 20;

const MAIN = join(root, 'out', 'main', 'main.cjs');

/** Starts the built desktop app with a profile and cache of its own: real Electron where its binary is, else the double. */
export async function launchApp(args: readonly string[], profile = temporaryFolder()): Promise<App> {
  const env = { ...process.env, STEMMA_CACHE: join(profile, 'cache') };
  const binary = findElectron(root);
  return binary === null
    ? await launchDouble(args, profile, env)
    : await launchElectron(binary, args, profile, env);
}

async function launchElectron(
  executablePath: string,
  args: readonly string[],
  profile: string,
  env: NodeJS.ProcessEnv,
): Promise<App> {
  const switches = [`--user-data-dir=${profile}`, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])];
  const app = await _electron.launch({
    executablePath,
    args: [...switches, root, ...args],
    env: env as Record<string, string>,
  });
  return {
    kind: 'electron',
    window: () => app.firstWindow(),
    pages: () => app.windows(),
    evaluate: (run, argument) => app.evaluate(run as never, argument as never),
    close: () => app.close(),
    kill: async () => {
      const ended = new Promise<void>((resolve) => void app.process().once('exit', () => resolve()));
      app.process().kill('SIGKILL');
      await ended;
    },
    signal: (signal) => void app.process().kill(signal),
  };
}

async function launchDouble(args: readonly string[], profile: string, env: NodeJS.ProcessEnv): Promise<App> {
  const executable = findChromium();
  if (executable === null) throw new Error('No Chromium was found');
  const child = fork(join(import.meta.dirname, 'double', 'run.ts'), [MAIN, ...args], {
    // Temporary files in the profile too: nothing stays of an app that is killed.
    env: { ...env, TMPDIR: profile, DOUBLE_ROOT: root, DOUBLE_PROFILE: profile, DOUBLE_CHROMIUM: executable },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let errors = '';
  child.stderr?.on('data', (text: Buffer) => (errors += text.toString()));
  const ended = new Promise<void>((resolve) => void child.once('exit', () => resolve()));
  const reply = (fits: (reply: Reply) => boolean): Promise<Reply> =>
    new Promise((resolve, reject) => {
      const listen = (message: unknown): void => {
        if (!fits(message as Reply)) return;
        child.off('message', listen);
        resolve(message as Reply);
      };
      child.on('message', listen);
      child.once('exit', (code) => reject(new Error(`The app ended (${code}): ${errors}`)));
    });
  const loaded = reply(({ type }) => type === 'loaded');
  // An app that ends before it has a window says so to whoever waits for the endpoint.
  loaded.catch(() => undefined);
  const { endpoint = '' } = await reply(({ type }) => type === 'ready');
  const browser = await chromium.connectOverCDP(endpoint);
  const [context] = browser.contexts();
  if (context === undefined) throw new Error('Chromium has no pages');
  const isOurs = (page: Page): boolean => page.url().startsWith('https://app.stemma.invalid/');
  let next = 1;
  return {
    kind: 'double',
    window: async () => {
      await loaded;
      // The connection to Chromium hears of a page a little later than the main process.
      for (;;) {
        const page = context.pages().find((one) => isOurs(one));
        if (page !== undefined) return page;
        await setTimeout(POLL_MS);
      }
    },
    pages: () => context.pages().filter((page) => isOurs(page)),
    evaluate: async (run, argument) => {
      const id = next++;
      const answered = reply((one) => one.id === id);
      child.send({ id, source: String(run), argument });
      const { type, value, message } = await answered;
      if (type === 'error') throw new Error(message);
      return value;
    },
    close: async () => {
      if (child.connected) child.send({ id: 0, source: '({ app }) => app.quit()', argument: null });
      await ended;
      await browser.close().catch(() => undefined);
    },
    kill: async () => {
      const session = await browser.newBrowserCDPSession();
      child.kill('SIGKILL');
      await ended;
      await session.send('Browser.close').catch(() => undefined);
      await browser.close().catch(() => undefined);
    },
    signal: (signal) => void child.kill(signal),
  };
}
