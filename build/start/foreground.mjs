import { spawn } from 'node:child_process';

/**
 * @typedef {object} Ending
 * @property {number | null} code null where a signal ended it
 * @property {NodeJS.Signals | null} signal
 * @property {boolean} wasAsked whether this process was told to end meanwhile, as by Ctrl C
 * @property {Error | null} failure why it could not even start
 */

/**
 * Runs a program that has the terminal, until it ends. A terminal interrupts both processes: this one waits,
 * so that the other can end in its own way. What only this one receives, it passes on.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, onError?: (text: Buffer) => void }} [options] with `onError` what the
 *   program writes as errors goes there and not to the terminal
 * @returns {Promise<Ending>}
 */
export function runInForeground(command, args, { env = process.env, onError } = {}) {
  const child = spawn(command, args, {
    env,
    stdio: ['inherit', 'inherit', onError === undefined ? 'inherit' : 'pipe'],
  });
  if (onError !== undefined) child.stderr?.on('data', onError);
  let wasAsked = false;
  /** @type {NodeJS.Signals[]} */
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  const passOn = (/** @type {NodeJS.Signals} */ signal) => {
    wasAsked = true;
    if (signal !== 'SIGINT') child.kill(signal);
  };
  for (const signal of signals) process.on(signal, passOn);
  return new Promise((done) => {
    const end = (/** @type {Omit<Ending, 'wasAsked'>} */ ending) => {
      for (const signal of signals) process.removeListener(signal, passOn);
      done({ ...ending, wasAsked });
    };
    child.on('error', (failure) => end({ code: null, signal: null, failure }));
    child.on('close', (code, signal) => end({ code, signal, failure: null }));
  });
}
