import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** How long a core may take to end by itself, in milliseconds. */
const patience = 10_000;

/**
 * Where a browser host listens, and what lets in there.
 *
 * @typedef {{ port: number, token: string }} Whereabouts
 */

/**
 * The browser host as a process that can be started again. A page under development speaks to whichever runs.
 */
export class CoreProcess {
  /** @type {import('node:child_process').ChildProcess | null} */
  #child = null;
  /** @type {Whereabouts | null} */
  #whereabouts = null;
  #command;
  #args;
  #log;

  /**
   * @param {string} command Node
   * @param {string[]} args of Node: the bundle and what follows
   * @param {(line: string) => void} log
   */
  constructor(command, args, log) {
    this.#command = command;
    this.#args = args;
    this.#log = log;
  }

  /** Where it listens; null while it does not. */
  get whereabouts() {
    return this.#whereabouts;
  }

  /**
   * Starts it, and ends the one before first: two would hold the workspace's index against each other.
   *
   * @returns {Promise<Whereabouts | null>} null where it ended without listening, which it has said itself
   */
  async restart() {
    await this.stop();
    const child = spawn(this.#command, this.#args, { stdio: ['ignore', 'pipe', 'inherit'] });
    this.#child = child;
    this.#whereabouts = await heard(child);
    child.once('exit', (code, signal) => {
      if (this.#child !== child) return;
      this.#child = null;
      this.#whereabouts = null;
      this.#log(
        `The core ended with ${signal ?? `exit code ${code}`}; it starts again when its code changes.`,
      );
    });
    return this.#whereabouts;
  }

  /** Ends it as Ctrl C would: work that changes files stops after the current one. */
  async stop() {
    const child = this.#child;
    this.#child = null;
    this.#whereabouts = null;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGINT');
    const timer = setTimeout(() => child.kill('SIGKILL'), patience);
    await ended;
    clearTimeout(timer);
  }
}

/**
 * Waits for the JSON document that the browser host prints once it listens.
 *
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<Whereabouts | null>}
 */
async function heard(child) {
  let text = '';
  for await (const piece of child.stdout ?? []) {
    text += piece;
    const url = /"url":\s*"([^"]+)"/.exec(text)?.[1];
    if (url === undefined) continue;
    const { port, searchParams } = new URL(url);
    return { port: Number(port), token: searchParams.get('token') ?? '' };
  }
  return null;
}
