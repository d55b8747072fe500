import { spawn } from 'node:child_process';
import { hasDisplay } from './display.ts';

/** A program and its arguments, which no shell reads. */
export type Command = readonly [program: string, ...args: string[]];

/** What opens a URL in the user's browser. */
export function browserCommand(url: string, platform: NodeJS.Platform): Command {
  switch (platform) {
    case 'darwin':
      return ['open', url];
    case 'win32':
      // `start` is a command of cmd.exe, which would interpret `&` and other characters of the URL.
      return ['rundll32', 'url.dll,FileProtocolHandler', url];
    default:
      return ['xdg-open', url];
  }
}

/**
 * Opens a URL in the user's browser and does not wait for it.
 *
 * @param tell told in a sentence where that can't be done, then or later
 */
export function openBrowser(url: string, tell: (problem: string) => void): void {
  if (!hasDisplay(process.env, process.platform)) {
    tell('No browser can be opened: there is no display here.');
    return;
  }
  const [program, ...args] = browserCommand(url, process.platform);
  const child = spawn(program, args, { detached: true, stdio: 'ignore' });
  child.on('error', (error) => tell(`No browser was opened: ${error.message}.`));
  child.on('exit', (code) => {
    // The exit code of rundll32 means nothing.
    if (code !== 0 && process.platform !== 'win32')
      tell(`No browser was opened: ${program} ended with ${code}.`);
  });
  child.unref();
}
