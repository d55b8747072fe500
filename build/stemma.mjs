#!/usr/bin/env node
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { findNodeBinary, oldestNode } from './node-binary.mjs';
import { cliBundle, root } from './paths.mjs';

// Starts the command line, under a Node that can run it: `npm run --silent stemma -- ...` and `stemma`.

const exitBug = 70;

/** Set for the process that is handed over to, so that a packaged Node that is too old ends in a message. */
const handedOver = 'STEMMA_HANDED_OVER';

const node = findNodeBinary(root);
if (!existsSync(cliBundle)) {
  refuse('is not built yet; run: npm ci && npm run build');
} else if (node === undefined || (node !== process.execPath && handedOver in process.env)) {
  refuse(`needs Node ${oldestNode} or newer, and this is ${process.version}; run: npm ci && npm run build`);
} else if (node === process.execPath) {
  await start();
} else {
  handOver(node);
}

/** Runs the command line in this process. */
async function start() {
  delete process.env[handedOver];
  // npm starts scripts in the package's folder, but what people type is relative to their own.
  const { npm_lifecycle_event: script, INIT_CWD: typedIn } = process.env;
  if (script === 'stemma' && typedIn !== undefined) process.chdir(typedIn);
  try {
    await import(pathToFileURL(cliBundle).href);
  } catch (error) {
    console.error(error);
    process.exitCode = exitBug;
  }
}

/**
 * Runs this script again under another Node and ends as it ends.
 *
 * @param {string} command
 */
function handOver(command) {
  const child = spawn(command, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: { ...process.env, [handedOver]: '1' },
  });
  // A terminal interrupts both processes: this one waits, so that the other can end in its own way. What
  // only this one receives, it passes on.
  /** @type {NodeJS.Signals[]} */
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) {
    process.on(signal, () => {
      if (signal !== 'SIGINT') child.kill(signal);
    });
  }
  child.on('error', (error) => refuse(`could not start ${command}: ${error.message}`));
  child.on('exit', (code, signal) => {
    for (const name of signals) process.removeAllListeners(name);
    if (signal === null) process.exitCode = code ?? exitBug;
    else process.kill(process.pid, signal);
  });
}

/** @param {string} reason what the user reads after the program's name */
function refuse(reason) {
  process.stderr.write(`stemma ${reason}\n`);
  process.exitCode = exitBug;
}
