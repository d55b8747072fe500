import { spawn } from 'node:child_process';

/**
 * @typedef {object} Outcome
 * @property {number} code the exit code; 1 when the program could not start or a signal ended it, the one of
 *   the time limit included
 * @property {string} output what it wrote, both streams in order; empty when it was shown as it came
 */

/**
 * Runs a program without a shell, so that quoting is the same on every system.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, show?: boolean, talks?: boolean, limit?: number }} [options]
 *   `show` passes the output through; without it the output is kept, to be shown only on failure. With `talks`
 *   the program hears what is typed. After `limit` milliseconds it is ended
 * @returns {Promise<Outcome>}
 */
export function run(command, args, { cwd, env, show = false, talks = false, limit } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      env,
      timeout: limit,
      stdio: [talks ? 'inherit' : 'ignore', show ? 'inherit' : 'pipe', show ? 'inherit' : 'pipe'],
    });
    /** @type {Buffer[]} */
    const chunks = [];
    child.stdout?.on('data', (chunk) => chunks.push(chunk));
    child.stderr?.on('data', (chunk) => chunks.push(chunk));
    child.on('error', (error) => resolve({ code: 1, output: `${error.message}\n` }));
    child.on('close', (code) => resolve({ code: code ?? 1, output: Buffer.concat(chunks).toString() }));
  });
}
