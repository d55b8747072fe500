import { app, session, shell, type WebContents } from 'electron';
import type { BugLog } from '../worker/serve-channel.ts';
import { isOwnLink } from './links.ts';
import { APP_ORIGIN, APP_PAGE } from './sender.ts';

/** The one permission that a page of ours has: to put text on the clipboard after a click, for Copy. */
const COPYING = 'clipboard-sanitized-write';

/** What every page is kept from, whoever made it: going elsewhere, opening windows, embedding, permissions. */
export function setUpGuards(log: BugLog): void {
  app.on('web-contents-created', (_event, contents) => guard(contents, log));
  session.defaultSession.setPermissionRequestHandler((contents, permission, answer, { isMainFrame }) => {
    answer(permission === COPYING && isMainFrame && isAtHome(contents.getURL()));
  });
  session.defaultSession.setPermissionCheckHandler((_contents, permission, origin, { isMainFrame }) => {
    return permission === COPYING && isMainFrame && isAtHome(origin);
  });
}

const isAtHome = (url: string): boolean => url === APP_ORIGIN || url.startsWith(`${APP_ORIGIN}/`);

/** A page that loads itself anew, as after a bug, stays where it is. */
const isReload = (url: string): boolean => url.split('#')[0] === APP_PAGE;

function guard(contents: WebContents, log: BugLog): void {
  const refuse = (what: string, url: string): void => log('A page was refused', new Error(`${what} ${url}`));
  contents.on('will-frame-navigate', (event) => {
    if (event.isMainFrame && isReload(event.url)) return;
    event.preventDefault();
    refuse('to go to', event.url);
  });
  contents.on('will-redirect', (event) => {
    event.preventDefault();
    refuse('to be led to', event.url);
  });
  contents.on('will-attach-webview', (event) => {
    event.preventDefault();
    refuse('to embed a page in', contents.getURL());
  });
  contents.setWindowOpenHandler(({ url }) => {
    if (isOwnLink(url)) {
      shell.openExternal(url).catch((error: unknown) => log('A link was not opened', error));
    } else {
      refuse('to open a window on', url);
    }
    return { action: 'deny' };
  });
}
