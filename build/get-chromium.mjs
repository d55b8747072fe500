import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { findChromium } from './find-chromium.mjs';
import { run } from './run.mjs';

/** What a download of some 150 MB may take, in milliseconds, before the tests go on without. */
const limit = 300_000;

const howToGet = 'install Chromium or Chrome, or name one in STEMMA_CHROMIUM';

/** @typedef {{ found: string, reason?: undefined } | { found?: undefined, reason: string }} Search */

/**
 * Finds a Chromium for the end-to-end tests or, unless the user named one, gets one: Debian's package where
 * this is root on Debian, else Playwright's own. Says what it does, because it takes minutes.
 *
 * @param {string} root the checkout, installed
 * @param {string} node the Node to run Playwright's installer with
 * @param {{ mayDownload?: boolean }} [options]
 * @returns {Promise<Search>} the program, or in one line what is missing and how to get it
 */
export async function getChromium(root, node, { mayDownload = true } = {}) {
  const present = findChromium();
  if (present !== null) return { found: present };
  const chosen = process.env['STEMMA_CHROMIUM'];
  if (chosen) return { reason: `STEMMA_CHROMIUM names ${chosen}, which does not exist.` };
  if (!mayDownload) return { reason: `No Chromium: ${howToGet}.` };
  if (isRootOnDebian() && (await getFromDebian())) {
    const found = findChromium();
    if (found !== null) return { found };
  }
  return getFromPlaywright(root, node);
}

/** @returns {boolean} whether `apt-get install chromium` brings a browser (on Ubuntu it brings a snap) */
function isRootOnDebian() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  if (!folders.some((folder) => existsSync(join(folder, 'apt-get')))) return false;
  return existsSync('/etc/os-release') && /^ID="?debian"?$/m.test(readFileSync('/etc/os-release', 'utf8'));
}

/** Installs first and asks for newer lists only when that fails: often they are there and fresh. */
async function getFromDebian() {
  console.log('Getting Chromium for the end-to-end tests (apt-get install chromium)...');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const install = () =>
    run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], { env, limit });
  const first = await install();
  if (first.code === 0) return true;
  const update = await run('apt-get', ['update'], { env, limit });
  return update.code === 0 && (await install()).code === 0;
}

/**
 * @param {string} root @param {string} node
 * @returns {Promise<Search>}
 */
async function getFromPlaywright(root, node) {
  console.log('Getting Chromium for the end-to-end tests (playwright install chromium)...');
  const script = join(root, 'node_modules', '@playwright', 'test', 'cli.js');
  await run(node, [script, 'install', '--no-shell', 'chromium'], { cwd: root, limit });
  const found = findChromium();
  if (found === null) {
    return { reason: `No Chromium, and none could be downloaded: ${howToGet}.` };
  }
  if (process.platform === 'linux' && (await run(found, ['--version'])).code !== 0) {
    return {
      reason: 'Chromium lacks libraries of the system: run `npx playwright install-deps chromium` as root.',
    };
  }
  return { found };
}
