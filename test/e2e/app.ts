import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { _electron, type Page } from '@playwright/test';
import { findElectron } from '../../electron/cli/desktop/find-electron.ts';
import { root } from '../../build/paths.mjs';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { DOUBLE } from './double/build.ts';
import type * as Double from './double/electron.ts';
import { launchChromium, type OneChromium } from './stage/one-chromium.ts';
import { TargetPages } from './stage/target-pages.ts';

/** The desktop app as a spec uses it. */
export interface App {
  readonly kind: 'electron' | 'double';
  /** Its first window, once its page was loaded. */
  window(): Promise<Page>;
  /** Its windows, each once its page is there. */
  pages(): Promise<readonly Page[]>;
  /** Runs a function in the main process; its source is sent, so it uses nothing from around it. */
  evaluate<Argument>(
    run: (electron: typeof Double, argument: Argument) => unknown,
    argument: Argument,
  ): Promise<unknown>;
  /** Quits, and waits until all has ended. */
  close(): Promise<void>;
  /** Kills the main process as a crash would. */
  kill(): Promise<void>;
  /** Stops the clock of the main process, or lets it go on. */
  signal(signal: 'SIGSTOP' | 'SIGCONT'): void;
}

/** What the double tells: a window that is there, or the answer to an evaluation. */
interface Told {
  readonly type: 'window' | 'value' | 'error';
  readonly target?: string;
  readonly id?: number;
  readonly value?: unknown;
  readonly message?: string;
}

const POLL_MS = 10;

const MAIN = join(root, 'out', 'main', 'main.cjs');

/**
 * Starts the built desktop app with a profile and cache of its own: real Electron where its binary is, else the double.
 *
 * @param shared the Chromium that the double joins; one of its own where it is not given, which ends with it
 */
export async function launchApp(
  args: readonly string[],
  profile = temporaryFolder(),
  shared: OneChromium | null = null,
): Promise<App> {
  const env = { ...process.env, STEMMA_CACHE: join(profile, 'cache') };
  const binary = findElectron(root);
  return binary === null
    ? await launchDouble(args, profile, env, shared)
    : await launchElectron(binary, args, profile, env);
}

/** A page once it is where the app leads it: it begins empty, and what is asked of it then is lost. */
async function arrived(page: Page): Promise<Page> {
  await page.waitForURL(({ href }) => href !== 'about:blank');
  return page;
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
    window: async () => await arrived(await app.firstWindow()),
    pages: async () => app.windows(),
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

/** The process of a double: what it tells, and its end. */
class DoubleProcess {
  readonly child: ChildProcess;
  readonly ended: Promise<void>;
  /** The names of the windows that it has opened, in their order. */
  readonly targets: string[] = [];
  readonly #waiting = new Map<number, (told: Told) => void>();
  #errors = '';
  #next = 1;

  constructor(child: ChildProcess) {
    this.child = child;
    child.stderr?.on('data', (text: Buffer) => (this.#errors += text.toString()));
    child.on('message', (message) => this.#hear(message as Told));
    this.ended = new Promise((resolve) => {
      child.once('exit', (code) => {
        const message = `The app ended (${code}): ${this.#errors}`;
        for (const answer of this.#waiting.values()) answer({ type: 'error', message });
        resolve();
      });
    });
  }

  /** Throws with what the app wrote where it has ended. */
  assertRuns(): void {
    const { exitCode, signalCode } = this.child;
    if (exitCode !== null || signalCode !== null)
      throw new Error(`The app ended (${exitCode ?? signalCode}): ${this.#errors}`);
  }

  async evaluate(source: string, argument: unknown): Promise<unknown> {
    this.assertRuns();
    const id = this.#next++;
    const answered = new Promise<Told>((resolve) => void this.#waiting.set(id, resolve));
    this.child.send({ id, source, argument });
    const { type, value, message } = await answered;
    this.#waiting.delete(id);
    if (type === 'error') throw new Error(message);
    return value;
  }

  #hear(told: Told): void {
    if (told.type === 'window') this.targets.push(told.target ?? '');
    else this.#waiting.get(told.id ?? 0)?.(told);
  }
}

async function launchDouble(
  args: readonly string[],
  profile: string,
  env: NodeJS.ProcessEnv,
  shared: OneChromium | null,
): Promise<App> {
  const { foreign, endpoint } = shared ?? (await launchChromium());
  const running = new DoubleProcess(
    fork(DOUBLE, [MAIN, ...args], {
      // Temporary files in the profile too: nothing stays of an app that is killed.
      env: {
        ...env,
        TMPDIR: profile,
        DOUBLE_ROOT: root,
        DOUBLE_PROFILE: profile,
        DOUBLE_CHROMIUM: endpoint,
      },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    }),
  );
  const { child } = running;
  const ended = running.ended.then(() => (shared === null ? foreign.close() : undefined));
  const known = new TargetPages(foreign);
  const pages = (): Promise<Page[]> => known.named(running.targets);
  return {
    kind: 'double',
    window: async () => {
      // The connection to Chromium hears of a page a little later than the main process.
      for (;;) {
        const [page] = await pages();
        if (page !== undefined) return await arrived(page);
        running.assertRuns();
        await setTimeout(POLL_MS);
      }
    },
    pages,
    evaluate: (run, argument) => running.evaluate(String(run), argument),
    close: async () => {
      if (child.connected) child.send({ id: 0, source: '({ app }) => app.quit()', argument: null });
      await ended;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
    signal: (signal) => void child.kill(signal),
  };
}
