import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** How long a core may take to end by itself, in milliseconds. */
const patience = 10_000;

/**
 * The browser host as a process that can be started again. A page under development speaks to whichever runs, and each
 * knows it by the same token.
 */
export class CoreProcess {
  /** @type {import('node:child_process').ChildProcess | null} */
  #child = null;
  /** @type {number | null} */
  #port = null;
  #command;
  #args;
  #token;
  #log;

  /**
   * @param {string} command Node
   * @param {string[]} args of Node: the bundle and what follows
   * @param {string} token
   * @param {(line: string) => void} log
   */
  constructor(command, args, token, log) {
    this.#command = command;
    this.#args = args;
    this.#token = token;
    this.#log = log;
  }

  /** Where it listens; null while it does not. */
  get port() {
    return this.#port;
  }

  /**
   * Starts it, and ends the one before first: two would hold the workspace's index against each other.
   *
   * @returns {Promise<number | null>} null where it ended without listening, which it has said itself
   */
  async restart() {
    await this.stop();
    const child = spawn(this.#command, this.#args, {
      // Not in the arguments, which everybody on the machine can read.
      env: { ...process.env, STEMMA_TOKEN: this.#token },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.#child = child;
    this.#port = await heard(child);
    child.once('exit', (code, signal) => {
      if (this.#child !== child) return;
      this.#child = null;
      this.#port = null;
      this.#log(
        `The core ended with ${signal ?? `exit code ${code}`}; it starts again when its code changes.`,
      );
    });
    return this.#port;
  }

  /** Ends it as Ctrl C would: work that changes files stops after the current one. */
  async stop() {
    const child = this.#child;
    this.#child = null;
    this.#port = null;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGINT');
    const timer = setTimeout(() => child.kill('SIGKILL'), patience);
    await ended;
    clearTimeout(timer);
  }
}

/**
 * Waits for the JSON document that the browser host prints once it listens, for the port in it.
 *
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<number | null>}
 */
async function heard(child) {
  let text = '';
  for await (const piece of child.stdout ?? []) {
    text += piece;
    const port = /"port":\s*(\d+)\s*,/.exec(text)?.[1];
    if (port !== undefined) return Number(port);
  }
  return null;
}
