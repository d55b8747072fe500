import { escapeForTerminal } from '../../../shared/text/escape-for-terminal.ts';

/** A text as one word of a shell's command line, so that what is shown can be copied. */
export function shellWord(text: string): string {
  const shown = escapeForTerminal(text);
  return /^[\w@%+=:,./-]+$/.test(shown) ? shown : `'${shown.replaceAll("'", String.raw`'\''`)}'`;
}
