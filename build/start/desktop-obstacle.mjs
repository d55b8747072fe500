import { accessSync, constants, existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * What decides whether a desktop app can show itself here.
 *
 * @typedef {object} Facts
 * @property {NodeJS.Platform} platform
 * @property {boolean} hasDisplay whether an X server or a Wayland compositor is named
 * @property {boolean} isRoot
 * @property {boolean} mayMakeNamespaces whether the kernel gives user namespaces to ordinary programs
 */

/**
 * Says why the desktop app can't be shown, as far as that can be known before Electron is there: downloading
 * it would be in vain. On Linux Chromium's sandbox wants a user that is not root; whether it also wants
 * namespaces depends on the helper, see {@link sandboxObstacle}.
 *
 * @param {Facts} facts
 * @returns {string | null} half a sentence, or null where nothing is known to be in the way
 */
export function desktopObstacle({ platform, hasDisplay, isRoot }) {
  if (platform !== 'linux') return null;
  if (!hasDisplay) return 'there is no display';
  if (isRoot) return "Chromium's sandbox does not start as root";
  return null;
}

/**
 * Says why Chromium's sandbox can't start: on Linux it wants user namespaces, or a helper beside the program
 * that belongs to root and has the setuid bit. What npm unpacks never has it, so where namespaces are
 * forbidden there is no use in a download.
 *
 * @param {Facts} facts
 * @param {boolean} hasHelper what {@link hasSandboxHelper} says of the program; false before it is there
 * @returns {string | null} half a sentence, or null where the sandbox should start
 */
export function sandboxObstacle({ platform, mayMakeNamespaces }, hasHelper) {
  if (platform !== 'linux' || mayMakeNamespaces || hasHelper) return null;
  return "this system forbids Chromium's sandbox (user namespaces)";
}

/**
 * @param {{ platform: NodeJS.Platform, env: NodeJS.ProcessEnv, getuid?: () => number }} [machine]
 * @param {string} [kernel] the folder of the kernel's settings
 * @returns {Facts}
 */
export function gatherFacts(machine = process, kernel = '/proc/sys') {
  const { platform, env } = machine;
  const setting = (/** @type {string} */ name) => readSetting(join(kernel, name));
  return {
    platform,
    hasDisplay: Boolean(env['DISPLAY']) || Boolean(env['WAYLAND_DISPLAY']),
    isRoot: machine.getuid?.() === 0,
    mayMakeNamespaces:
      setting('kernel/unprivileged_userns_clone') !== '0' &&
      setting('user/max_user_namespaces') !== '0' &&
      setting('kernel/apparmor_restrict_unprivileged_userns') !== '1',
  };
}

/**
 * @param {string} program Electron's
 * @returns {boolean} whether the sandbox's helper beside it may do its work: root's, setuid
 */
export function hasSandboxHelper(program) {
  const helper = statSync(join(dirname(program), 'chrome-sandbox'), { throwIfNoEntry: false });
  return helper !== undefined && helper.uid === 0 && (helper.mode & 0o4755) === 0o4755;
}

/** @param {string} file @returns {string | null} null where this kernel has no such setting */
function readSetting(file) {
  if (!existsSync(file)) return null;
  try {
    accessSync(file, constants.R_OK);
  } catch {
    // Hidden from us, so it can't speak against anything; Chromium will find out by itself.
    return null;
  }
  return readFileSync(file, 'utf8').trim();
}
