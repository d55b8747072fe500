import { BrowserWindow, nativeTheme } from 'electron';
import { SMALLEST, type WindowPlace } from './window-state.ts';

/** The page's background, so that a window is not white before its page is there; `--bg` of the design tokens. */
const BACKGROUND = { light: '#ffffff', dark: '#16181c' } as const;

/**
 * Makes a window. This is the only place that does: what keeps a page away from Node is set here, after everything that
 * a caller decides.
 *
 * @param preload the script that runs before the page
 */
export function createWindow(place: WindowPlace, preload: string): BrowserWindow {
  const { isMaximized, ...bounds } = place;
  const window = new BrowserWindow({
    ...bounds,
    minWidth: SMALLEST.width,
    minHeight: SMALLEST.height,
    show: false,
    title: 'Stemma',
    backgroundColor: nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light,
    webPreferences: {
      preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      nodeIntegrationInWorker: false,
      webviewTag: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      spellcheck: false,
      navigateOnDragDrop: false,
    },
  });
  if (isMaximized) window.maximize();
  window.once('ready-to-show', () => window.show());
  return window;
}
