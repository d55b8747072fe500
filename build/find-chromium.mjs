import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** Names of the program that Linux distributions use, ours first: Playwright knows Chromium better than Chrome. */
const linuxNames = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/**
 * Finds the Chromium that the end-to-end tests drive: the one that `STEMMA_CHROMIUM` names, else one that the
 * system has, else the one that Playwright downloaded. A path in `STEMMA_CHROMIUM` that leads nowhere finds
 * nothing: who sets it wants that one, and not silently another.
 *
 * @param {{ platform: NodeJS.Platform, env: NodeJS.ProcessEnv }} [machine]
 * @param {{ exists?: (path: string) => boolean, playwright?: () => string | null }} [options]
 *   how to look, for tests
 * @returns {string | null} the program's path
 */
export function findChromium(
  { platform, env } = process,
  { exists = existsSync, playwright = playwrightChromium } = {},
) {
  const chosen = env['STEMMA_CHROMIUM'];
  if (chosen !== undefined && chosen !== '') return exists(chosen) ? chosen : null;
  return [...usualPlaces(platform, env), playwright()].find((path) => path !== null && exists(path)) ?? null;
}

/**
 * @param {NodeJS.Platform} platform
 * @param {NodeJS.ProcessEnv} env
 * @returns {string[]}
 */
function usualPlaces(platform, env) {
  switch (platform) {
    case 'darwin':
      return ['/Applications/Chromium.app/Contents/MacOS/Chromium', chromeOfMac].flatMap((path) => [
        path,
        join(env['HOME'] ?? '/', path),
      ]);
    case 'win32':
      return ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((name) => {
        const folder = env[name];
        if (folder === undefined) return [];
        return ['Chromium', join('Google', 'Chrome')].map((vendor) =>
          join(folder, vendor, 'Application', 'chrome.exe'),
        );
      });
    default:
      return ['/usr/bin', '/usr/local/bin', '/snap/bin'].flatMap((folder) =>
        linuxNames.map((name) => join(folder, name)),
      );
  }
}

const chromeOfMac = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';

/**
 * Where Playwright keeps its own, whether it is there or not. Loaded only when it is asked for, because this
 * file is also imported before anything is installed.
 *
 * @returns {string | null} null where Playwright is not installed or has no Chromium for this system
 */
export function playwrightChromium() {
  const require = createRequire(import.meta.url);
  try {
    return require('@playwright/test').chromium.executablePath() || null;
  } catch {
    // Nothing is lost: who looks for a browser here goes on to say that there is none.
    return null;
  }
}
