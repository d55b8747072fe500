import stringWidth from 'string-width';
import { middleTruncate } from '../../../shared/text/middle-truncate.ts';

/** Letters of Latin scripts, and the signs that we put in ourselves, take one column each; the rest is measured. */
const SIMPLE = /^[\u0020-\u007e\u00ae-\u02ff\u2026\u202f\u203a]*$/;

/** How many columns of a terminal a text takes. */
export function widthOf(text: string): number {
  return SIMPLE.test(text) ? text.length : stringWidth(text);
}

/** Cuts a text in its middle so that it takes at most `width` columns. */
export function cutToWidth(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  for (let signs = width; signs > 0; signs -= 1) {
    const cut = middleTruncate(text, signs);
    if (widthOf(cut) <= width) return cut;
  }
  return '';
}

/** Fills a text up with spaces to `width` columns. */
export function pad(text: string, width: number, side: 'left' | 'right'): string {
  const space = ' '.repeat(Math.max(0, width - widthOf(text)));
  return side === 'left' ? text + space : space + text;
}
