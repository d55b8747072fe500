/** The scheme of the window's page; see `protocol.ts`. */
export const APP_SCHEME = 'stemma';

/** The only origin whose messages are heard. */
export const APP_ORIGIN = `${APP_SCHEME}://app`;

/** The page of every window. */
export const APP_PAGE = `${APP_ORIGIN}/index.html`;

/** What of Electron's `WebFrameMain` says who sent a message. */
export interface SenderFrame {
  readonly origin: string;
  /** The frame around this one; null for a window's main frame. */
  readonly parent: unknown;
}

/**
 * Why a message must not be heard, or null where its sender is the main frame of our own page. Electron gives null for
 * a frame that is gone or has gone elsewhere since.
 */
export function senderRefusal(frame: SenderFrame | null): string | null {
  if (frame === null) return 'its frame is gone';
  if (frame.origin !== APP_ORIGIN) return `it comes from ${frame.origin}`;
  if (frame.parent !== null) return 'it comes from a frame inside the page';
  return null;
}
