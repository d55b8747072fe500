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

/** What of a frame its origin depends on. */
interface FrameLike {
  url(): string;
  parentFrame(): FrameLike | null;
}

/** The origin of a frame, as Electron's `senderFrame.origin` tells it: one without an address has that of the frame around it. */
export function originOf(frame: FrameLike): string {
  const url = fromDouble(frame.url());
  const parent = frame.parentFrame();
  if (parent !== null && url.startsWith('about:')) return originOf(parent);
  return url.startsWith(`${REAL}/`) ? REAL : new URL(url).origin;
}
