import type { DesktopApi, DESKTOP_API } from '../../../shared/api/desktop.ts';

declare global {
  interface Window {
    /** What the desktop app's preload gives the page; absent in a browser. */
    readonly [DESKTOP_API]?: DesktopApi;
  }
}

/** The desktop app around this page, or null in a browser. */
export function desktopApi(): DesktopApi | null {
  return window.stemma ?? null;
}
