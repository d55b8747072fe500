/** How a piece of text stands out; each is also a word, so that nothing is lost without colour. */
export type Tone = 'plain' | 'strong' | 'quiet' | 'warn' | 'danger';

/** Dresses text in a tone. */
export type Style = (tone: Tone, text: string) => string;

/** Opening and closing codes (SGR of ECMA-48). */
const CODES: Readonly<Record<Exclude<Tone, 'plain'>, readonly [number, number]>> = {
  strong: [1, 22],
  quiet: [2, 22],
  warn: [33, 39],
  danger: [31, 39],
};

/** With the codes of a terminal. */
export const terminalStyle: Style = (tone, text) => {
  if (tone === 'plain' || text === '') return text;
  const [open, close] = CODES[tone];
  return `\u001b[${open}m${text}\u001b[${close}m`;
};

/** Without any codes. */
export const plainStyle: Style = (_tone, text) => text;
