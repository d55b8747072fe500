import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { failedStart } from './failed-start.mjs';
import { runInForeground } from './foreground.mjs';

/** What an app that runs writes as errors is passed on; at its start it is kept, to be read first. */
const quietTime = 15_000;

/**
 * Shows a workspace in the desktop app, until the app ends.
 *
 * @param {string} program Electron's
 * @param {string} root the checkout, built
 * @param {string[]} args the app's own
 * @returns {Promise<{ failed: string } | { failed: null, code: number }>}
 *   `failed` says in half a sentence why it did not start; what it wrote is in out/desktop-start.log then
 */
export async function runDesktop(program, root, args) {
  // Under this variable Electron is a plain Node, and would run the app's folder as a script.
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env;
  const started = performance.now();
  /** @type {Buffer[]} */
  const kept = [];
  const passOn = () => {
    for (const text of kept.splice(0)) process.stderr.write(text);
  };
  const timer = setTimeout(passOn, quietTime);
  const ending = await runInForeground(program, [root, ...args], {
    env,
    onError(text) {
      kept.push(text);
      if (performance.now() - started > quietTime) passOn();
    },
  });
  clearTimeout(timer);
  const errors = Buffer.concat(kept).toString();
  const failed = failedStart(ending, { tookMs: performance.now() - started, errors });
  if (failed === null) {
    passOn();
    return { failed, code: ending.code ?? (ending.wasAsked ? 0 : 1) };
  }
  if (errors === '') return { failed };
  writeFileSync(join(root, 'out', 'desktop-start.log'), errors);
  return { failed: `${failed} (see out/desktop-start.log)` };
}
