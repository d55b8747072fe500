/** The pages on the web that Stemma leads to; none other is ever opened in a browser. */
export const LINKS = {
  nirs4all: 'https://github.com/GBeurier/nirs4all',
} as const;

const KNOWN: ReadonlySet<string> = new Set(Object.values(LINKS));

/** Whether we wrote a link ourselves. */
export function isOwnLink(url: string): boolean {
  return KNOWN.has(url);
}
