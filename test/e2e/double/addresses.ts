/** The page's address in the app, and what stands for it in Chromium. */
const REAL = 'stemma://app';
const DOUBLE = 'https://app.stemma.invalid';

/** An address of the app as Chromium is asked for it. */
export function toDouble(url: string): string {
  return url.startsWith(REAL) ? DOUBLE + url.slice(REAL.length) : url;
}

/** An address of Chromium as the app would have it. */
export function fromDouble(url: string): string {
  return url.startsWith(DOUBLE) ? REAL + url.slice(DOUBLE.length) : url;
}

/** The origin of an address of the app, as Electron's `senderFrame.origin` tells it. */
export function originOf(url: string): string {
  const real = fromDouble(url);
  return real.startsWith(`${REAL}/`) ? REAL : new URL(real).origin;
}
